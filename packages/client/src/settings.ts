import { API_BASE_PATHS, API_BASE_URLS, OPERATIONS } from '@luxcore/contract';
import { assertOption, configurationError } from '@luxcore/errors';
import { SCOPE_ALIASES, type Scope } from '@luxcore/scopes';
import type { Clock } from '@luxcore/signing';
import { AUTH_VERSIONS, type Auth } from './auth/auth.ts';
import { checkBaseUrl, type BaseUrl } from './base-url.ts';
import { guardBrowser } from './browser-guard.ts';
import type { ClientOptions } from './client-options.ts';
import { emitterOf, type Emit, type EventListener } from './events.ts';
import { laneLimiter } from './limiter/lane-limiter.ts';
import { laneRules } from './limiter/lane-rules.ts';
import type { Limiter } from './limiter/limiter.ts';
import {
  checkOptions,
  FUNCTION,
  isFunction,
  MS,
  RETRIES,
  type OptionRule,
} from './option-rules.ts';
import { assertRuntime } from './runtime.ts';
import type { Middleware } from './stages/middleware.ts';
import { retryBudget, type RetryBudget } from './stages/retry-budget.ts';
import type { Rotation } from './stages/rotation.ts';
import type { ServerClock } from './stages/server-clock.ts';
import { fetchTransport } from './transport/fetch-transport.ts';
import type { Transport } from './transport/transport.ts';

/** The options of a client, checked. */
export interface Settings {
  readonly kind: Auth['kind'];
  /** The declared scopes without aliases; `undefined`: none were declared. */
  readonly granted: readonly Scope[] | undefined;
  readonly rotation: Rotation;
  /** The clock of this machine. */
  readonly now: Clock;
  /** LuxCore's, where it is signed. */
  readonly clock: ServerClock | undefined;
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

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_TOTAL_TIMEOUT_MS = 600_000;
const DEFAULT_MAX_RETRIES = 2;
const DEFAULT_REPLAY_WINDOW_MS = 300_000;

const RULES: Readonly<Record<string, OptionRule>> = {
  environment: ['"test" or "production"', (value) => value === 'test' || value === 'production'],
  fetch: FUNCTION,
  transport: FUNCTION,
  onEvent: FUNCTION,
  now: ['a function that returns milliseconds', isFunction],
  limiter: [
    'createLimiter(...), or false for none',
    (value) => value === false || isFunction((value as { acquire?: unknown } | null)?.acquire),
  ],
  middleware: ['a list of functions', (value) => Array.isArray(value) && value.every(isFunction)],
  dangerouslyAllowBrowser: ['true or false', (value) => typeof value === 'boolean'],
  timeoutMs: MS,
  totalTimeoutMs: MS,
  replayWindowMs: MS,
  maxRetries: RETRIES,
};

/** Checks everything that was given to `createClient`, credentials included. */
export function checkSettings(options: ClientOptions, defaultTransport: () => Transport): Settings {
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
  checkOptions({ ...options }, RULES);
  assertOption(
    fetch === undefined || transport === undefined,
    'transport',
    'none beside fetch: it is what sends',
    transport,
  );
  guardBrowser(dangerouslyAllowBrowser);

  const { origin, pathname } = checkBaseUrl(baseUrl);
  const emit = emitterOf(onEvent);
  const clock = auth.clock?.(now, emit);
  return {
    kind: auth.kind,
    granted: auth.scopes === undefined ? undefined : checkScopes(auth.scopes),
    baseUrl: { origin, pathname: pathname + API_BASE_PATHS[AUTH_VERSIONS[auth.kind]] },
    rotation: auth.prepare({ environment, emit, now: clock?.now ?? now }),
    now,
    clock,
    timeoutMs,
    totalTimeoutMs,
    maxRetries,
    replayWindowMs,
    budget: retryBudget(),
    limiter: limiter === false ? undefined : (limiter ?? laneLimiter(laneRules())),
    middleware: [...middleware],
    transport: transport ?? (fetch === undefined ? defaultTransport() : fetchTransport(fetch)),
    isOwnTransport: transport === undefined && fetch === undefined,
    emit,
    onEvent,
  };
}

/** What came in place of an auth is not shown: it may be the bare key. */
function assertAuth(auth: unknown): asserts auth is Auth {
  const { kind, prepare, v1 } = { ...(auth as Partial<Auth> | undefined) };
  const isKind = typeof kind === 'string' && Object.hasOwn(AUTH_VERSIONS, kind);
  if (isKind && isFunction(prepare) && (kind === 'hmac' || isFunction(v1))) return;
  throw configurationError(
    'INVALID_OPTION',
    `auth: expected apiKey(...), bearer(...) or hmac(...), received ${auth === null ? 'null' : typeof auth}`,
  );
}

function checkScopes(scopes: unknown): readonly Scope[] {
  assertOption(Array.isArray(scopes), 'scopes', 'a list of scopes', scopes);
  const known = new Set<unknown>(Object.values(OPERATIONS).map(({ scope }) => scope));
  const aliases: Readonly<Record<string, unknown>> = SCOPE_ALIASES;
  return scopes.map((name: unknown) => {
    const scope = aliases[String(name)] ?? name;
    assertOption(known.has(scope), 'scopes', "names of LuxCore's scopes", name);
    return scope as Scope;
  });
}
