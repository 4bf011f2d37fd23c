/** The suite in a process of Node, Deno or Bun: the packages are found as a program there finds them. */
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import type { Host } from '../suite/host.ts';
import { runSuite } from '../suite/run-suite.ts';
import { wholeSuite } from '../suite/whole-suite.ts';
import type { Assignment } from './assignment.ts';

const { lacks, realmFile, ...host } = JSON.parse(process.argv[2] ?? '') as Assignment;
const realm = lacks.includes('realm')
  ? undefined
  : (runInNewContext(`${readFileSync(realmFile, 'utf8')};realm`) as Host['realm']);
await runSuite(wholeSuite({ ...host, realm }), lacks, console.log);
