/**
 * Tells whether a text, from `start` on, is a digest, in a time that does not tell where they differ:
 * it hangs on the digest's length alone.
 *
 * @param received - What came, such as a prefix and a digest.
 * @param digest - What it should be.
 * @param start - The characters of `received` that stand before its digest.
 * @example
 * ```ts
 * import { equalDigest } from '@luxcore/signing/primitives';
 *
 * equalDigest('v1,c2lnbmF0dXJl', 'c2lnbmF0dXJl', 'v1,'.length); // true
 * ```
 */
export function equalDigest(received: string, digest: string, start = 0): boolean {
  let difference = received.length ^ (start + digest.length);
  for (let index = 0; index < digest.length; index++) {
    // Past the end of a shorter text this is NaN, which counts as 0; the lengths differ then.
    difference |= received.charCodeAt(start + index) ^ digest.charCodeAt(index);
  }
  return difference === 0;
}
