/** The suite in a worker, as the test of `workerd test`. */
import { runSuite } from '../suite/run-suite.ts';
import { wholeSuite } from '../suite/whole-suite.ts';
import type { Assignment } from './assignment.ts';

export default {
  async test(_controller: unknown, { assignment }: { assignment: Assignment }): Promise<void> {
    await runSuite(wholeSuite(assignment), assignment.lacks, console.log);
  },
};
