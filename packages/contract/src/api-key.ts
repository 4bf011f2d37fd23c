import { configurationError, type ConfigurationError } from '@luxcore/errors';

/**
 * The documented prefix of an API key in each environment: `production` moves real money, `test`
 * simulates.
 */
export const API_KEY_PREFIXES = { production: 'qp_prod_sk_', test: 'qp_test_sk_' } as const;

type PrefixTable<Table extends Readonly<Record<string, `qp_${string}_sk_`>>> = Table;

/** Where a key works: with real money, or with simulated payments. */
export type Environment = keyof PrefixTable<typeof API_KEY_PREFIXES>;

/** What an API key tells without being shown. */
export interface ApiKeyInfo {
  /** The environment that the key chooses. */
  readonly environment: Environment;
  /** A form for logs: the prefix, `…`, and the last 4 characters of a key long enough to spare them. */
  readonly redacted: string;
}

/** What comes after the prefix, by an assumed alphabet: LuxCore documents the prefixes alone. */
const SECRET_PART = /^[\w-]+$/;
const OLDER_TEST_PREFIX = 'qp_test_';
const WEBHOOK_SECRET_PREFIX = 'whsec_';
/** Fewer characters than this after the prefix, and showing the last would give too much away. */
const MIN_LENGTH_TO_SHOW_END = 16;
const SHOWN_END = 4;

/**
 * Reads the environment from an API key and makes a form of it that may be logged; checks the
 * prefix, and that the rest is letters, digits, `_` and `-`. It does not check that the key is
 * active. The text of an error never holds the key.
 *
 * @param key - The API key, exactly as LuxCore issued it.
 * @throws {ConfigurationError} `MALFORMED_API_KEY`: not a string, white space or a line break, a
 *   webhook secret, the form `qp_test_...` of older samples, or no known prefix.
 *
 * @example
 * ```ts
 * import { parseApiKey } from '@luxcore/contract';
 *
 * parseApiKey('qp_test_sk_0123456789abcdef');
 * // { environment: 'test', redacted: 'qp_test_sk_…cdef' }
 * ```
 */
export function parseApiKey(key: string): ApiKeyInfo {
  if (typeof key !== 'string') throw malformed(`expected a string, received ${typeof key}`);
  for (const environment of Object.keys(API_KEY_PREFIXES) as Environment[]) {
    const prefix = API_KEY_PREFIXES[environment];
    const secret = key.slice(prefix.length);
    if (key.startsWith(prefix) && SECRET_PART.test(secret)) {
      const end = secret.length < MIN_LENGTH_TO_SHOW_END ? '' : secret.slice(-SHOWN_END);
      return { environment, redacted: `${prefix}…${end}` };
    }
  }
  throw malformed(whatIsWrong(key));
}

// Prefixes stand in quotes and without what follows them: redaction would take them for keys.
function whatIsWrong(key: string): string {
  if (key === '') return 'it is empty';
  if (/\s/.test(key)) return 'it contains white space or a line break';
  if (/[^!-~]/.test(key)) return 'it contains a character that is not visible ASCII';
  if (key.startsWith(WEBHOOK_SECRET_PREFIX)) {
    return `it is a webhook secret ("${WEBHOOK_SECRET_PREFIX}"), which signs deliveries and is no API key`;
  }
  if (key.startsWith(OLDER_TEST_PREFIX) && !key.startsWith(API_KEY_PREFIXES.test)) {
    return `"${OLDER_TEST_PREFIX}" without "sk_" is the form of older samples, which is malformed; ask LuxCore for a current key`;
  }
  return 'expected "qp_prod_" or "qp_test_", then "sk_", then letters, digits, "_" and "-"';
}

function malformed(reason: string): ConfigurationError {
  return configurationError('MALFORMED_API_KEY', `Malformed API key: ${reason}`);
}
