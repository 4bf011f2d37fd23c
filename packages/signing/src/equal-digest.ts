/**
 * Tells whether two digests are the same, in a time that does not tell where they differ: it hangs on
 * their lengths alone.
 *
 * @example
 * ```ts
 * import { equalDigest } from '@luxcore/signing/primitives';
 *
 * equalDigest(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 3)); // true
 * ```
 */
export function equalDigest(left: Uint8Array, right: Uint8Array): boolean {
  let difference = left.length ^ right.length;
  for (let index = 0; index < left.length; index++) {
    // Past the end of a shorter one it counts as 0; the lengths differ then.
    difference |= (left[index] ?? 0) ^ (right[index] ?? 0);
  }
  return difference === 0;
}
