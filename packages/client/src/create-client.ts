import type { Auth } from './auth/auth.ts';
import type { ClientOptions } from './client-options.ts';
import { clientOf, type Client } from './client.ts';
import { fetchTransport } from './transport/fetch-transport.ts';

/**
 * Makes a client of the LuxCore API. Nothing is checked or read yet, so that a module which makes
 * one can be imported anywhere: faulty options and credentials reject the first call.
 *
 * Every method returns a lazy promise (see {@link ApiPromise}) and rejects with an error of
 * `@luxcore/errors`. A call rejects with {@link ConfigurationError} `INVALID_OPTION`, `INSECURE_URL`,
 * `BROWSER_NOT_ALLOWED`, `ENVIRONMENT_MISMATCH`, `MALFORMED_API_KEY`, `INVALID_SECRET` or
 * `MISSING_CREDENTIALS` for what the client was made with; with `CONNECTION_FAILED`,
 * `REQUEST_TIMEOUT`, `ABORTED`, `UNEXPECTED_REDIRECT` or `UNREADABLE_RESPONSE` for what became of the
 * request; and with the error of LuxCore's answer.
 *
 * @example
 * ```ts
 * import { createClient, hmac } from '@luxcore/client';
 *
 * const client = createClient({ auth: hmac({ merchantId: 1024, secret: 'test_secret' }) });
 * const payment = await client.payments.create({
 *   type: 'deposit',
 *   amount: 150_000, // 1500.00 MXN
 *   currency: 'MXN',
 *   method: 'spei',
 *   merchant_reference: 'order-1001',
 * });
 * ```
 */
export function createClient<Credentials extends Auth>(
  options: ClientOptions<Credentials>,
): Client<Credentials> {
  return clientOf(options, fetchTransport);
}
