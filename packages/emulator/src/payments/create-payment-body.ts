import { PAYMENT_TYPES, type Customer, type PaymentType } from '@luxcore/contract';
import { describeValue, type ErrorCode } from '@luxcore/errors';
import * as z from 'zod';
import { ApiError } from '../http/api-error.ts';
import type { JsonBody } from '../http/json-body.ts';
import { memberLiterals } from '../http/member-literals.ts';
import { invalidFields, issueOf, valueAt } from '../http/zod-issues.ts';
import { isClabe, isCvu } from './account-numbers.ts';
import { assertMethod } from './method-rules.ts';

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

export const createPaymentSchema: z.ZodType<PaymentRequest> = z.object({
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

/** zod compiles no function of the schema: that costs more than thousands of payments gain by it. */
const SOON = { jitless: true } as const;

const DIGITS = /^\d+$/;

/** The numbers of accounts that are checked. */
const ACCOUNT_NUMBERS: readonly {
  readonly field: string;
  readonly expected: string;
  readonly test: (text: string) => boolean;
  readonly code: ErrorCode;
}[] = [
  {
    field: 'clabe',
    expected: '18 digits, the last of which checks the others',
    test: isClabe,
    code: 'INVALID_CLABE',
  },
  {
    field: 'cvu',
    expected: '22 digits with the two that check the others',
    test: isCvu,
    code: 'INVALID_CVU',
  },
  {
    field: 'cbu',
    expected: '22 digits with the two that check the others',
    test: isCvu,
    code: 'INVALID_CVU',
  },
];

/**
 * Checks the body of a create: the form of each field first, then what LuxCore has a code of its own
 * for. [Assumed] a `merchant_reference` has at most 255 characters.
 */
export function parseCreatePayment({ value: body, text: json }: JsonBody): PaymentRequest {
  const parsed = createPaymentSchema.safeParse(body, SOON);
  const amounts = memberLiterals(json, 'amount');
  if (!parsed.success) {
    throw invalidFields(
      parsed.error.issues.map((issue) => {
        if (issue.path[0] !== 'amount') return issueOf(body, issue);
        const received = receivedAmount(amounts, valueAt(body, issue.path));
        return { path: 'amount', expected: AMOUNT, received };
      }),
    );
  }
  if (amounts.length > 1 || !DIGITS.test(amounts.join())) {
    const received = receivedAmount(amounts, parsed.data.amount);
    throw invalidFields([{ path: 'amount', expected: AMOUNT, received }]);
  }
  const request = parsed.data;
  const { direction } = PAYMENT_TYPES[request.type];
  assertMethod(request.method, request.currency, direction);
  if (direction === 'withdrawal') checkPayout(request.payout);
  return request;
}

function checkPayout(payout: PaymentRequest['payout']): void {
  if (payout === undefined) {
    throw new ApiError(
      'INVALID_WITHDRAWAL_DATA',
      'payout: expected the recipient of the withdrawal, received none',
    );
  }
  for (const { field, expected, test, code } of ACCOUNT_NUMBERS) {
    const value = payout[field];
    if (value === undefined || (typeof value === 'string' && test(value))) continue;
    throw ApiError.ofField(code, `payout.${field}`, expected, value);
  }
}

/** The number as it was written: read, it may be another one. */
function receivedAmount(amounts: readonly string[], value: unknown): string {
  if (amounts.length > 1) return `${String(amounts.length)} of them`;
  const literal = amounts.join();
  if (typeof value !== 'number' || String(value) === literal) return describeValue(value);
  return `the number written ${describeValue(literal)}`;
}
