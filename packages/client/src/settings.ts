import { API_BASE_PATHS, API_BASE_URLS, type Environment } from '@luxcore/contract';
import { assertOption, ConfigurationError } from '@luxcore/errors';
import { canonicalScope, type Scope } from '@luxcore/scopes';
import { AUTH_VERSIONS, type Auth } from './auth/auth.ts';
import { checkBaseUrl } from './base-url.ts';
import { guardBrowser } from './browser-guard.ts';
import { assertMs, assertRetries } from './call-options.ts';
import type { ClientOptions } from './client-options.ts';
import { emitterOf, type Emit, type EventListener } from './events.ts';
import { createLimiter } from './limiter/create-limiter.ts';
import type { Limiter } from './limiter/limiter.ts';
import { assertRuntime } from './runtime.ts';
import type { Middleware } from './stages/middleware.ts';
import { retryBudget, type RetryBudget } from './stages/retry-budget.ts';
import { rotationOf, type Rotation } from './stages/rotation.ts';
import { serverClock, type ServerClock } from './stages/server-clock.ts';
import { defaultTransport } from './transport/default-transport.ts';
import { fetchTransport } from './transport/fetch-transport.ts';
import type { Transport } from './transport/transport.ts';

/** The options of a client, checked. */
export interface Settings {
  readonly kind: Auth['kind'];
  /** The declared scopes without aliases; `undefined`: none were declared. */
  readonly granted: readonly Scope[] | undefined;
  readonly rotation: Rotation;
  readonly clock: ServerClock;
  /** Origin, prefix and version: what the path of an operation is added to. */
  readonly baseUrl: BaseUrl;
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly maxRetries: number;
  readonly replayWindowMs: number;
  readonly budget: RetryBudget;
  readonly limiter: Limiter | undefined;
  readonly middleware: readonly Middleware[];
  readonly transport: Transport;
  /** Of another's it is not known whether it leaves the bytes as they are. */
  readonly isOwnTransport: boolean;
  /** `undefined`: nobody listens. */
  readonly emit: Emit | undefined;
  readonly onEvent: EventListener | undefined;
}

/** The base URL in its parts: parsed once, for all requests. */
export interface BaseUrl {
  readonly origin: string;
  readonly pathname: string;
}

const ENVIRONMENTS: readonly unknown[] = ['test', 'production'] satisfies Environment[];
const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_TOTAL_TIMEOUT_MS = 600_000;
const DEFAULT_MAX_RETRIES = 2;
const DEFAULT_REPLAY_WINDOW_MS = 300_000;

/** Checks everything that was given to `createClient`, credentials included. */
export function checkSettings(options: ClientOptions): Settings {
  assertRuntime();
  const {
    auth,
    environment,
    baseUrl = new URL(API_BASE_URLS.v1).origin,
    fetch,
    transport,
    timeoutMs = DEFAULT_TIMEOUT_MS,
    totalTimeoutMs = DEFAULT_TOTAL_TIMEOUT_MS,
    maxRetries = DEFAULT_MAX_RETRIES,
    replayWindowMs = DEFAULT_REPLAY_WINDOW_MS,
    limiter,
    middleware = [],
    onEvent,
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
  for (const [name, value] of Object.entries({ fetch, transport, onEvent })) {
    assertOption(value === undefined || isFunction(value), name, 'a function', value);
  }
  assertOption(
    fetch === undefined || transport === undefined,
    'transport',
    'none beside fetch: it is what sends',
    transport,
  );
  assertOption(isFunction(now), 'now', 'a function that returns milliseconds', now);
  assertOption(
    limiter === undefined || limiter === false || isLimiter(limiter),
    'limiter',
    'createLimiter(...), or false for none',
    limiter,
  );
  assertOption(
    Array.isArray(middleware) && middleware.every(isFunction),
    'middleware',
    'a list of functions',
    middleware,
  );
  assertOption(
    typeof dangerouslyAllowBrowser === 'boolean',
    'dangerouslyAllowBrowser',
    'true or false',
    dangerouslyAllowBrowser,
  );
  assertMs('timeoutMs', timeoutMs);
  assertMs('totalTimeoutMs', totalTimeoutMs);
  assertMs('replayWindowMs', replayWindowMs);
  assertRetries(maxRetries);
  guardBrowser(dangerouslyAllowBrowser);

  const emit = emitterOf(onEvent);
  const clock = serverClock(now, emit);
  return {
    kind: auth.kind,
    granted: auth.scopes === undefined ? undefined : checkScopes(auth.scopes),
    baseUrl: baseUrlOf(checkBaseUrl(baseUrl) + API_BASE_PATHS[AUTH_VERSIONS[auth.kind]]),
    rotation: rotationOf(auth.prepare({ environment, now: clock.now }), emit),
    clock,
    timeoutMs,
    totalTimeoutMs,
    maxRetries,
    replayWindowMs,
    budget: retryBudget(),
    limiter: limiter === false ? undefined : (limiter ?? createLimiter()),
    middleware: [...(middleware as readonly Middleware[])],
    transport: transport ?? (fetch === undefined ? defaultTransport() : fetchTransport(fetch)),
    isOwnTransport: transport === undefined && fetch === undefined,
    emit,
    onEvent,
  };
}

function baseUrlOf(url: string): BaseUrl {
  const { origin, pathname } = new URL(url);
  return { origin, pathname };
}

/** What came in place of an auth is not shown: it may be the bare key. */
function assertAuth(auth: unknown): asserts auth is Auth {
  const { kind, prepare, v1 } = { ...(auth as Partial<Auth> | undefined) };
  const isKind = typeof kind === 'string' && Object.hasOwn(AUTH_VERSIONS, kind);
  if (isKind && isFunction(prepare) && (kind === 'hmac' || isFunction(v1))) return;
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

function isLimiter(value: unknown): boolean {
  return typeof value === 'object' && value !== null && isFunction(Reflect.get(value, 'acquire'));
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}
