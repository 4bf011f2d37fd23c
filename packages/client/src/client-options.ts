import type { Environment } from '@luxcore/contract';
import type { Clock } from '@luxcore/signing';
import type { Auth } from './auth/auth.ts';

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
  /** What sends a request; `globalThis.fetch`, looked up for each, unless told. */
  readonly fetch?: Fetch | undefined;
  /**
   * How long a request may take, its body and the supplier of a token included, in milliseconds
   * above 0; 30,000 unless told.
   */
  readonly timeoutMs?: number | undefined;
  /** The time of signatures, in milliseconds since 1970; `Date.now` unless told. */
  readonly now?: Clock | undefined;
  /** Allows credentials in a browser, where every visitor can read them. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}
