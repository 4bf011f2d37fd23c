import type { Engine } from './engine.ts';
import { createNativeEngine } from './native.ts';
import { createNobleEngine } from './noble.ts';

let chosen: Engine | undefined;

/**
 * The engine of this runtime, chosen at the first use: its own hash where it offers one
 * synchronously and it agrees with @noble/hashes, otherwise that.
 */
export function currentEngine(): Engine {
  if (chosen === undefined) {
    const noble = createNobleEngine();
    chosen = createNativeEngine(noble) ?? noble;
  }
  return chosen;
}

/** For tests: puts another engine in place; `undefined` lets it be chosen anew. */
export function replaceEngine(engine: Engine | undefined): void {
  chosen = engine;
}
