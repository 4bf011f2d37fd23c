/** The request that every peer signs. */
export const METHOD = 'POST';
export const PATH = '/api/v2/payments';
export const HOST = 'api.lux-core.io';
export const ORIGIN = 'https://api.lux-core.io';
export const MERCHANT_ID = '1024';
export const SECRET = 'benchmark_secret_of_32_bytes_000';
export const TOLERANCE_SECONDS = 300;

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

export function isFresh(timestamp: number): boolean {
  return Math.abs(nowSeconds() - timestamp) <= TOLERANCE_SECONDS;
}

/** What signers that are written by hand sign: LuxCore's canonical string. */
export function canonical(timestamp: string, nonce: string, bodyHash: string): string {
  return `v1.${timestamp}.${nonce}.${METHOD}.${PATH}.${bodyHash}`;
}

/** The headers of signers that are written by hand, named as Node's servers name what arrives. */
export interface SignedHeaders extends Readonly<Record<string, string>> {
  readonly 'x-merchant-id': string;
  readonly 'x-timestamp': string;
  readonly 'x-nonce': string;
  readonly 'x-signature-version': string;
  readonly 'x-signature': string;
}

export function signedHeaders(timestamp: string, nonce: string, digest: string): SignedHeaders {
  return {
    'x-merchant-id': MERCHANT_ID,
    'x-timestamp': timestamp,
    'x-nonce': nonce,
    'x-signature-version': 'v1',
    'x-signature': `hmac_sha256=${digest}`,
  };
}

/** A JSON text of so many bytes that costs little to parse: some peers parse what they have verified. */
export function bodyOf(bytes: number): string {
  const frame = '{"note":""}';
  if (bytes < frame.length) return '';
  const text = `{"note":"${'x'.repeat(bytes - frame.length)}"}`;
  // Decoded, because a text that was put together is in pieces until someone reads it.
  return new TextDecoder().decode(new TextEncoder().encode(text));
}
