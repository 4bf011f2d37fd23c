import { fetchTransport } from './fetch-transport.ts';
import type { Transport } from './transport.ts';

/** What sends requests unless told: the fetch of the runtime. */
export function defaultTransport(): Transport {
  return fetchTransport();
}
