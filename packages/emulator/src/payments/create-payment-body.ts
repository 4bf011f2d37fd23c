import {
  CURRENCIES,
  METHODS,
  PAYMENT_TYPES,
  type Customer,
  type KnownMethod,
  type PaymentType,
} from '@luxcore/contract';
import { describeValue, type ErrorCode, type ValidationIssue } from '@luxcore/errors';
import * as z from 'zod';
import { ApiError } from '../http/api-error.ts';
import type { JsonBody } from '../http/json-body.ts';
import { memberLiterals } from '../http/member-literals.ts';

type OpenRecord = Readonly<Record<string, unknown>>;

/** What a create asks for, checked. */
export interface PaymentRequest {
  readonly amount: number;
  readonly currency: string;
  readonly method: string;
  readonly type: PaymentType;
  readonly merchant_reference?: string | undefined;
  readonly description?: string | undefined;
  readonly customer?: { readonly [Field in keyof Customer]?: string | undefined } | undefined;
  readonly customer_id?: string | undefined;
  readonly metadata?: OpenRecord | undefined;
  readonly traffic_type?: string | undefined;
  readonly ipay?: OpenRecord | undefined;
  readonly payout?: OpenRecord | undefined;
}

const text = z.string();
const record = z.record(text, z.unknown());

const fields: z.ZodType<PaymentRequest> = z.object({
  amount: z.int().positive(),
  currency: text.min(1),
  method: text.min(1),
  type: z.enum(Object.keys(PAYMENT_TYPES) as [PaymentType, ...PaymentType[]]),
  merchant_reference: text.min(1).max(255).optional(),
  description: text.optional(),
  customer: z
    .object({ name: text.optional(), email: text.optional(), phone: text.optional() })
    .optional(),
  customer_id: text.optional(),
  metadata: record.optional(),
  traffic_type: text.optional(),
  ipay: record.optional(),
  payout: record.optional(),
});

/** [Assumed] that an integer is digits alone: `1e2` and `1.0` are refused like any other decimal. */
const AMOUNT = `minor units from 1 to ${String(Number.MAX_SAFE_INTEGER)}, written once and in digits alone`;

const DIGITS = /^\d+$/;

/** LuxCore's two documented lengths of account numbers. */
const ACCOUNT_NUMBERS: readonly {
  readonly field: string;
  readonly digits: number;
  readonly code: ErrorCode;
}[] = [
  { field: 'clabe', digits: 18, code: 'INVALID_CLABE' },
  { field: 'cvu', digits: 22, code: 'INVALID_CVU' },
  { field: 'cbu', digits: 22, code: 'INVALID_CVU' },
];

/**
 * Checks the body of a create: the form of each field first, then what LuxCore has a code of its own
 * for. [Assumed] a `merchant_reference` has at most 255 characters.
 */
export function parseCreatePayment({ value: body, text: json }: JsonBody): PaymentRequest {
  const parsed = fields.safeParse(body);
  const amounts = memberLiterals(json, 'amount');
  if (!parsed.success) throw invalidFields(fieldIssues(body, amounts, parsed.error.issues));
  if (amounts.length > 1 || !DIGITS.test(amounts.join())) {
    const received = receivedAmount(amounts, parsed.data.amount);
    throw invalidFields([{ path: 'amount', expected: AMOUNT, received }]);
  }
  const request = parsed.data;
  const { direction } = PAYMENT_TYPES[request.type];

  if (!Object.hasOwn(CURRENCIES, request.currency)) {
    throw refused('UNSUPPORTED_CURRENCY', 'currency', Object.keys(CURRENCIES), request.currency);
  }
  if (!Object.hasOwn(METHODS, request.method)) {
    throw refused('INVALID_METHOD', 'method', Object.keys(METHODS), request.method);
  }
  if (direction === 'withdrawal') {
    if (!METHODS[request.method as KnownMethod].withdrawal) {
      const able = Object.keys(METHODS).filter((name) => METHODS[name as KnownMethod].withdrawal);
      throw refused('WITHDRAWAL_NOT_SUPPORTED', 'method', able, request.method);
    }
    checkPayout(request.payout);
  }
  return request;
}

function checkPayout(payout: PaymentRequest['payout']): void {
  if (payout === undefined) {
    throw new ApiError(
      'INVALID_WITHDRAWAL_DATA',
      'payout: expected the recipient of the withdrawal, received none',
    );
  }
  for (const { field, digits, code } of ACCOUNT_NUMBERS) {
    const value = payout[field];
    if (value === undefined) continue;
    if (typeof value === 'string' && new RegExp(`^\\d{${String(digits)}}$`).test(value)) continue;
    throw refused(code, `payout.${field}`, [`${String(digits)} digits`], value);
  }
}

function refused(
  code: ErrorCode,
  path: string,
  expected: readonly string[],
  value: unknown,
): ApiError {
  const issue = { path, expected: expected.join(', '), received: describeValue(value) };
  return new ApiError(code, sentence(issue), { issues: [issue] });
}

type Issue = Required<Omit<ValidationIssue, 'message'>>;

function invalidFields(issues: readonly Issue[]): ApiError {
  return new ApiError('VALIDATION_ERROR', issues.map(sentence), { issues });
}

function fieldIssues(
  body: object,
  amounts: readonly string[],
  issues: readonly z.core.$ZodIssue[],
): Issue[] {
  return issues.map((issue) => {
    const value = valueAt(body, issue.path);
    return {
      path: issue.path.join('.'),
      expected: expectationOf(issue),
      received: isOfAmount(issue) ? receivedAmount(amounts, value) : describeValue(value),
    };
  });
}

/** The number as it was written: read, it may be another one. */
function receivedAmount(amounts: readonly string[], value: unknown): string {
  if (amounts.length > 1) return `${String(amounts.length)} of them`;
  const literal = amounts.join();
  if (typeof value !== 'number' || String(value) === literal) return describeValue(value);
  return `the number written ${describeValue(literal)}`;
}

function isOfAmount({ path }: z.core.$ZodIssue): boolean {
  return path[0] === 'amount';
}

function sentence({ path, expected, received }: Issue): string {
  return `${path}: expected ${expected}, received ${received}`;
}

function expectationOf(issue: z.core.$ZodIssue): string {
  if (isOfAmount(issue)) return AMOUNT;
  switch (issue.code) {
    case 'invalid_value':
      return issue.values.map(String).join(', ');
    case 'invalid_type':
      return issue.expected;
    case 'too_small':
      return `at least ${String(issue.minimum)} characters`;
    case 'too_big':
      return `at most ${String(issue.maximum)} characters`;
    default:
      return issue.message;
  }
}

function valueAt(body: object, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    body,
  );
}
