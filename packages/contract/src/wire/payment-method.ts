import type { Currency } from '../currencies.ts';
import type { Direction, Method } from '../methods.ts';

/** What a payment method can do, as `GET /payments/methods` answers it. The shape is assumed. */
export interface PaymentMethodInfo {
  /** The name of the method. */
  readonly method: Method;
  /** Whether customers can pay by it. */
  readonly deposit: boolean;
  /** Whether recipients can be paid by it. */
  readonly withdrawal: boolean;
  /** The currencies in which it moves money: ISO 4217 codes. */
  readonly currencies: readonly Currency[];
  readonly [field: string]: unknown;
}

/** The body of `POST /payments/methods/validate`. Assumed. */
export interface ValidatePaymentMethod {
  /** The method that is asked about. */
  readonly method: Method;
  /** ISO 4217 code. */
  readonly currency: Currency;
  /** Which way the money is to move; `deposit` when left out. */
  readonly type?: Direction;
}

/** The answer of `POST /payments/methods/validate` where the method can be used. Assumed. */
export interface ValidatedPaymentMethod {
  /** The method that was asked about. */
  readonly method: Method;
  /** ISO 4217 code. */
  readonly currency: Currency;
  /** Which way the money is to move. */
  readonly type: Direction;
  /** Whether the method can be used so. */
  readonly valid: boolean;
  readonly [field: string]: unknown;
}
