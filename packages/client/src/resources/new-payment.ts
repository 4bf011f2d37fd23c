import { PAYMENT_TYPES, type PaymentType } from '@luxcore/contract';
import { assertOption, invalidValue, ValidationError } from '@luxcore/errors';
import { toHex } from '@luxcore/signing/primitives';
import { jsonRecord, serialise } from '../stages/serialise.ts';
import type { ComparedFields } from './created-payment.ts';

/** A payment that is about to be made. */
export interface NewPayment {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly merchantReference: string;
  /** Whether the reference was made here, for a deposit that has none. */
  readonly isReferenceMade: boolean;
  readonly asked: ComparedFields;
}

type Fields = Readonly<Record<string, unknown>>;

const MADE_REFERENCE_PREFIX = 'luxcore-';
/** 128 bits. */
const MADE_REFERENCE_BYTES = 16;

/**
 * Checks the body of a payment and turns it into bytes. A deposit without a reference gets one: it is
 * what makes a payment findable when no answer comes.
 *
 * @param wasSent - Whether an earlier call may have sent it: its reference is known then, and none is made.
 */
export function newPayment(body: unknown, wasSent: boolean): NewPayment {
  const fields = snapshot(body);
  const { amount, type } = fields;
  if (!isAmount(amount)) throw invalidAmount(amount);
  if (!isPaymentType(type)) {
    const expected = `one of ${Object.keys(PAYMENT_TYPES).join(', ')}`;
    throw invalidValue('VALIDATION_ERROR', 'type', expected, type);
  }
  const asked = {
    amount,
    type,
    currency: text(fields, 'currency'),
    method: text(fields, 'method'),
  };
  const merchantReference = referenceOf(fields, type, wasSent);
  return {
    body: serialise({ ...fields, merchant_reference: merchantReference }),
    merchantReference,
    isReferenceMade: fields.merchant_reference !== merchantReference,
    asked,
  };
}

/** An amount that JSON cannot carry is an amount first: the error says how to make one. */
function snapshot(body: unknown): Fields {
  try {
    return jsonRecord(body);
  } catch (error) {
    const issue = error instanceof ValidationError ? error.issues[0] : undefined;
    throw issue?.path === 'amount' ? invalidAmount((body as Fields).amount) : error;
  }
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function invalidAmount(amount: unknown): ValidationError {
  return invalidValue(
    'INVALID_AMOUNT',
    'amount',
    "a positive integer in minor units, as minorUnits('1500.00', 'MXN') of @luxcore/contract makes it",
    amount,
  );
}

function isPaymentType(value: unknown): value is PaymentType {
  return typeof value === 'string' && Object.hasOwn(PAYMENT_TYPES, value);
}

function referenceOf(fields: Fields, type: PaymentType, wasSent: boolean): string {
  const given = fields.merchant_reference;
  const isMissing = given === undefined || given === null || given === '';
  if (isMissing && (wasSent || PAYMENT_TYPES[type].direction === 'withdrawal')) {
    const expected = wasSent
      ? 'the reference under which it was sent first'
      : 'a reference of your own for a withdrawal, so that it is never paid out twice';
    throw invalidValue('MERCHANT_REFERENCE_REQUIRED', 'merchant_reference', expected, given);
  }
  return given === undefined ? madeReference() : text(fields, 'merchant_reference');
}

/** No nonce of a signature, which brings the hash along: an API key signs nothing. */
function madeReference(): string {
  const { crypto } = globalThis as { crypto?: Crypto };
  const expected = 'a reference of your own where there is no crypto.getRandomValues';
  assertOption(crypto?.getRandomValues !== undefined, 'merchant_reference', expected, undefined);
  return (
    MADE_REFERENCE_PREFIX + toHex(crypto.getRandomValues(new Uint8Array(MADE_REFERENCE_BYTES)))
  );
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw invalidValue('VALIDATION_ERROR', name, 'a text that is not empty', value);
}
