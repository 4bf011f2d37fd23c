/** The suite in the VM of the Edge Runtime, which sets these globals. */
import type { Host } from '../suite/host.ts';
import { runSuite } from '../suite/run-suite.ts';
import { wholeSuite } from '../suite/whole-suite.ts';
import type { Assignment } from './assignment.ts';

declare const given: {
  assignment: Assignment;
  realm: Host['realm'];
  print: (line: string) => void;
};

const { assignment, realm, print } = given;
export const done: Promise<void> = runSuite(
  wholeSuite({ ...assignment, realm }),
  assignment.lacks,
  print,
);
