import { join } from 'node:path';
import type { Assignment } from '../entries/assignment.ts';
import { ENGINES, type EngineId } from '../engines.ts';
import type { Need } from '../suite/test.ts';
import type { Workbench } from '../workbench.ts';

/** What the suite is told of an engine, as JSON. */
export function assignmentOf(id: EngineId, { project, network }: Workbench): Assignment {
  const { isPage, hasNativeHash, lacks } = ENGINES[id];
  return {
    isPage,
    hasNativeHash,
    lacks: Object.keys(lacks) as Need[],
    network,
    realmFile: join(project, 'realm.js'),
  };
}
