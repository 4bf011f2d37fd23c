import {
  canTransition,
  isOpenStatus,
  PAYMENT_TYPES,
  type Environment,
  type KnownWebhookEvent,
  type Payment,
  type PaymentStatus,
} from '@luxcore/contract';
import { describeValue } from '@luxcore/errors';
import type { Events } from '../events/events.ts';
import { ApiError } from '../http/api-error.ts';
import type { Ids } from '../ids.ts';
import { balanceOf } from '../ledger/balances.ts';
import type { Account, Ledger } from '../ledger/ledger.ts';
import type { Caller } from '../merchants/merchants.ts';
import type { State } from '../state/state.ts';
import type { Table } from '../state/table.ts';
import type { Scheduler } from '../time/scheduler.ts';
import { bankDetails } from './bank-details.ts';
import type { PaymentRequest } from './create-payment-body.ts';
import { ipayCheckout, paymentPageUrl } from './hosted-urls.ts';
import { magicError, magicSteps, WITHDRAWAL_STEPS } from './magic-references.ts';
import { webhookPayment } from './webhook-payment.ts';

/** [Assumed] as in LuxCore's samples: a deposit that nobody pays expires after 15 minutes. */
const LIFE_MS = 15 * 60 * 1000;

/** [Assumed] The emulator's fee for a deposit, in hundredths of a percent. */
const DEPOSIT_FEE_BASIS_POINTS = 100n;

const METHODS_BY_BANK: readonly string[] = ['spei', 'bank_transfer', 'payid'];

/** [Assumed] Why a payment fails that is told to fail and not why. */
const DEFAULT_ERROR_CODE = 'PROVIDER_ERROR';

/** [Assumed] The event of each status; `expired` and `partial_refund` have none of their own. */
const EVENTS: Readonly<Record<PaymentStatus, KnownWebhookEvent | undefined>> = {
  pending: 'payment.created',
  processing: undefined,
  completed: 'payment.completed',
  failed: 'payment.failed',
  cancelled: 'payment.cancelled',
  expired: 'payment.failed',
  refunded: 'payment.refunded',
  partial_refund: 'payment.refunded',
};

/** A payment, and what LuxCore keeps of it beside what it answers. */
export interface StoredPayment {
  readonly payment: Payment;
  readonly merchantId: number;
  readonly environment: Environment;
  /** LuxCore's rule: rises with each change of the status. */
  readonly version: number;
  /** ISO 8601 time of the completion. */
  readonly confirmedAt: string | null;
  /** What the address of its hosted page ends with, if it has one. */
  readonly pageToken: string | null;
  readonly description: string | null;
}

/** What a create answers: a new payment, or the one that its reference already has. */
export interface CreateResult {
  readonly payment: Payment;
  readonly isNew: boolean;
}

/** What the payments work with. */
export interface PaymentParts {
  readonly state: State;
  readonly ledger: Ledger;
  readonly events: Events;
  readonly scheduler: Scheduler;
  readonly ids: Ids;
  readonly now: () => number;
}

/** The payments of all merchants, with what they do to the ledger and whom they tell. */
export class Payments {
  readonly #byId: Table<StoredPayment>;
  /** The id of the latest payment of each reference. */
  readonly #byReference: Table<{ readonly id: string }>;
  readonly #byToken: Table<{ readonly id: string }>;
  readonly #parts: PaymentParts;

