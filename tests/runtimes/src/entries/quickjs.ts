/** The suite in QuickJS, which has the language and what `hosts/quickjs.ts` gives it. */
import { runSuite } from '../suite/run-suite.ts';
import { wholeSuite } from '../suite/whole-suite.ts';
import type { Assignment } from './assignment.ts';

declare const assignment: Assignment;
declare const print: (line: string) => void;

export const done: Promise<void> = runSuite(wholeSuite(assignment), assignment.lacks, print);
