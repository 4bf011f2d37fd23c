export { nodeTransport, type NodeTransportOptions } from './transport/node-transport.node.ts';
