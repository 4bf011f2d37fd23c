import type { Auth } from './auth/auth.ts';
import type { ClientOptions } from './client-options.ts';
import { clientOf, type Client } from './client.ts';
import { nodeTransport } from './transport/node-transport.node.ts';

// Node's fetch takes about four times the CPU of Node's own HTTP client for a request.
export function createClient<Credentials extends Auth>(
  options: ClientOptions<Credentials>,
): Client<Credentials> {
  return clientOf(options, nodeTransport);
}
