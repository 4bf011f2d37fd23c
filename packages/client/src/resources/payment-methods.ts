import type {
  PaymentMethodInfo,
  ValidatedPaymentMethod,
  ValidatePaymentMethod,
} from '@luxcore/contract';
import type { ApiPromise } from '../api-promise.ts';
import type { CallOptions } from '../call-options.ts';
import { answerWith, enveloped, readList } from './answer.ts';
import type { Calls } from './calls.ts';
import { TEXT } from './fields.ts';

/** The methods by which money moves. What is sent and answered is assumed. */
export interface PaymentMethods {
  /**
   * Lists the payment methods, which way each moves money and in which currencies. v1 alone.
   *
   * @throws {PermissionError} `SCOPE_NOT_DECLARED`: `payments.methods` is not among the scopes;
   *   `OPERATION_NOT_AVAILABLE` with v2 credentials.
   * @example
   * ```ts
   * const methods = await client.payments.methods.list();
   * console.log(methods.filter(({ withdrawal }) => withdrawal).map(({ method }) => method));
   * ```
   */
  list(options?: CallOptions): ApiPromise<readonly PaymentMethodInfo[]>;

  /**
   * Asks whether a method can move money in a currency, one way; a deposit unless told. v1 alone.
   * Assumed: that one which cannot is answered by an error.
   *
   * @throws {ValidationError} `VALIDATION_ERROR`: no `method` or `currency`; nothing was sent.
   * @throws {PaymentError} `INVALID_METHOD`, `METHOD_NOT_AVAILABLE`, `WITHDRAWAL_NOT_SUPPORTED`,
   *   `UNSUPPORTED_CURRENCY`, `METHOD_NOT_CONFIGURED`: it cannot.
   * @example
   * ```ts
   * const { valid } = await client.payments.methods.validate({ method: 'spei', currency: 'MXN' });
   * ```
   */
  validate(body: ValidatePaymentMethod, options?: CallOptions): ApiPromise<ValidatedPaymentMethod>;
}

const ASKED = { method: TEXT, currency: TEXT };
const readValidated = /* @__PURE__ */ enveloped(
  /* @__PURE__ */ answerWith<ValidatedPaymentMethod>({
    valid: (value) => typeof value === 'boolean',
  }),
);

/** Makes the payment methods of a client. */
export function createPaymentMethods({ one }: Calls): PaymentMethods {
  return {
    list: (options) => one('payments.methods.list', readList, options),
    validate: (body, options) =>
      one('payments.methods.validate', readValidated, options, { body, rules: ASKED }),
  };
}
