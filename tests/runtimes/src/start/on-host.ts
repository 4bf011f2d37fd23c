/** Engines that live in a process of this Node: each has a script in `hosts/` that evaluates the suite in it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assignmentOf } from './assignment-of.ts';
import type { FindEngine } from './engine-runner.ts';
import { runProcess } from './run-process.ts';

export function onHost(host: string, packageName: string): FindEngine {
  return (id) => ({
    version: versionOfPackage(packageName),
    run: (workbench) => {
      const script = fileURLToPath(new URL(`../hosts/${host}.ts`, import.meta.url));
      const assignment = JSON.stringify(assignmentOf(id, workbench));
      return runProcess(process.execPath, [script, assignment], workbench.project);
    },
  });
}

function versionOfPackage(name: string): string {
  const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
