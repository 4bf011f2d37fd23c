export {
  undiciTransport,
  type UndiciDispatcher,
  type UndiciRequest,
} from './transport/undici-transport.ts';
