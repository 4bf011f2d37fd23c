import { assertOption } from '@luxcore/errors';
import { createApp } from './app.ts';
import { createCallerOf } from './auth/caller-of.ts';
import { createSignatureCheck } from './auth/signature.ts';
import { createControl, type EmulatorControl } from './control.ts';
import { Events } from './events/events.ts';
import { Faults } from './faults/fault.ts';
import { ApiError } from './http/api-error.ts';
import { errorResponse } from './http/error-response.ts';
import { untilAborted } from './http/until-aborted.ts';
import { createIds } from './ids.ts';
import { Ledger } from './ledger/ledger.ts';
import { RateLimiter, type RateLimits } from './limits/rate-limiter.ts';
import { Usage } from './limits/usage.ts';
import { CREDENTIALS, type Credentials } from './merchants/credentials.ts';
import { Merchants } from './merchants/merchants.ts';
import { createOperations } from './operations.ts';
import { addPages } from './pages/pages.ts';
import { Payments } from './payments/payments.ts';
import { sqliteStorage } from './state/sqlite-storage.ts';
import { State } from './state/state.ts';
import { Tickets } from './tickets/tickets.ts';
import { Scheduler } from './time/scheduler.ts';
import { VirtualClock } from './time/virtual-clock.ts';
import { Deliveries } from './webhooks/deliveries.ts';
import { createIsDestination } from './webhooks/destination.ts';
import { Endpoints } from './webhooks/endpoints.ts';

/** What an emulator starts with; all of it may be left out. */
export interface EmulatorOptions {
  /** Milliseconds since 1970; `Date.now` unless told. While it gives no time, every request is answered 500. */
  readonly now?: (() => number) | undefined;
  /** A whole number; two emulators with the same seed make the same ids. Random unless told. */
  readonly seed?: number | undefined;
  /** The rate limits, `LIMITS` of the contract unless told. */
  readonly limits?: RateLimits | undefined;
  /**
   * The file in which all of the state is kept, by `node:sqlite`; in memory unless told. Whatever was
   * answered is in it, also when the process is killed.
   */
  readonly data?: string | undefined;
  /**
   * Where webhooks may go beside literal loopback addresses: origins such as `https://shop.example`;
   * nowhere unless told.
   */
  readonly webhookOrigins?: readonly string[] | undefined;
  /** Delivers webhooks: to a handler in this process, for instance. `fetch` unless told. */
  readonly webhookFetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** LuxCore on this machine. */
export interface Emulator {
  /** A drop-in `fetch` that answers in this process, without network, whatever the URL's host. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /**
   * Answers a request for a listener, which knows the request target as it came over the wire;
   * `Request.url` is normalised, and a signature covers what was sent. A closed emulator answers 503.
   * Rejects with a `TypeError` where a fault asks for a connection that is lost.
   */
  readonly handle: (request: Request, target: string) => Promise<Response>;
  /** Those of the emulator's own merchant; they are the same in every emulator. */
  readonly credentials: Credentials;
  /** What a test does from behind the API. */
  readonly control: EmulatorControl;
  /** Ends the emulator: afterwards `fetch` rejects with a `TypeError`, as with a server that is gone. */
  readonly close: () => Promise<void>;
}

/**
 * Makes a stateful LuxCore that enforces the rules of the API: keys, tokens and their scopes, v2
 * signatures in full, rate limits, integer amounts, references, statuses and balances; with webhooks,
 * hosted pages, tickets, a clock that a test moves, and faults on demand. Nothing leaves the machine but
 * webhooks to origins that `webhookOrigins` lists.
 *
 * @throws {ConfigurationError} `INVALID_OPTION`
 * @example
 * ```ts
 * import { createClient, hmac } from '@luxcore/client';
 * import { createEmulator } from '@luxcore/emulator';
 *
 * const { fetch, credentials } = createEmulator();
 * const { merchantId, hmacSecret } = credentials;
 * const client = createClient({ auth: hmac({ merchantId, secret: hmacSecret }), fetch });
 * ```
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const { now: base = Date.now, seed, limits, data, webhookOrigins, webhookFetch } = options;
  assertOption(typeof base === 'function', 'now', 'a function', base);
  assertOption(seed === undefined || Number.isSafeInteger(seed), 'seed', 'a whole number', seed);
  assertOption(data === undefined || typeof data === 'string', 'data', 'the name of a file', data);
  const isDestination = createIsDestination(webhookOrigins);

  const state = new State(data === undefined ? undefined : sqliteStorage(data));
  const clock = new VirtualClock(base, state);
  const now = (): number => clock.now();
  now();
  const ids = createIds(seed);
  const scheduler = new Scheduler(state, clock);
  const merchants = new Merchants(state, ids);
  const ledger = new Ledger(state, now);
  const events = new Events(state, ids, now);
  const endpoints = new Endpoints(state, ids, now, isDestination);
  const deliveries = new Deliveries({
    state,
    endpoints,
    events,
    scheduler,
    isDestination,
    ids,
    now,
    // Looked up when it is called: a test may have put another in its place.
    fetch: webhookFetch ?? ((request) => globalThis.fetch(request)),
  });
  const payments = new Payments({ state, ledger, events, scheduler, ids, now });
  const tickets = new Tickets(state, events, ids, now);
  const faults = new Faults(() => ids.random());
  const usage = new Usage(now);
  const limiter = new RateLimiter(now, limits);
  const closing = new AbortController();
  const app = createApp({
    callerOf: createCallerOf(merchants, createSignatureCheck(merchants, now), now),
    operations: createOperations({ payments, ledger, endpoints, deliveries, events, tickets }),
    limiter,
    closing: closing.signal,
    state,
    scheduler,
    usage,
    faults,
    ids,
    now,
  });
  addPages(app, { state, payments, tickets, now });
  async function answer(request: Request, target: string): Promise<Response> {
    return app.fetch(request, { target });
  }

  return {
    fetch: async (input, init) => {
      if (closing.signal.aborted) throw new TypeError('fetch failed: the emulator is closed');
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      const { pathname, search } = new URL(request.url);
      return untilAborted(answer(request, pathname + search), request.signal);
    },
    handle: async (request, target) =>
      closing.signal.aborted ? errorResponse(CLOSED) : answer(request, target),
    credentials: CREDENTIALS,
    control: createControl({
      state,
      scheduler,
      payments,
      tickets,
      merchants,
      ledger,
      faults,
      deliveries,
      usage,
      limiter,
    }),
    close: async () => {
      if (closing.signal.aborted) return;
      closing.abort();
      scheduler.close();
      await scheduler.idle();
      state.close();
    },
  };
}

const CLOSED = new ApiError('SERVICE_UNAVAILABLE', 'The emulator is closed');
