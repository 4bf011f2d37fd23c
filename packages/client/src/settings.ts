import { API_BASE_PATHS, API_BASE_URLS, type Environment } from '@luxcore/contract';
import { assertOption, ConfigurationError } from '@luxcore/errors';
import { canonicalScope, type Scope } from '@luxcore/scopes';
import { AUTH_VERSIONS, type Auth, type Authorise } from './auth/auth.ts';
import { checkBaseUrl } from './base-url.ts';
import { guardBrowser } from './browser-guard.ts';
import { assertTimeout } from './call-options.ts';
import type { ClientOptions, Fetch } from './client-options.ts';

/** The options of a client, checked. */
export interface Settings {
  readonly kind: Auth['kind'];
  /** The declared scopes without aliases; `undefined`: none were declared. */
  readonly granted: readonly Scope[] | undefined;
  readonly authorise: Authorise;
  /** Origin, prefix and version: what the path of an operation is added to. */
  readonly baseUrl: string;
  readonly timeoutMs: number;
  /** `undefined`: the fetch of the runtime, looked up for each call. */
  readonly fetch: Fetch | undefined;
}

const ENVIRONMENTS: readonly unknown[] = ['test', 'production'] satisfies Environment[];
const DEFAULT_TIMEOUT_MS = 30_000;

/** Checks everything that was given to `createClient`, credentials included. */
export function checkSettings(options: ClientOptions): Settings {
  const {
    auth,
    environment,
    baseUrl = new URL(API_BASE_URLS.v1).origin,
    fetch,
    timeoutMs = DEFAULT_TIMEOUT_MS,
    now = Date.now,
    dangerouslyAllowBrowser = false,
  } = options;
  assertAuth(auth);
  assertOption(
    environment === undefined || ENVIRONMENTS.includes(environment),
    'environment',
    '"test" or "production"',
    environment,
  );
  assertOption(fetch === undefined || isFunction(fetch), 'fetch', 'a function', fetch);
  assertOption(isFunction(now), 'now', 'a function that returns milliseconds', now);
  assertOption(
    typeof dangerouslyAllowBrowser === 'boolean',
    'dangerouslyAllowBrowser',
    'true or false',
    dangerouslyAllowBrowser,
  );
  assertTimeout(timeoutMs);
  guardBrowser(dangerouslyAllowBrowser);
  return {
    kind: auth.kind,
    granted: auth.scopes === undefined ? undefined : checkScopes(auth.scopes),
    baseUrl: checkBaseUrl(baseUrl) + API_BASE_PATHS[AUTH_VERSIONS[auth.kind]],
    authorise: auth.prepare({ environment, now }),
    timeoutMs,
    fetch,
  };
}

/** What came in place of an auth is not shown: it may be the bare key. */
function assertAuth(auth: unknown): asserts auth is Auth {
  const { kind, prepare } = { ...(auth as Partial<Auth> | undefined) };
  if (typeof kind === 'string' && Object.hasOwn(AUTH_VERSIONS, kind) && isFunction(prepare)) return;
  throw new ConfigurationError(
    `auth: expected apiKey(...), bearer(...) or hmac(...), received ${auth === null ? 'null' : typeof auth}`,
    { code: 'INVALID_OPTION' },
  );
}

function checkScopes(scopes: unknown): readonly Scope[] {
  assertOption(Array.isArray(scopes), 'scopes', 'a list of scopes', scopes);
  return scopes.map((name: unknown) => {
    const scope = canonicalScope(String(name));
    assertOption(scope !== undefined, 'scopes', "names of LuxCore's scopes", name);
    return scope;
  });
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}
