import type { Environment, Payment, PaymentStatus } from '@luxcore/contract';
import { errorFromResponse } from '@luxcore/errors';
import type { Scope } from '@luxcore/scopes';
import type { Faults, Fault } from './faults/fault.ts';
import { ApiError } from './http/api-error.ts';
import type { Ledger, Posting } from './ledger/ledger.ts';
import type { RateLimiter } from './limits/rate-limiter.ts';
import type { Usage, UsageMinute } from './limits/usage.ts';
import { ALL_SCOPES, type BearerKey, type Merchants } from './merchants/merchants.ts';
import type { Payments } from './payments/payments.ts';
import type { Snapshot, State } from './state/state.ts';
import type { Tickets } from './tickets/tickets.ts';
import { durationMs } from './time/duration.ts';
import type { Scheduler } from './time/scheduler.ts';
import type { Deliveries, DeliveryFault } from './webhooks/deliveries.ts';

/** What a test does to the emulator from behind the API. */
export interface EmulatorControl {
  /**
   * Moves a payment to a status, as a provider would, with what that does to the balances.
   *
   * @throws {NotFoundError} `NOT_FOUND`: there is no such payment
   * @throws {PaymentError} `PAYMENT_ALREADY_PROCESSED`: its status does not lead there
   * @throws {PaymentError} `LIMIT_EXCEEDED`: the balance would be more than a number can hold exactly
   */
  settle(
    paymentId: string,
    status: PaymentStatus,
    options?: {
      /** The `error_code` of a payment that fails. */
      errorCode?: string;
    },
  ): Payment;
  /**
   * Moves the emulator's time forward: milliseconds, or a text such as `15m`. What comes due on the way
   * is done at its time, webhooks and their retries too; resolves when it is.
   *
   * @throws {ConfigurationError} `INVALID_OPTION`
   */
  advance(duration: number | string): Promise<void>;
  /** Waits until no webhook is under way. */
  idle(): Promise<void>;
  /**
   * Has requests go wrong: see `Fault`.
   *
   * @throws {ConfigurationError} `INVALID_OPTION`
   */
  fault(fault: Fault): void;
  /**
   * Has the next deliveries of webhooks go wrong.
   *
   * @param times - How many, at most 1,000; one unless told.
   * @throws {ConfigurationError} `INVALID_OPTION`
   */
  deliveryFault(fault: DeliveryFault, times?: number): void;
  /** Forgets the faults that are left. */
  clearFaults(): void;
  /**
   * Resolves a ticket, as LuxCore's support would.
   *
   * @throws {NotFoundError} `NOT_FOUND`: there is no such ticket
   */
  resolveTicket(ticketId: string): void;
  /** Makes an API key, which is active at once. */
  createKey(options?: {
    /** `test` unless told. */
    environment?: Environment;
    /** Every scope unless told. */
    scopes?: readonly Scope[];
    /** That of `credentials` unless told. */
    merchantId?: number;
  }): string;
  /**
   * Has an API key refused as one that is not known, until it is activated again.
   *
   * @throws {NotFoundError} `NOT_FOUND`: the emulator has no such key
   */
  deactivateKey(key: string): void;
  /**
   * Takes back what `deactivateKey` or `moveToV2` did to a key.
   *
   * @throws {NotFoundError} `NOT_FOUND`: the emulator has no such key
   */
  activateKey(key: string): void;
  /** Gives a merchant one more v2 secret; the others stay valid until they are revoked. */
  createSecret(options?: {
    /** `test` unless told. */
    environment?: Environment;
    /** That of `credentials` unless told. */
    merchantId?: number;
  }): string;
  /**
   * Has what is signed with a v2 secret refused from now on.
   *
   * @throws {NotFoundError} `NOT_FOUND`: the emulator has no such secret
   */
  revokeSecret(secret: string): void;
  /** LuxCore's rule: revokes a merchant's API keys and issues a v2 secret, which is shown once. */
  moveToV2(merchantId: number): string;
  /** Takes bearer tokens that this key has signed. */
  addBearerKey(key: BearerKey): void;
  /** Every posting of the ledger, the oldest first. */
  ledger(): readonly Posting[];
  /** What each key did, by the minute. */
  usage(): readonly UsageMinute[];
  /** All of the state as JSON. */
  export(): Snapshot;
  /**
   * Puts what `export` gave in the place of all that is here.
   *
   * @throws {ConfigurationError} `INVALID_OPTION`
   */
  import(snapshot: Snapshot): void;
}

export interface ControlParts {
  readonly state: State;
  readonly scheduler: Scheduler;
  readonly payments: Payments;
  readonly tickets: Tickets;
  readonly merchants: Merchants;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly deliveries: Deliveries;
  readonly usage: Usage;
  readonly limiter: RateLimiter;
}

export function createControl(parts: ControlParts): EmulatorControl {
  const { state, scheduler, payments, tickets, merchants, limiter } = parts;
  const { ledger, faults, deliveries, usage } = parts;

  /** Changes the state; what the API would answer is thrown as a client throws it. */
  function change<T>(work: () => T): T {
    scheduler.runDue();
    try {
      const result = state.transaction(work);
      scheduler.runDue();
      return result;
    } catch (error) {
      throw error instanceof ApiError ? errorFromResponse(error) : error;
    }
  }

  return {
    settle: (paymentId, status, { errorCode } = {}) =>
      change(() => payments.settle(paymentId, status, errorCode)),
    advance: (duration) => scheduler.advance(durationMs(duration)),
    idle: () => {
      scheduler.runDue();
      return scheduler.idle();
    },
    fault(fault) {
      faults.add(fault);
    },
    deliveryFault(fault, times = 1) {
      deliveries.addFault(fault, times);
    },
    clearFaults() {
      faults.clear();
      deliveries.clearFaults();
    },
    resolveTicket(ticketId) {
      change(() => tickets.resolve(ticketId));
    },
    createKey: ({ environment = 'test', scopes = ALL_SCOPES, merchantId } = {}) =>
      change(() => merchants.createKey(environment, scopes, merchantId).key),
    deactivateKey(key) {
      change(() => {
        merchants.setKeyActive(key, false);
      });
    },
    activateKey(key) {
      change(() => {
        merchants.setKeyActive(key, true);
      });
    },
    createSecret: ({ environment = 'test', merchantId } = {}) =>
      change(() => merchants.createSecret(environment, merchantId)),
    revokeSecret(secret) {
      change(() => {
        merchants.revokeSecret(secret);
      });
    },
    moveToV2: (merchantId) => change(() => merchants.moveToV2(merchantId)),
    addBearerKey(key) {
      change(() => {
        merchants.addBearer(key);
      });
    },
    ledger: () => ledger.postings(),
    usage: () => usage.list(),
    export: () => structuredClone(state.export()),
    import(snapshot) {
      state.import(structuredClone(snapshot));
      limiter.clear();
      scheduler.reset();
    },
  };
}
