import { redactText } from './redact-text.ts';

const LONGEST_SHOWN = 60;

/**
 * Says what came, for an error message: short, on one line, without calling into
 * the value, and without what looks like a secret (see `redact`).
 *
 * @example
 * ```ts
 * import { describeValue } from '@luxcore/errors';
 *
 * describeValue('1.5'); // '"1.5"'
 * describeValue([1]); // 'an array'
 * ```
 */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') {
    // Before it is cut: half a secret is told by no shape.
    const safe = redactText(value);
    return JSON.stringify(safe.length > LONGEST_SHOWN ? `${safe.slice(0, LONGEST_SHOWN)}…` : safe);
  }
  if (typeof value === 'number' || typeof value === 'bigint')
    return `the ${typeof value} ${String(value)}`;
  if (value === undefined || value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
