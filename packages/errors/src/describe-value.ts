const LONGEST_SHOWN = 60;

/**
 * Says what came, for an error message: short, on one line, and without calling into the value.
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
    const shown = value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value;
    return JSON.stringify(shown);
  }
  if (typeof value === 'number' || typeof value === 'bigint')
    return `the ${typeof value} ${String(value)}`;
  if (value === undefined || value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
