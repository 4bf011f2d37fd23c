import type { Environment } from '@luxcore/contract';
import type { Clock } from '@luxcore/signing';
import type { Auth } from './auth/auth.ts';
import type { EventListener } from './events.ts';
import type { Limiter } from './limiter/limiter.ts';
import type { Middleware } from './stages/middleware.ts';
import type { Transport } from './transport/transport.ts';

/**
 * What sends a request: `fetch` itself, or anything that is called like it, such as that of an
 * emulator, or one with a proxy. It must not follow redirects: `init.redirect` is `manual`.
 */
export type Fetch = (url: string, init: RequestInit) => Response | Promise<Response>;

/** The options of a client. They are checked at its first request, not when it is made. */
export interface ClientOptions<Credentials extends Auth = Auth> {
  /** How requests prove who sends them; it decides between v1 and v2 too. */
  readonly auth: Credentials;
  /** Refuses an API key of the other environment; any key is taken unless told. */
  readonly environment?: Environment | undefined;
  /**
   * Origin and prefix before `/api/v1`; `https://api.lux-core.io` unless told. https, or http to a
   * loopback address.
   */
  readonly baseUrl?: string | undefined;
  /** What sends a request, in place of the transport of the runtime. Not beside `transport`. */
  readonly fetch?: Fetch | undefined;
  /**
   * What sends a request and reads its answer. On Node unless told: `node:http` and `node:https` with
   * connections that are kept; elsewhere `globalThis.fetch`, looked up for each.
   */
  readonly transport?: Transport | undefined;
  /**
   * How long an attempt may take, its body and the supplier of a credential included, in milliseconds
   * above 0; 30,000 unless told.
   */
  readonly timeoutMs?: number | undefined;
  /**
   * How long a call may take with all that it waits for, in milliseconds above 0; 600,000 (ten minutes)
   * unless told.
   */
  readonly totalTimeoutMs?: number | undefined;
  /** How often a request may be sent again; 2 unless told, 0: each is sent once. */
  readonly maxRetries?: number | undefined;
  /**
   * For how long after the first attempt a payment that may have been made is sent again, in
   * milliseconds; 300,000 unless told. Later, its reference may have been used anew.
   */
  readonly replayWindowMs?: number | undefined;
  /**
   * Keeps to the rate limits of LuxCore; one of this client's own unless told. `false`: none. Clients of
   * the same credentials share one.
   */
  readonly limiter?: Limiter | false | undefined;
  /** Stands around each attempt, the first of the list outermost. */
  readonly middleware?: readonly Middleware[] | undefined;
  /** Is told what happens: requests, retries, waits. A deposit without a reference waits for it. */
  readonly onEvent?: EventListener | undefined;
  /** The time of signatures, in milliseconds since 1970; `Date.now` unless told. */
  readonly now?: Clock | undefined;
  /** Allows credentials in a browser, where every visitor can read them; calls are refused unless told. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}
