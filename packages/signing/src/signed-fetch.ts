import { assertOption, configurationError, describeValue, redirectError } from '@luxcore/errors';
import { isSecureUrl } from './secure-url.ts';
import { signRequest } from './sign-request.ts';
import type { Signer } from './signer.ts';

/** Where a signed request may go, and what sends it. */
export interface SignedFetchOptions {
  /** The one origin that is signed for, such as `https://api.lux-core.io`. */
  readonly origin: string;
  /** What sends a signed request; `globalThis.fetch`, looked up for each, unless told. */
  readonly fetch?: ((request: Request) => Response | Promise<Response>) | undefined;
}

/** Called like `fetch`. */
export type SignedFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * Makes a `fetch` that signs each request and sends it to one origin, and to no other: LuxCore does
 * not sign the host, so a signature that is sent elsewhere could be replayed at LuxCore. A relative
 * URL is taken from that origin.
 *
 * A redirect is not followed, because the signature covers one path; it rejects instead.
 *
 * @throws {ConfigurationError} `INVALID_OPTION`: no origin, or nothing to send with; `INSECURE_URL`: http, and no loopback
 *   address. What it returns rejects with `ORIGIN_NOT_ALLOWED`, with {@link RedirectError}
 *   `UNEXPECTED_REDIRECT`, and with the errors of `signer.sign`.
 * @example
 * ```ts
 * import { createSigner, signedFetch } from '@luxcore/signing';
 *
 * const signer = createSigner({ merchantId: 1024, secret: 'test_secret' });
 * const lux = signedFetch(signer, { origin: 'https://api.lux-core.io' });
 * const response = await lux('/api/v2/balance?currency=ARS');
 * ```
 */
export function signedFetch(signer: Signer, options: SignedFetchOptions): SignedFetch {
  const { origin, fetch: ownFetch } = options;
  const isOrigin = URL.canParse(origin) && new URL(origin).origin === origin;
  assertOption(isOrigin, 'origin', 'an origin such as https://api.lux-core.io', origin);
  if (!isSecureUrl(new URL(origin))) {
    throw configurationError(
      'INSECURE_URL',
      `origin: expected https, or http to a loopback address, received ${describeValue(origin)}`,
    );
  }

  return async (input, init) => {
    const fetch = ownFetch ?? globalThis.fetch;
    assertOption(typeof fetch === 'function', 'fetch', 'a function', fetch);
    const request = new Request(input instanceof Request ? input : new URL(input, origin), init);
    const { origin: target, pathname } = new URL(request.url);
    if (target !== origin) {
      throw configurationError(
        'ORIGIN_NOT_ALLOWED',
        `url: expected one of ${origin}, received one of ${target}`,
      );
    }
    const signed = await signRequest(signer, request);
    const response = await fetch(signed);
    const { status, type, redirected } = response;
    if ((status >= 300 && status < 400) || type === 'opaqueredirect' || redirected) {
      // Not awaited: that a body fails to end is nobody's concern any more.
      response.body?.cancel().catch(() => undefined);
      throw redirectError(
        `${request.method} ${pathname}: expected an answer, received a redirect`,
        status === 0 ? undefined : status,
      );
    }
    return response;
  };
}
