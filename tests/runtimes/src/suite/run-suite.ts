import { watchNativeHash } from './native-hash.ts';
import type { Need, Test } from './test.ts';

/** A test that hangs must not take the rest with it. */
const TEST_TIMEOUT_MS = 15_000;

/** What is printed, as one line of JSON: a test that ran, or at the end how many there were. */
export type Line = { readonly test: string; readonly error?: string } | { readonly ran: number };

/** Runs what the engine has all of, one after the other, and prints a line for each. */
export async function runSuite(
  tests: readonly Test[],
  lacks: readonly Need[],
  print: (line: string) => void,
): Promise<void> {
  watchNativeHash();
  const report = (line: Line): void => {
    print(JSON.stringify(line));
  };
  let ran = 0;
  for (const { name, needs, run } of tests) {
    if (needs.some((need) => lacks.includes(need))) continue;
    ran++;
    try {
      await within(TEST_TIMEOUT_MS, run());
      report({ test: name });
    } catch (error) {
      report({ test: name, error: textOf(error) });
    }
  }
  report({ ran });
}

async function within(ms: number, result: void | Promise<void>): Promise<void> {
  // An engine without timers runs nothing that waits for one.
  if (typeof globalThis.setTimeout !== 'function' || !(result instanceof Promise)) return result;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`it has not ended after ${String(ms)} ms`));
    }, ms);
  });
  try {
    await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack = '' } = error;
  return stack.includes(message) ? stack : `${name}: ${message}\n${stack}`;
}
