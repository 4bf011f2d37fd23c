import {
  canTransition,
  formatMinorUnits,
  isOpenStatus,
  PAYMENT_TYPES,
  type BankDetails,
  type Environment,
  type Payment,
  type PaymentStatus,
} from '@luxcore/contract';
import { describeValue } from '@luxcore/errors';
import type { Clock } from '@luxcore/signing';
import type { Account, Balances } from '../balances/balances.ts';
import type { Caller } from '../credentials.ts';
import { ApiError } from '../http/api-error.ts';
import type { Ids } from '../ids.ts';
import type { PaymentRequest } from './create-payment-body.ts';

/** [Assumed] as in LuxCore's samples: a deposit that nobody pays expires after 15 minutes. */
const LIFE_MS = 15 * 60 * 1000;

/** [Assumed] The emulator's fee for a deposit, in hundredths of a percent. */
const DEPOSIT_FEE_BASIS_POINTS = 100n;

const METHODS_BY_BANK: readonly string[] = ['spei', 'bank_transfer', 'payid'];

interface StoredPayment {
  payment: Payment;
  readonly merchantId: number;
  readonly environment: Environment;
}

/** What a create answers: a new payment, or the one that its reference already has. */
export interface CreateResult {
  readonly payment: Payment;
  readonly isNew: boolean;
}

/** The payments of all merchants, in memory, with what they do to the balances. */
export class Payments {
  readonly #balances: Balances;
  readonly #ids: Ids;
  readonly #now: Clock;
  readonly #byId = new Map<string, StoredPayment>();
  /** The latest payment of each reference. */
  readonly #byReference = new Map<string, StoredPayment>();

  constructor(balances: Balances, ids: Ids, now: Clock) {
    this.#balances = balances;
    this.#ids = ids;
    this.#now = now;
  }

  /**
   * LuxCore's rule: a reference that exists answers the existing payment, unless that one has
   * failed, expired or been cancelled.
   */
  create(caller: Caller, request: PaymentRequest): CreateResult {
    const reference = request.merchant_reference;
    const existing = reference === undefined ? undefined : this.#findReference(caller, reference);
    if (existing !== undefined) return { payment: existing.payment, isNew: false };

    const payment = this.#newPayment(request);
    if (isWithdrawal(payment)) this.#balances.freeze(accountOf(caller, payment), payment.amount);
    const { merchantId, environment } = caller;
    const stored: StoredPayment = { payment, merchantId, environment };
    this.#byId.set(payment.transaction_id, stored);
    if (reference !== undefined) this.#byReference.set(referenceKey(caller, reference), stored);
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
      .map((stored) => this.#current(stored).payment)
      .reverse();
  }

  cancel(caller: Caller, id: string): Payment {
    const stored = this.#find(caller, id);
    if (!isOpenStatus(stored.payment.status)) {
      throw new ApiError(
        'PAYMENT_ALREADY_PROCESSED',
        `status: expected an open payment, received one that is ${stored.payment.status}`,
      );
    }
    return this.#move(stored, 'cancelled');
  }

  /** Moves a payment as LuxCore would, by the assumed transitions. */
  settle(id: string, status: PaymentStatus): Payment {
    const stored = this.#byId.get(id);
    if (stored === undefined) throw notFound(id);
    const { status: from } = this.#current(stored).payment;
    // A payment completes by way of `processing`; to name that step each time would be a chore.
    const isShortcut = from === 'pending' && status === 'completed';
    if (!isShortcut && !canTransition(from, status)) {
      throw new ApiError(
        'PAYMENT_ALREADY_PROCESSED',
        `status: expected a step that follows ${from}, received ${status}`,
      );
    }
    return this.#move(stored, status);
  }

  #newPayment(request: PaymentRequest): Payment {
    const { amount, currency, method, type, merchant_reference } = request;
    const now = this.#now();
    const isDeposit = PAYMENT_TYPES[type].direction === 'deposit';
    const fee = isDeposit ? Number((BigInt(amount) * DEPOSIT_FEE_BASIS_POINTS) / 10_000n) : 0;
    return {
      transaction_id: this.#ids.payment(),
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
    };
  }

  #find(caller: Caller, id: string): StoredPayment {
    const stored = this.#byId.get(id);
    if (stored === undefined || !belongsTo(stored, caller)) throw notFound(id);
    return this.#current(stored);
  }

  #findReference(caller: Caller, reference: string): StoredPayment | undefined {
    const stored = this.#byReference.get(referenceKey(caller, reference));
    if (stored === undefined) return undefined;
    const { status } = this.#current(stored).payment;
    return REUSABLE.includes(status) ? undefined : stored;
  }

  /** Nothing runs on a timer: that a payment has expired is seen when it is looked at. */
  #current(stored: StoredPayment): StoredPayment {
    const { status, expires_at } = stored.payment;
    const isOverdue = expires_at !== undefined && this.#now() >= Date.parse(expires_at);
    if (isOverdue && isOpenStatus(status)) this.#move(stored, 'expired');
    return stored;
  }

  #move(stored: StoredPayment, status: PaymentStatus): Payment {
    const { payment } = stored;
    const account = accountOf(stored, payment);
    if (isWithdrawal(payment)) {
      if (status === 'completed') this.#balances.payOut(account, payment.amount);
      else if (REUSABLE.includes(status)) this.#balances.release(account, payment.amount);
    } else if (status === 'completed') {
      this.#balances.credit(account, payment.net_amount ?? payment.amount);
    }
    stored.payment = { ...payment, status };
    return stored.payment;
  }
}

/** LuxCore's rule: with a payment in one of these, its reference may be used again. */
const REUSABLE: readonly PaymentStatus[] = ['failed', 'expired', 'cancelled'];

function isWithdrawal({ type }: Payment): boolean {
  return PAYMENT_TYPES[type].direction === 'withdrawal';
}

function belongsTo(stored: StoredPayment, caller: Caller): boolean {
  return stored.merchantId === caller.merchantId && stored.environment === caller.environment;
}

function accountOf(owner: Omit<Account, 'currency'>, { currency }: Payment): Account {
  return { merchantId: owner.merchantId, environment: owner.environment, currency };
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

/** [Assumed] Invented details of an account; the amount as a decimal string. */
function bankDetails(amount: number, currency: string): BankDetails {
  return {
    amount: formatMinorUnits(amount, currency),
    purpose: 'Emulated payment',
    currency,
    bank_name: 'Emulated Bank',
    swift_code: null,
    account_holder: 'LuxCore Emulator',
    account_number: '000000000000000000',
  };
}
