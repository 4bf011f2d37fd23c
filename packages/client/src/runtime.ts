import { fromRuntime } from '@luxcore/errors';

/** What a client needs of its runtime beside the language; a `fetch` only where it is given none. */
const NEEDED = [
  'AbortController',
  'Headers',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'setTimeout',
] as const;

/**
 * Throws where the runtime lacks something, by its name. At the first use and not at import, which
 * works everywhere.
 *
 * @throws {ConfigurationError} `INVALID_OPTION`
 */
export function assertRuntime(): void {
  NEEDED.forEach(fromRuntime);
}
