import type { Payment, PaymentStatus } from '@luxcore/contract';
import { assertOption, errorFromResponse } from '@luxcore/errors';
import { createApp } from './app.ts';
import { createSignatureCheck } from './auth/signature.ts';
import { Balances } from './balances/balances.ts';
import { checkedClock } from './clock.ts';
import { CREDENTIALS, emulatedKeys, type Credentials } from './credentials.ts';
import { ApiError } from './http/api-error.ts';
import { errorResponse } from './http/error-response.ts';
import { untilAborted } from './http/until-aborted.ts';
import { createIds } from './ids.ts';
import { createOperations } from './operations.ts';
import { Payments } from './payments/payments.ts';

export interface EmulatorOptions {
  /** Milliseconds since 1970; `Date.now` unless told. While it gives no time, every request is answered 500. */
  readonly now?: (() => number) | undefined;
  /** A whole number; two emulators with the same seed make the same ids. */
  readonly seed?: number | undefined;
}

/** What a test does to the emulator from behind the API. */
export interface EmulatorControl {
  /**
   * Moves a payment to a status, as a provider would, with what that does to the balances.
   *
   * @throws {NotFoundError} `NOT_FOUND`: there is no such payment
   * @throws {PaymentError} `PAYMENT_ALREADY_PROCESSED`: its status does not lead there
   * @throws {PaymentError} `LIMIT_EXCEEDED`: the balance would be more than a number can hold exactly
   */
  settle(paymentId: string, status: PaymentStatus): Payment;
}

/** LuxCore on this machine. */
export interface Emulator {
  /** A drop-in `fetch` that answers in this process, without network, whatever the URL's host. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /**
   * Answers a request for a listener, which knows the request target as it came over the wire;
   * `Request.url` is normalised, and a signature covers what was sent. A closed emulator answers 503.
   */
  readonly handle: (request: Request, target: string) => Promise<Response>;
  readonly credentials: Credentials;
  readonly control: EmulatorControl;
  /** Ends the emulator: afterwards `fetch` rejects with a `TypeError`, as with a server that is gone. */
  readonly close: () => Promise<void>;
}

/**
 * Makes a stateful LuxCore in memory that enforces these rules of the API: keys and their scopes, v2
 * signatures in full, integer amounts, references, statuses and balances. Rate limits are to come. Nothing ever leaves the
 * machine.
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
  const { now: clock = Date.now, seed } = options;
  assertOption(typeof clock === 'function', 'now', 'a function', clock);
  const now = checkedClock(clock);
  now();
  assertOption(seed === undefined || Number.isSafeInteger(seed), 'seed', 'a whole number', seed);

  const ids = createIds(seed);
  const balances = new Balances();
  const payments = new Payments(balances, ids, now);
  const app = createApp({
    keys: emulatedKeys(CREDENTIALS),
    checkSignature: createSignatureCheck(CREDENTIALS, now),
    operations: createOperations(payments, balances),
    ids,
    now,
  });
  let isClosed = false;

  async function answer(request: Request, target: string): Promise<Response> {
    return app.fetch(request, { target });
  }

  return {
    fetch: async (input, init) => {
      if (isClosed) throw new TypeError('fetch failed: the emulator is closed');
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      const { pathname, search } = new URL(request.url);
      return untilAborted(answer(request, pathname + search), request.signal);
    },
    handle: async (request, target) => (isClosed ? errorResponse(CLOSED) : answer(request, target)),
    credentials: CREDENTIALS,
    control: {
      settle(paymentId, status) {
        try {
          return payments.settle(paymentId, status);
        } catch (error) {
          throw error instanceof ApiError ? errorFromResponse(error) : error;
        }
      },
    },
    close: () => {
      isClosed = true;
      return Promise.resolve();
    },
  };
}

const CLOSED = new ApiError('SERVICE_UNAVAILABLE', 'The emulator is closed');
