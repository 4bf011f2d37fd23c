/** Reads a tarball, of npm or of JSR: the files in it, by the paths that they get in a package. */
import { gunzipSync } from 'node:zlib';

const BLOCK = 512;

export function readTarball(tarball: Uint8Array): ReadonlyMap<string, string> {
  const bytes = gunzipSync(tarball);
  const files = new Map<string, string>();
  for (let at = 0; at < bytes.length && bytes[at] !== 0;) {
    const field = (offset: number, length: number): string =>
      bytes.toString('utf8', at + offset, at + offset + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(field(124, 12), 8);
    const name = [field(345, 155), field(0, 100)].filter((part) => part !== '').join('/');
    const type = field(156, 1);
    // Links and extended headers have no place in our packages.
    if (type !== '0' && type !== '') throw new Error(`${name} is an entry of the type ${type}`);
    const start = at + BLOCK;
    files.set(name.replace(/^package\//, ''), bytes.toString('utf8', start, start + size));
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
