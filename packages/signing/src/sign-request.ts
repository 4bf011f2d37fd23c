import type { Signer } from './signer.ts';

/**
 * Signs a `Request`: returns a new one with the five headers, to be sent soon and once. The body's
 * exact bytes are read from a copy, so the request that was given can still be used. What is signed
 * is path and query of the parsed URL, which is what fetch sends.
 *
 * The new request does not follow redirects: its signature covers one path.
 *
 * @throws {SigningError} as `signer.sign`
 * @example
 * ```ts
 * import { signRequest } from '@luxcore/signing';
 *
 * const request = new Request('https://api.lux-core.io/api/v2/balance?currency=ARS');
 * const response = await fetch(await signRequest(signer, request));
 * ```
 */
export async function signRequest(signer: Signer, request: Request): Promise<Request> {
  const { method, url } = request;
  const { pathname, search } = new URL(url);
  const body = request.body === null ? undefined : await request.clone().arrayBuffer();
  const { headers } = signer.sign({ method, path: pathname + search, body });
  // Firefox has no `Request.body`: there it is the bytes that tell, and a GET may have no empty ones.
  const sent = body?.byteLength ? body : null;
  const signed = new Request(request.clone(), { redirect: 'manual', body: sent });
  for (const [name, value] of Object.entries(headers)) signed.headers.set(name, value);
  return signed;
}
