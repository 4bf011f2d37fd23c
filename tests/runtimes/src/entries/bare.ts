/** The suite in an engine that has the language, and the few globals that it is given. */
import { bareSuite } from '../suite/bare-suite.ts';
import { runSuite } from '../suite/run-suite.ts';
import type { Assignment } from './assignment.ts';

declare const given: { assignment: Assignment; print: (line: string) => void };

const { assignment, print } = given;
export const done: Promise<void> = runSuite(bareSuite(assignment), assignment.lacks, print);
