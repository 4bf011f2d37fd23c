import { ConfigurationError } from '@luxcore/errors';
import type { Scope, ScopeName } from '@luxcore/scopes';
import type { Auth, AuthOptions, Credential } from './auth.ts';
import { createV1Resources } from '../resources/v1-resources.ts';
import { rotationOf } from '../stages/rotation.ts';
import { BEARER_HEADER } from './credential-headers.ts';
import { hiding } from './hiding.ts';
import { supplied, suppliedCredentials, type Supplier } from './supplier.ts';

/** RFC 6750, section 2.1: the characters of a bearer token. */
const TOKEN = /^[\w.~+/-]+=*$/;

/** How credentials of other kinds begin. */
const OTHER_CREDENTIALS = /^(?:qp_(?:test|prod)_|whsec_)/;

/**
 * Authenticates with a JWT bearer token on v1, or with a function that supplies one for each
 * request. The token is checked before it is sent: the characters of RFC 6750, and that it is no
 * API key. A supplier is given no longer than the request: past `timeoutMs` the call rejects.
 *
 * LuxCore documents that some endpoints take a token in place of an API key. Assumed: that all of
 * v1 does, in `Authorization: Bearer <token>`.
 *
 * A request rejects with {@link ConfigurationError} `INVALID_OPTION` for a token that is none, and
 * `MISSING_CREDENTIALS` where the supplier throws, with what it threw as `cause`.
 *
 * @example
 * ```ts
 * import { bearer, createClient } from '@luxcore/client';
 *
 * const token = async () => (await fetch('https://login.example/token')).text();
 * const client = createClient({ auth: bearer(token) });
 * const balance = await client.balance.get({ currency: 'ARS' });
 * ```
 */
export function bearer<const Granted extends readonly ScopeName[] = readonly Scope[]>(
  token: string | Supplier,
  options?: AuthOptions<Granted>,
): Auth<'bearer', Granted[number]> {
  return {
    kind: 'bearer',
    scopes: options?.scopes,
    v1: createV1Resources,
    prepare: ({ emit }) =>
      typeof token === 'function'
        ? suppliedCredentials(async () => credentialOf(await supplied('token', token)))
        : rotationOf([credentialOf(token)], emit),
  };
}

function credentialOf(token: unknown): Credential {
  const fault = tokenFault(token);
  if (fault !== undefined) {
    throw new ConfigurationError(`token: expected a bearer token, received ${fault}`, {
      code: 'INVALID_OPTION',
    });
  }
  const headers = { [BEARER_HEADER]: `Bearer ${String(token)}` };
  return { id: token, limitKey: 'bearer', authorise: () => headers, hide: hiding(String(token)) };
}

/** What is wrong with a token, in words that do not show it. */
function tokenFault(token: unknown): string | undefined {
  if (typeof token !== 'string') return token === null ? 'null' : typeof token;
  if (token === '') return 'an empty string';
  if (/\s/.test(token)) {
    return 'white space or a line break in it; "Bearer" does not belong before it';
  }
  if (!TOKEN.test(token)) return 'characters that no token has';
  return OTHER_CREDENTIALS.test(token) ? 'an API key or a webhook secret' : undefined;
}
