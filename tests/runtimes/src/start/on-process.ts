/** Node, Deno and Bun: a process each, which finds the packages itself. */
import { execFileSync } from 'node:child_process';
import { DENO_RUN, installedCommand, type InstalledEngine } from '../../engines/installed.ts';
import { assignmentOf } from './assignment-of.ts';
import type { FindEngine } from './engine-runner.ts';
import { runProcess } from './run-process.ts';

export function onProcess(engine: InstalledEngine): FindEngine {
  return (id) => {
    const command = installedCommand(engine);
    if (command === undefined) return { missing: `npm has no ${engine} for this system` };
    return {
      version: versionOf(command),
      run: (workbench) => {
        const { project } = workbench;
        const flags = engine === 'deno' ? denoFlags(project) : [];
        const args = [...flags, 'process.js', JSON.stringify(assignmentOf(id, workbench))];
        return runProcess(command, args, project);
      },
    };
  };
}

/** No environment, no system: what is asked for without need fails there. */
function denoFlags(project: string): string[] {
  return [...DENO_RUN, `--allow-read=${project}`, '--allow-net=127.0.0.1'];
}

/** Of `v24.21.0`, `deno 2.9.6 (stable, ...)`, `workerd 2026-11-17`. */
export function versionOf(command: string): string {
  const output = execFileSync(command, ['--version'], {
    encoding: 'utf8',
    // The script around Debian's Chromium complains on its other output.
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return /\d+(?:[.-]\d+)+/.exec(output)?.[0] ?? output.trim();
}
