/** What npm runs on a user's machine, or of ours while it packs: the ways in for foreign code. */
import type { Manifest } from './packages.ts';

const LIFECYCLE = [
  ...['preinstall', 'install', 'postinstall'],
  ...['preprepare', 'prepare', 'postprepare'],
  ...['prepublish', 'prepublishOnly', 'prepack', 'postpack'],
];

/** The names of such scripts. npm compiles a package with a binding.gyp, unasked, when it installs it. */
export function installScripts(
  { scripts = {}, gypfile }: Manifest,
  files: readonly string[],
): readonly string[] {
  const compiles = gypfile !== false && files.includes('binding.gyp');
  return [...LIFECYCLE.filter((name) => name in scripts), ...(compiles ? ['binding.gyp'] : [])];
}
