/** The request that every peer signs. */
export const METHOD = 'POST';
export const PATH = '/api/v2/payments';
export const ORIGIN = 'https://api.lux-core.io';
export const HOST = 'api.lux-core.io';
export const MERCHANT_ID = '1024';
export const SECRET = 'benchmark_secret_of_32_bytes_000';
export const TOLERANCE_SECONDS = 300;

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** What signers that are written by hand sign: LuxCore's canonical string. */
export function canonical(timestamp: number | string, nonce: string, bodyHash: string): string {
  return `v1.${String(timestamp)}.${nonce}.${METHOD}.${PATH}.${bodyHash}`;
}

/** A JSON text of so many bytes that costs little to parse: some peers parse what they have verified. */
export function bodyOf(bytes: number): string {
  const frame = '{"note":""}';
  if (bytes < frame.length) return '';
  const text = `{"note":"${'x'.repeat(bytes - frame.length)}"}`;
  // Decoded, because a text that was put together is in pieces until someone reads it.
  return new TextDecoder().decode(new TextEncoder().encode(text));
}
