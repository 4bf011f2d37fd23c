import type { Scope } from '@luxcore/scopes';
import type { Auth } from './auth/auth.ts';
import { coreOf } from './call.ts';
import type { ClientOptions } from './client-options.ts';
import type { LimitState } from './limiter/limiter.ts';
import type { AllowedMembers, AllowedOperation } from './resources/allowed.ts';
import { createBalances, type Balances } from './resources/balance.ts';
import type { Merchants } from './resources/merchants.ts';
import { creating, type Payments } from './resources/payments.ts';
import { refusedResources } from './resources/refused-resources.ts';
import type { Tickets } from './resources/tickets.ts';
import type { Webhooks } from './resources/webhooks.ts';

/** Everything that a client can do, with credentials that can do everything. */
export interface Resources {
  /** Create, list, get and cancel payments; the methods by which they are made. */
  readonly payments: Payments;
  /** The merchant's balances. */
  readonly balance: Balances;
  /** The balances of a merchant by its id. */
  readonly merchants: Merchants;
  /** Where LuxCore delivers events, and what became of deliveries. */
  readonly webhooks: Webhooks;
  /** What LuxCore's support is asked, with comments and files. */
  readonly tickets: Tickets;
}

/**
 * A client with the methods that its credentials can call; with one of several credentials, the
 * methods that all of them can.
 */
export type Client<Credentials extends Auth = Auth<'apiKey', Scope>> =
  Credentials extends Auth<infer Kind, infer Granted>
    ? AllowedMembers<Resources, '', AllowedOperation<Kind, Granted>> & ClientTools
    : never;

/** What every client has beside its resources. */
export interface ClientTools {
  /**
   * How full the rate limits are, by key and class of operations: empty before the first request, and
   * without a limiter.
   *
   * @example
   * ```ts
   * for (const { key, limit, inFlight, queued, windows } of client.limits()) {
   *   console.log(key, limit, inFlight, queued, windows[0]?.used);
   * }
   * ```
   */
  limits(): readonly LimitState[];
}

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
  const core = coreOf(options);
  const { auth } = { ...options } as Partial<ClientOptions> | { auth?: null };
  const v1 = (auth?.v1 ?? refusedResources)(core);
  const client: Resources & ClientTools = {
    ...v1,
    payments: { ...v1.payments, create: creating(core.prepare) },
    balance: createBalances(core.prepare),
    limits: () => core.settings()?.limiter?.state?.() ?? [],
  };
  // The types offer less than there is; what they leave out is refused by the table as well.
  return client as unknown as Client<Credentials>;
}
