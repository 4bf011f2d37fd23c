export * from './index.ts';
// In the place of the one above.
export { createClient } from './create-client.node.ts';