  constructor(parts: PaymentParts) {
    const { state, scheduler } = parts;
    this.#parts = parts;
    this.#byId = state.table('payments');
    this.#byReference = state.table('references');
    this.#byToken = state.table('pages');
    scheduler.on('payment', ({ subject, detail }) => {
      const stored = this.#byId.get(subject);
      const status = detail as PaymentStatus;
      // Somebody may have moved it elsewhere meanwhile.
      if (stored !== undefined && this.#leadsTo(stored, status)) this.#move(stored, status);
    });
  }

  /**
   * LuxCore's rule: a reference that exists answers the existing payment, unless that one has
   * failed, expired or been cancelled.
   *
   * @param origin - Where the pages are that it links to.
   */
  create(caller: Caller, request: PaymentRequest, origin: string): CreateResult {
    const reference = request.merchant_reference;
    const existing = reference === undefined ? undefined : this.#findReference(caller, reference);
    if (existing !== undefined) return { payment: existing.payment, isNew: false };
    const code = magicError(reference);
    if (code !== undefined) {
      throw new ApiError(code, `merchant_reference: ${String(reference)} asks for ${code}`);
    }

    const { merchantId, environment } = caller;
    const pageToken = needsPage(request)
      ? this.#byToken.freshKey(() => this.#parts.ids.letters(32))
      : null;
    const stored: StoredPayment = {
      payment: this.#newPayment(request, pageToken, origin),
      merchantId,
      environment,
      version: 1,
      confirmedAt: null,
      pageToken,
      description: request.description ?? null,
    };
    const { payment } = stored;
    const { transaction_id: id } = payment;
    if (isWithdrawal(payment)) {
      this.#parts.ledger.freeze(accountOf(stored), id, payment.amount);
    }
    this.#byId.set(id, stored);
    if (reference !== undefined) this.#byReference.set(referenceKey(caller, reference), { id });
    if (pageToken !== null) this.#byToken.set(pageToken, { id });
    this.#plan(payment);
    this.#tell(stored);
    if (isWithdrawal(payment)) this.#tellBalance(stored);
    return { payment, isNew: true };
  }

  /** Another merchant's payment, or one of the other environment, is not found either. */
  get(caller: Caller, id: string): Payment {
    return this.#find(caller, id).payment;
  }

  /** The newest first. */
  list(caller: Caller): Payment[] {
    return [...this.#byId.values()]
      .filter((stored) => belongsTo(stored, caller))
      .map(({ payment }) => payment)
      .reverse();
  }

  cancel(caller: Caller, id: string): Payment {
    const stored = this.#find(caller, id);
    const { status } = stored.payment;
    if (!isOpenStatus(status)) {
      throw new ApiError(
        'PAYMENT_ALREADY_PROCESSED',
        `status: expected an open payment, received one that is ${status}`,
      );
    }
    return this.#move(stored, 'cancelled');
  }

  /** Moves a payment as LuxCore would, by the assumed transitions. */
  settle(id: string, status: PaymentStatus, errorCode?: string): Payment {
    const stored = this.#byId.get(id);
    if (stored === undefined) throw notFound(id);
    if (!this.#leadsTo(stored, status)) {
      throw new ApiError(
        'PAYMENT_ALREADY_PROCESSED',
        `status: expected a step that follows ${stored.payment.status}, received ${status}`,
      );
    }
    return this.#move(stored, status, errorCode);
  }

  /** The payment of a hosted page. */
  ofPage(token: string): StoredPayment | undefined {
    const found = this.#byToken.get(token);
    return found === undefined ? undefined : this.#byId.get(found.id);
  }

  /** A payment completes by way of `processing`; to name that step each time would be a chore. */
  #leadsTo({ payment: { status: from } }: StoredPayment, status: PaymentStatus): boolean {
    return (from === 'pending' && status === 'completed') || canTransition(from, status);
  }

  #newPayment(request: PaymentRequest, pageToken: string | null, origin: string): Payment {
    const { amount, currency, method, type, merchant_reference } = request;
    const now = this.#parts.now();
    const isDeposit = PAYMENT_TYPES[type].direction === 'deposit';
    const fee = isDeposit ? Number((BigInt(amount) * DEPOSIT_FEE_BASIS_POINTS) / 10_000n) : 0;
    const id = this.#byId.freshKey(() => this.#parts.ids.payment());
    return {
      transaction_id: id,
      status: 'pending',
      amount,
      currency,
      method,
      type,
      ...(merchant_reference === undefined ? {} : { merchant_reference }),
      ...(isDeposit && METHODS_BY_BANK.includes(method)
        ? { bank_details: bankDetails(amount, currency) }
        : {}),
      fee_amount: fee,
      net_amount: amount - fee,
      created_at: new Date(now).toISOString(),
      ...(isDeposit ? { expires_at: new Date(now + LIFE_MS).toISOString() } : {}),
      ...(pageToken === null
        ? {}
        : method === 'ipay'
          ? { ipay_checkout: ipayCheckout(origin, pageToken, { id, amount, currency }) }
          : { payment_page_url: paymentPageUrl(origin, pageToken) }),
    };
  }

