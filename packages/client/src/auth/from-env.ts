import { ConfigurationError } from '@luxcore/errors';
import type { Scope } from '@luxcore/scopes';
import { createV1Resources } from '../resources/v1-resources.ts';
import { prepareApiKey } from './api-key.ts';
import type { Auth } from './auth.ts';
import { prepareHmac } from './hmac.ts';
import { serverClock } from '../stages/server-clock.ts';

/**
 * Environment variables: `process.env`, the `env` of a Worker with whatever else it is bound to, or a
 * record of your own.
 */
export interface Env {
  /** The v1 API key, `qp_test_sk_...` or `qp_prod_sk_...`. */
  readonly LUXCORE_API_KEY?: string | undefined;
  /** The numeric merchant id, for v2. */
  readonly LUXCORE_MERCHANT_ID?: string | undefined;
  /** The payment HMAC secret, for v2. */
  readonly LUXCORE_HMAC_SECRET?: string | undefined;
}

/**
 * Authenticates with the API key in `LUXCORE_API_KEY`. The variable is read at the first request,
 * never at import, so that a build without it does not fail.
 *
 * The first request rejects with {@link ConfigurationError} `MISSING_CREDENTIALS` (the variable is
 * not set, empty, or may not be read), and as with `apiKey`.
 *
 * @param env - Where to read; the environment of the process unless given. A Worker without Node's
 *   compatibility has none: give it the `env` of its handler.
 * @example
 * ```ts
 * import { apiKeyFromEnv, createClient } from '@luxcore/client';
 *
 * const client = createClient({ auth: apiKeyFromEnv(), environment: 'test' });
 * const page = await client.payments.list({ limit: 10 });
 * ```
 */
export function apiKeyFromEnv(env?: Env): Auth<'apiKey', Scope> {
  return {
    kind: 'apiKey',
    scopes: undefined,
    v1: createV1Resources,
    prepare: (context) => prepareApiKey(variable(env, 'LUXCORE_API_KEY'), context),
  };
}

/**
 * Authenticates with v2 signatures, from `LUXCORE_MERCHANT_ID` and `LUXCORE_HMAC_SECRET`. Both are
 * read at the first request, never at import.
 *
 * The first request rejects with {@link ConfigurationError} `MISSING_CREDENTIALS` (a variable is not
 * set, empty, or may not be read), and as with `hmac`.
 *
 * @param env - Where to read; the environment of the process unless given.
 * @example
 * ```ts
 * import { createClient, hmacFromEnv } from '@luxcore/client';
 *
 * const client = createClient({ auth: hmacFromEnv() });
 * const balance = await client.balance.get({ currency: 'MXN' });
 * ```
 */
export function hmacFromEnv(env?: Env): Auth<'hmac', Scope> {
  return {
    kind: 'hmac',
    scopes: undefined,
    v1: undefined,
    clock: serverClock,
    prepare: (context) => {
      const merchantId = variable(env, 'LUXCORE_MERCHANT_ID');
      const secret = variable(env, 'LUXCORE_HMAC_SECRET');
      return prepareHmac({ merchantId, secret }, context);
    },
  };
}

function variable(env: Env | undefined, name: keyof Env): string {
  let value: string | undefined;
  try {
    value = env === undefined ? ambient(name) : env[name];
  } catch (cause) {
    throw new ConfigurationError(`${name}: the environment may not be read; allow it`, {
      code: 'MISSING_CREDENTIALS',
      cause,
    });
  }
  if (typeof value === 'string' && value !== '') return value;
  throw new ConfigurationError(
    `${name}: expected an environment variable, received ${value === '' ? 'an empty one' : 'none'}`,
    { code: 'MISSING_CREDENTIALS' },
  );
}

/** The environment of Node, Bun and workerd (`process`), and of Deno. */
function ambient(name: keyof Env): string | undefined {
  const { process, Deno } = globalThis as {
    process?: { env?: Env };
    Deno?: { env: { get(name: string): string | undefined } };
  };
  return process?.env?.[name] ?? Deno?.env.get(name);
}
