import type { Operation, Payment } from '@luxcore/contract';
import type { Balances } from './balances/balances.ts';
import type { Caller } from './credentials.ts';
import type { JsonBody } from './http/json-body.ts';
import { balanceOf, pageOf } from './http/query.ts';
import { parseCreatePayment } from './payments/create-payment-body.ts';
import type { Payments } from './payments/payments.ts';

/** What an operation is given: who asks, and what. */
export interface OperationRequest {
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Reads the body as a JSON object; operations without a body do not call it. */
  readonly json: () => JsonBody;
}

export interface OperationAnswer {
  readonly status: number;
  readonly body: object;
}

export type OperationHandler = (request: OperationRequest) => OperationAnswer;

const OK = 200;
const CREATED = 201;

/** The operations that the emulator serves by now; the others answer `NOT_IMPLEMENTED`. */
export function createOperations(
  payments: Payments,
  balances: Balances,
): Readonly<Partial<Record<Operation, OperationHandler>>> {
  return {
    'payments.create': ({ caller, json }) => {
      const { payment, isNew } = payments.create(caller, parseCreatePayment(json()));
      return { status: isNew ? CREATED : OK, body: payment };
    },
    'payments.list': ({ caller, query }) => {
      const { page, limit } = pageOf(query);
      const all = payments.list(caller).filter((payment) => passes(payment, query));
      const data = all.slice((page - 1) * limit, page * limit);
      return { status: OK, body: { data, total: all.length, page, limit } };
    },
    'payments.get': ({ caller, params }) => ({
      status: OK,
      body: payments.get(caller, params.id ?? ''),
    }),
    'payments.cancel': ({ caller, params }) => ({
      status: OK,
      body: payments.cancel(caller, params.id ?? ''),
    }),
    'balance.get': ({ caller, query }) => {
      const { currency, type } = balanceOf(query);
      return { status: OK, body: balances.get({ ...caller, currency }, type) };
    },
    'balance.all': ({ caller }) => ({
      status: OK,
      body: balances.all(caller.merchantId, caller.environment),
    }),
  };
}

/** [Assumed] The fields of a payment by which a list may be filtered, each by its exact value. */
const FILTERS = ['status', 'currency', 'method', 'type', 'merchant_reference'] as const;

function passes(payment: Payment, query: URLSearchParams): boolean {
  return FILTERS.every((name) => {
    const wanted = query.getAll(name);
    return wanted.length === 0 || wanted.includes(String(payment[name]));
  });
}
