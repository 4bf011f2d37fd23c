/** Takes what the packages are now as what they should be: see accepted.ts. They must be built. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packAll } from '../../gates/src/packed.ts';
import { ROOT } from '../../gates/src/turbo.ts';
import { acceptedFiles, filesOfRelease } from './accepted.ts';

const folder = mkdtempSync(join(tmpdir(), 'luxcore-packed-'));
try {
  const files = await filesOfRelease(packAll(folder));
  for (const path of Object.keys(acceptedFiles())) if (!(path in files)) rmSync(join(ROOT, path));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
  }
} finally {
  rmSync(folder, { recursive: true });
}
