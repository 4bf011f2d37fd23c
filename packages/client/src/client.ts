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
import type { Transport } from './transport/transport.ts';

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

/** Makes a client that sends by `defaultTransport`, unless its options say how. */
export function clientOf<Credentials extends Auth>(
  options: ClientOptions<Credentials>,
  defaultTransport: () => Transport,
): Client<Credentials> {
  const core = coreOf(options, defaultTransport);
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
