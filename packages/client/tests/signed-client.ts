import { createClient, hmac, type Client, type Auth, type ClientOptions } from '../src/index.ts';
import { MERCHANT_ID, paymentOf, SECRET, WITHDRAWAL } from './samples.ts';
import { scripted, type Seen, type Step } from './scripted-fetch.ts';

/** Answers to the creation of `WITHDRAWAL`: it is new, it was there, nobody knows. */
export const MADE: Step = { status: 201, body: paymentOf(WITHDRAWAL) };
export const FOUND: Step = { status: 200, body: paymentOf(WITHDRAWAL) };
export const LOST: Error = new Error('socket hang up');

/** A v2 client whose requests are answered by a script, and what it sends. */
export function signedClient(
  steps: readonly Step[],
  options: Partial<ClientOptions> = {},
): { readonly client: Client<Auth<'hmac'>>; readonly seen: readonly Seen[] } {
  const { fetch, seen } = scripted(...steps);
  const auth = hmac({ merchantId: MERCHANT_ID, secret: SECRET });
  return { client: createClient({ auth, fetch, ...options } as ClientOptions<typeof auth>), seen };
}
