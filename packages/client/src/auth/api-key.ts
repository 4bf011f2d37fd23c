import { parseApiKey } from '@luxcore/contract';
import { assertOption, ConfigurationError } from '@luxcore/errors';
import type { Scope, ScopeName } from '@luxcore/scopes';
import type { Auth, AuthContext, AuthOptions, Credential, CredentialList } from './auth.ts';
import { createV1Resources } from '../resources/v1-resources.ts';
import { rotationOf, type Rotation } from '../stages/rotation.ts';
import { API_KEY_HEADER } from './credential-headers.ts';
import { hiding } from './hiding.ts';
import { supplied, suppliedCredentials, type Supplier } from './supplier.ts';

/**
 * Authenticates with a v1 API key, sent as `X-API-Key`. The key is checked at the first request:
 * its prefix, its characters, and that it belongs to the client's `environment`.
 *
 * While keys are rotated, give the old and the new: the first is used until LuxCore refuses it (401),
 * then the next, which is remembered. Or give a function that supplies the key of each attempt; after a
 * 401 it is asked once more. All keys are of one environment.
 *
 * With `scopes`, only what they allow is there to call; which scope an operation takes is assumed.
 *
 * The first request rejects with {@link ConfigurationError} `MALFORMED_API_KEY`,
 * `ENVIRONMENT_MISMATCH`, `INVALID_OPTION` for an unknown scope or no key, or `MISSING_CREDENTIALS`
 * where the supplier throws.
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
export function apiKey<
  const Granted extends readonly ScopeName[] = readonly Scope[],
  const Key extends string | readonly string[] | Supplier = string,
>(
  // Of a list that is known to be empty there is nothing to prove a request by.
  key: Key & (Key extends readonly [] ? never : unknown),
  options?: AuthOptions<Granted>,
): Auth<'apiKey', Granted[number]> {
  // Copied: a list that is changed later would not be what was checked.
  const keys = Array.isArray(key) ? [...(key as readonly string[])] : (key as string | Supplier);
  return {
    kind: 'apiKey',
    scopes: options?.scopes,
    v1: createV1Resources,
    prepare: (context) => prepareApiKey(keys, context),
  };
}

/** Checks keys and makes their headers. */
export function prepareApiKey(
  key: string | readonly string[] | Supplier,
  { environment, emit }: AuthContext,
): Rotation {
  if (typeof key === 'function') {
    return suppliedCredentials(async () => {
      const credential = credentialOf(await supplied('key', key), environment);
      // A payment in test must not be replayed with real money.
      environment ??= parseApiKey(credential.id as string).environment;
      return credential;
    });
  }
  const keys = Array.isArray(key) ? (key as readonly string[]) : [key as string];
  assertOption(keys.length > 0, 'key', 'at least one API key', keys);
  const credentials = keys.map((one) => {
    const credential = credentialOf(one, environment);
    environment ??= parseApiKey(one).environment;
    return credential;
  });
  return rotationOf(credentials as unknown as CredentialList, emit);
}

function credentialOf(key: unknown, environment: AuthContext['environment']): Credential {
  const info = parseApiKey(key as string);
  if (environment !== undefined && info.environment !== environment) {
    throw new ConfigurationError(
      `environment: expected an API key of ${environment}, received one of ${info.environment}`,
      { code: 'ENVIRONMENT_MISMATCH' },
    );
  }
  return {
    id: key,
    limitKey: info.redacted,
    authorise: () => ({ [API_KEY_HEADER]: key as string }),
    hide: hiding(key as string),
  };
}
