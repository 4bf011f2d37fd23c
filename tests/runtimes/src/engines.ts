/** The engines that the suite runs on: what each has, and why it cannot run what it lacks. */
import type { Need } from './suite/test.ts';

export interface Engine {
  /** As the table calls it. */
  readonly name: string;
  readonly isPage: boolean;
  readonly hasNativeHash: boolean;
  /** Whether it has the language alone. */
  readonly isBare?: boolean;
  /** Why what needs this is not run. */
  readonly lacks: Readonly<Partial<Record<Need, string>>>;
}

export type EngineId =
  | 'node20'
  | 'node22'
  | 'node24'
  | 'node26'
  | 'deno'
  | 'bun'
  | 'workerd'
  | 'workerdNode'
  | 'chromiumPage'
  | 'chromiumWorker'
  | 'firefoxPage'
  | 'firefoxWorker'
  | 'edgeVm'
  | 'quickjs';

const SERVER = { isPage: false, hasNativeHash: true, lacks: {} } as const;
const ONE_HASH = 'signing by a second hash: it has none beside @noble/hashes';
const UNUSED_HASH =
  'signing by a second hash: its own is not taken, since its Buffer writes no text without bounds';
const ONE_REALM = 'errors and bytes of another realm: a worker cannot make one';

const BROWSER = {
  hasNativeHash: false,
  lacks: {
    'two hashes': ONE_HASH,
    'one sending': 'a ticket asked for once: a browser asks again where a kept connection ends',
  },
} as const;

export const ENGINES: Readonly<Record<EngineId, Engine>> = {
  node20: { name: 'Node 20', ...SERVER },
  node22: { name: 'Node 22', ...SERVER },
  node24: { name: 'Node 24', ...SERVER },
  node26: { name: 'Node 26', ...SERVER },
  deno: { name: 'Deno', ...SERVER },
  bun: { name: 'Bun', ...SERVER },
  workerd: {
    name: 'workerd, no nodejs_compat',
    isPage: false,
    hasNativeHash: false,
    lacks: { 'two hashes': ONE_HASH, realm: ONE_REALM },
  },
  workerdNode: {
    name: 'workerd, nodejs_compat',
    isPage: false,
    hasNativeHash: false,
    lacks: { 'two hashes': UNUSED_HASH, realm: ONE_REALM },
  },
  chromiumPage: {
    name: 'Chromium, page',
    isPage: true,
    ...BROWSER,
  },
  chromiumWorker: {
    name: 'Chromium, web worker',
    isPage: false,
    ...BROWSER,
    lacks: { ...BROWSER.lacks, realm: ONE_REALM },
  },
  firefoxPage: {
    name: 'Firefox, page',
    isPage: true,
    ...BROWSER,
  },
  firefoxWorker: {
    name: 'Firefox, web worker',
    isPage: false,
    ...BROWSER,
    lacks: { ...BROWSER.lacks, realm: ONE_REALM },
  },
  edgeVm: {
    name: 'Edge Runtime VM',
    isPage: false,
    hasNativeHash: false,
    lacks: { 'two hashes': ONE_HASH },
  },
  quickjs: {
    name: 'QuickJS, in WebAssembly',
    isPage: false,
    hasNativeHash: false,
    isBare: true,
    lacks: {
      'two hashes': ONE_HASH,
      web: 'what needs Web APIs: it has none; it is given TextEncoder, TextDecoder and crypto.getRandomValues',
    },
  },
};

export const ENGINE_IDS: readonly EngineId[] = Object.keys(ENGINES) as EngineId[];
