/** Writes jsr.json of every package: after `changeset version`, so that both registries get one version. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsrText } from './jsr-manifest.ts';
import { publishedPackages } from './packages.ts';

for (const one of publishedPackages()) {
  writeFileSync(join(one.folder, 'jsr.json'), await jsrText(one));
}
