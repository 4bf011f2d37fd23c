/**
 * What a tarball holds, a file a line, in an order and under names that no build changes: the pieces
 * that entries share have a hash in their names.
 */
import type { Manifest } from './packages.ts';

/** `chunk-5OCAJ2VF.js` and `events-Sc08q9_A.d.cts`. */
const HASH = /-[\w-]{8}(?=\.(?:d\.)?[cm]?[jt]s$)/;

export function contentsOf(
  files: Iterable<string>,
  manifest: Pick<Manifest, 'exports'>,
): readonly string[] {
  const named = new Set(targetsOf(manifest.exports));
  return [...files]
    .map((file) => (named.has(`./${file}`) ? file : file.replace(HASH, '-*')))
    .sort();
}

/** Every file that an `exports` map leads to. */
function targetsOf(target: unknown): string[] {
  if (typeof target === 'string') return [target];
  if (typeof target !== 'object' || target === null) return [];
  return Object.values(target).flatMap(targetsOf);
}
