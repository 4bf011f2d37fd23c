import type { Host } from '../suite/host.ts';
import type { Need } from '../suite/test.ts';

/** What an entry is given, as JSON. */
export interface Assignment extends Omit<Host, 'realm'> {
  readonly lacks: readonly Need[];
  /** The file of `realm.ts`, a script that declares `realm`. */
  readonly realmFile: string;
}
