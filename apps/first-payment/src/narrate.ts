/** What the demonstration says on the terminal. */
import { styleText } from 'node:util';

let steps = 0;

export function step(title: string): void {
  steps += 1;
  console.log(`\n${styleText('bold', `${String(steps)}. ${title}`)}`);
}

/** Shows a value under its name; a text as it is, anything else as indented JSON. */
export function show(name: string, value: unknown): void {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  console.log(`   ${styleText('cyan', name)}\n${text.replace(/^(?=.)/gm, '     ')}`);
}

export function done(result: string): void {
  console.log(`   ${styleText('green', '✓')} ${result}`);
}

/** Ends the demonstration: says why on stderr, and leaves 1 as the process's exit code. */
export function fail(error: unknown): void {
  console.error(
    `\n${styleText('red', '✗')} ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
}
