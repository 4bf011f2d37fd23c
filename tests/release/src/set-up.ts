import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Other programs do the work, which a busy machine makes slow. */
export const PATIENCE_MS = 300_000;

/** A folder that is there until the tests of this file have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'luxcore-release-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}
