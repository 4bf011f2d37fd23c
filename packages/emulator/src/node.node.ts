export { listen, type ListenOptions, type Listening, type Servable } from './listen.node.ts';
