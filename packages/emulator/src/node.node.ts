export { listen, type ListenOptions, type Listening } from './listen.node.ts';
