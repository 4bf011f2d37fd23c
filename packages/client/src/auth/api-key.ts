import { parseApiKey } from '@luxcore/contract';
import { ConfigurationError } from '@luxcore/errors';
import type { Scope, ScopeName } from '@luxcore/scopes';
import type { Auth, AuthContext, AuthOptions, Authorise } from './auth.ts';

/** The header of a v1 API key. Documented by LuxCore. */
export const API_KEY_HEADER = 'X-API-Key';

/**
 * Authenticates with a v1 API key, sent as `X-API-Key`. The key is checked at the first request:
 * its prefix, its characters, and that it belongs to the client's `environment`.
 *
 * With `scopes`, only what they allow is there to call; which scope an operation takes is assumed.
 *
 * The first request rejects with {@link ConfigurationError} `MALFORMED_API_KEY`,
 * `ENVIRONMENT_MISMATCH`, or `INVALID_OPTION` for an unknown scope.
 *
 * @example
 * ```ts
 * import { apiKey, createClient } from '@luxcore/client';
 *
 * const auth = apiKey('qp_test_sk_0123456789abcdef', { scopes: ['payments.read'] });
 * const client = createClient({ auth, environment: 'test' });
 * const payment = await client.payments.get('pay_1'); // `create` does not compile
 * ```
 */
export function apiKey<const Granted extends readonly ScopeName[] = readonly Scope[]>(
  key: string,
  options?: AuthOptions<Granted>,
): Auth<'apiKey', Granted[number]> {
  return {
    kind: 'apiKey',
    scopes: options?.scopes,
    prepare: (context) => prepareApiKey(key, context),
  };
}

/** Checks a key and makes its header. */
export function prepareApiKey(key: string, { environment }: AuthContext): Authorise {
  const info = parseApiKey(key);
  if (environment !== undefined && info.environment !== environment) {
    throw new ConfigurationError(
      `environment: expected an API key of ${environment}, received one of ${info.environment}`,
      { code: 'ENVIRONMENT_MISMATCH' },
    );
  }
  return () => ({ [API_KEY_HEADER]: key });
}
