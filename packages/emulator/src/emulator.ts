import type { Payment, PaymentStatus } from '@luxcore/contract';
import { assertOption, errorFromResponse } from '@luxcore/errors';
import { createApp } from './app.ts';
import { createSignatureCheck } from './auth/signature.ts';
import { Balances } from './balances/balances.ts';
import { CREDENTIALS, emulatedKeys, type Credentials } from './credentials.ts';
import { ApiError } from './http/api-error.ts';
import { createIds } from './ids.ts';
import { createOperations } from './operations.ts';
import { Payments } from './payments/payments.ts';

export interface EmulatorOptions {
  /** Milliseconds since 1970; `Date.now` unless told. */
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
   */
  settle(paymentId: string, status: PaymentStatus): Payment;
}

/** LuxCore on this machine. */
export interface Emulator {
  /** A drop-in `fetch` that answers in this process, without network, whatever the URL's host. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /**
   * Answers a request for a listener, which knows the request target as it came over the wire;
   * `Request.url` is normalised, and a signature covers what was sent.
   */
  readonly handle: (request: Request, target: string) => Promise<Response>;
  readonly credentials: Credentials;
  readonly control: EmulatorControl;
  /** Ends the emulator: what is asked afterwards is refused. */
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
  const { now = Date.now, seed } = options;
  assertOption(typeof now === 'function', 'now', 'a function', now);
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

  async function handle(request: Request, target: string): Promise<Response> {
    if (isClosed) throw new TypeError('fetch failed: the emulator is closed');
    request.signal.throwIfAborted();
    return app.fetch(request, { target });
  }

  return {
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { pathname, search } = new URL(request.url);
      return handle(request, pathname + search);
    },
    handle,
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
