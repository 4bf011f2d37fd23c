/** Cloudflare's workerd itself, by `workerd test`: no tool stands between it and the suite. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedCommand } from '../../engines/installed.ts';
import { assignmentOf } from './assignment-of.ts';
import type { FindEngine } from './engine-runner.ts';
import { versionOf } from './on-process.ts';
import { runProcess } from './run-process.ts';

/** With `nodejs_compat`, which is the default since 2026-08-04, or as it was before that. */
export function onWorkerd(compatibilityDate: string): FindEngine {
  return (id) => {
    const command = installedCommand('workerd');
    if (command === undefined) return { missing: 'npm has no workerd for this system' };
    return {
      version: versionOf(command),
      run: (workbench) => {
        const { project } = workbench;
        const file = join(project, `${id}.capnp`);
        writeFileSync(
          file,
          configuration(compatibilityDate, JSON.stringify(assignmentOf(id, workbench))),
        );
        return runProcess(command, ['test', file], project, isLog);
      },
    };
  };
}

/** A text in JSON is one in Cap'n Proto too. */
const text = (value: string): string => JSON.stringify(value);

function configuration(compatibilityDate: string, assignment: string): string {
  return `
    using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (
      services = [
        (
          name = "suite",
          worker = (
            modules = [(name = "workerd.js", esModule = embed "workerd.js")],
            bindings = [(name = "assignment", json = ${text(assignment)})],
            compatibilityDate = ${text(compatibilityDate)},
            globalOutbound = "loopback",
          ),
        ),
        (name = "loopback", network = (allow = ["private"])),
      ],
    );
  `;
}

/** It logs the connections that were refused or cut off, which are what some tests are about. */
function isLog(line: string): boolean {
  return /^(?:workerd\/|stack: )/.test(line);
}
