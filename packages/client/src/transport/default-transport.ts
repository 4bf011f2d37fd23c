import { fetchTransport } from './fetch-transport.ts';
import type { Transport } from './transport.ts';

/** What sends requests unless told: here `globalThis.fetch`; on Node its stand-in beside this file. */
export function defaultTransport(): Transport {
  return fetchTransport();
}
