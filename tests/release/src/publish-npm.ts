/** Publishes every package to npm that is not there in its version. Arguments go to `npm publish`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packAll } from '../../gates/src/packed.ts';
import { npmPublish } from './npm-publish.ts';

const folder = mkdtempSync(join(tmpdir(), 'luxcore-npm-'));
try {
  const { status, output } = await npmPublish(packAll(folder), process.argv.slice(2), {
    cwd: folder,
  });
  console.log(output);
  process.exitCode = status === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
