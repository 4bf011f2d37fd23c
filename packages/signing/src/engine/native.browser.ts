import type { Engine } from './engine.ts';

/** In a browser there is no synchronous hash of the runtime's own. */
export function createNativeEngine(): Engine | undefined {
  return undefined;
}
