import type { Engine } from './engine.ts';
import { createNativeEngine } from './native.ts';
import { createNobleEngine } from './noble.ts';

let chosen: Engine | undefined;

/**
 * The engine of this runtime, chosen at the first use: its own hash where it offers one
 * synchronously and finds the known answers with it, otherwise @noble/hashes.
 */
export function currentEngine(): Engine {
  chosen ??= createNativeEngine() ?? createNobleEngine();
  return chosen;
}

/** For tests: puts another engine in place; `undefined` lets it be chosen anew. */
export function replaceEngine(engine: Engine | undefined): void {
  chosen = engine;
}
