/** Publishes every package to JSR that is not there in its version: `--dry-run` only tries. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { denoPublish, makeJsrWorkspace } from './jsr-workspace.ts';

const folder = mkdtempSync(join(tmpdir(), 'luxcore-jsr-'));
try {
  makeJsrWorkspace(folder);
  const { status, output } = await denoPublish(folder, process.argv.slice(2));
  console.log(output);
  process.exitCode = status === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