  /** What it does by itself, and when it expires. */
  #plan({ transaction_id: id, type, merchant_reference, created_at, expires_at }: Payment): void {
    const { scheduler } = this.#parts;
    const byItself = PAYMENT_TYPES[type].direction === 'withdrawal' ? WITHDRAWAL_STEPS : [];
    const steps = magicSteps(merchant_reference) ?? byItself;
    for (const { status, afterMs } of steps) {
      const at = Date.parse(created_at) + afterMs;
      scheduler.plan(`${id} ${status}`, { at, kind: 'payment', subject: id, detail: status });
    }
    if (expires_at === undefined || steps.length > 1) return;
    const at = Date.parse(expires_at);
    scheduler.plan(`${id} end`, { at, kind: 'payment', subject: id, detail: 'expired' });
  }

  #find(caller: Caller, id: string): StoredPayment {
    const stored = this.#byId.get(id);
    if (stored === undefined || !belongsTo(stored, caller)) throw notFound(id);
    return stored;
  }

  #findReference(caller: Caller, reference: string): StoredPayment | undefined {
    const found = this.#byReference.get(referenceKey(caller, reference));
    const stored = found === undefined ? undefined : this.#byId.get(found.id);
    return stored === undefined || REUSABLE.includes(stored.payment.status) ? undefined : stored;
  }

  #move(stored: StoredPayment, status: PaymentStatus, errorCode?: string): Payment {
    const { payment, version } = stored;
    const { transaction_id: id, amount, fee_amount: fee = 0 } = payment;
    const { ledger, now } = this.#parts;
    const account = accountOf(stored);
    let isMoved = status === 'completed';
    if (isWithdrawal(payment)) {
      if (status === 'completed') ledger.payOut(account, id, amount);
      else if (REUSABLE.includes(status)) {
        ledger.release(account, id, amount);
        isMoved = true;
      }
    } else if (status === 'completed') {
      ledger.deposit(account, id, amount, fee);
    }
    const moved: StoredPayment = {
      ...stored,
      version: version + 1,
      confirmedAt: status === 'completed' ? new Date(now()).toISOString() : stored.confirmedAt,
      payment: {
        ...payment,
        status,
        ...(status === 'failed' && { error_code: errorCode ?? DEFAULT_ERROR_CODE }),
      },
    };
    this.#byId.set(id, moved);
    this.#tell(moved);
    if (isMoved) this.#tellBalance(moved);
    return moved.payment;
  }

  #tell(stored: StoredPayment): void {
    const name = EVENTS[stored.payment.status];
    if (name === undefined) return;
    this.#parts.events.publish(stored, name, { payment: webhookPayment(stored) });
  }

  /** [Assumed] that every change of what is available is told, and in the shape of `GET /balance`. */
  #tellBalance(stored: StoredPayment): void {
    const { ledger, events } = this.#parts;
    const balance = balanceOf(ledger, accountOf(stored), 'main');
    events.publish(stored, 'balance.updated', { balance });
  }
}

/** LuxCore's rule: with a payment in one of these, its reference may be used again. */
const REUSABLE: readonly PaymentStatus[] = ['failed', 'expired', 'cancelled'];

function needsPage({ type, method }: PaymentRequest): boolean {
  return PAYMENT_TYPES[type].hostedPage || method === 'ipay';
}

function isWithdrawal({ type }: Payment): boolean {
  return PAYMENT_TYPES[type].direction === 'withdrawal';
}

function belongsTo(stored: StoredPayment, caller: Caller): boolean {
  return stored.merchantId === caller.merchantId && stored.environment === caller.environment;
}

function accountOf({ merchantId, environment, payment }: StoredPayment): Account {
  return { merchantId, environment, currency: payment.currency };
}

function referenceKey({ merchantId, environment }: Caller, reference: string): string {
  return `${String(merchantId)} ${environment} ${reference}`;
}

function notFound(id: string): ApiError {
  return new ApiError(
    'NOT_FOUND',
    `id: expected that of a payment of this merchant and environment, received ${describeValue(id)}`,
  );
}
