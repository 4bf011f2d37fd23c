/** Evaluates the suite in the VM of the Edge Runtime, which has Web APIs and nothing of Node. */
import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { EdgeVM } from '@edge-runtime/vm';
import type { Assignment } from '../entries/assignment.ts';

const assignment = JSON.parse(process.argv[2] ?? '') as Assignment;
const given = {
  assignment,
  // This process is the other realm.
  realm: runInThisContext(`${readFileSync(assignment.realmFile, 'utf8')};realm`) as unknown,
  print: console.log,
};
const vm = new EdgeVM({ extend: (context) => Object.assign(context, { given }) });
await vm.evaluate<Promise<void>>(`${readFileSync('edge-vm.js', 'utf8')};suite.done`);
