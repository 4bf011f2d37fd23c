import type { Envelope, Operation, Page, Payment } from '@luxcore/contract';
import * as z from 'zod';
import type { Events } from './events/events.ts';
import { ApiError } from './http/api-error.ts';
import type { JsonBody } from './http/json-body.ts';
import { balanceQuery, pageOf } from './http/query.ts';
import { parseBody } from './http/zod-issues.ts';
import { allBalances, balanceOf } from './ledger/balances.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Caller } from './merchants/merchants.ts';
import { parseCreatePayment } from './payments/create-payment-body.ts';
import { assertMethod, methodList } from './payments/method-rules.ts';
import type { Payments } from './payments/payments.ts';
import type { Tickets } from './tickets/tickets.ts';
import { shownDelivery, type Deliveries } from './webhooks/deliveries.ts';
import type { Endpoints } from './webhooks/endpoints.ts';

/** What an operation is given: who asks, and what. */
export interface OperationRequest {
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Where the emulator is, for the links that it answers. */
  readonly origin: string;
  /** Reads the body as a JSON object; operations without a body do not call it. */
  readonly json: () => JsonBody;
  /** The same, where a body may be left out. */
  readonly optionalJson: () => JsonBody | undefined;
}

export interface OperationAnswer {
  readonly status: number;
  /** What is answered as JSON; bytes as they are; nothing with `null`. */
  readonly body: object | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export type OperationHandler = (request: OperationRequest) => OperationAnswer;

export interface OperationParts {
  readonly payments: Payments;
  readonly ledger: Ledger;
  readonly endpoints: Endpoints;
  readonly deliveries: Deliveries;
  readonly events: Events;
  readonly tickets: Tickets;
}

const OK = 200;
const CREATED = 201;
const NO_CONTENT = 204;

export const methodSchema: z.ZodType<{
  readonly method: string;
  readonly currency: string;
  readonly type: 'deposit' | 'withdrawal';
}> = z.object({
  method: z.string(),
  currency: z.string(),
  type: z.enum(['deposit', 'withdrawal']).default('deposit'),
});

export const retrySchema: z.ZodType<{ readonly event_id?: string | undefined }> = z.object({
  event_id: z.string().optional(),
});

/** What each operation does. All of it happens in one transaction, or none. */
export function createOperations(
  parts: OperationParts,
): Readonly<Record<Operation, OperationHandler>> {
  const { payments, ledger, endpoints, deliveries, events, tickets } = parts;
  return {
    'payments.create': ({ caller, json, origin }) => {
      const { payment, isNew } = payments.create(caller, parseCreatePayment(json()), origin);
      return { status: isNew ? CREATED : OK, body: payment };
    },
    'payments.list': ({ caller, query }) =>
      paged(
        query,
        payments.list(caller).filter((payment) => passes(payment, query)),
      ),
    'payments.get': ({ caller, params }) => ok(payments.get(caller, idOf(params))),
    'payments.cancel': ({ caller, params }) => ok(payments.cancel(caller, idOf(params))),
    'payments.methods.list': () => enveloped(OK, methodList()),
    'payments.methods.validate': ({ json }) => {
      const { method, currency, type } = parseBody(methodSchema, json().value);
      assertMethod(method, currency, type);
      return enveloped(OK, { method, currency, type, valid: true });
    },

    'webhooks.create': ({ caller, json }) =>
      enveloped(CREATED, endpoints.create(caller, json().value)),
    'webhooks.list': ({ caller }) => enveloped(OK, endpoints.list(caller)),
    'webhooks.get': ({ caller, params }) => enveloped(OK, endpoints.get(caller, idOf(params))),
    'webhooks.update': ({ caller, params, json }) =>
      enveloped(OK, endpoints.update(caller, idOf(params), json().value)),
    'webhooks.delete': ({ caller, params }) => {
      endpoints.delete(caller, idOf(params));
      return { status: NO_CONTENT, body: null };
    },
    'webhooks.test': ({ caller, params }) => {
      const endpoint = endpoints.find(caller, idOf(params));
      if (endpoint.status !== 'active') {
        throw ApiError.ofField('VALIDATION_ERROR', 'status', 'an active endpoint', endpoint.status);
      }
      const event = events.make(caller, 'webhook.test', {});
      return enveloped(OK, shownDelivery(deliveries.send(event, endpoint)));
    },
    'webhooks.enable': ({ caller, params }) =>
      enveloped(OK, endpoints.setStatus(caller, idOf(params), 'active')),
    'webhooks.disable': ({ caller, params }) =>
      enveloped(OK, endpoints.setStatus(caller, idOf(params), 'disabled')),
    'webhooks.events': ({ caller, params, query }) =>
      paged(query, deliveries.of(endpoints.find(caller, idOf(params)).id).map(shownDelivery)),
    'webhooks.retry': ({ caller, params, optionalJson }) => {
      const endpoint = endpoints.find(caller, idOf(params));
      const { event_id } = parseBody(retrySchema, optionalJson()?.value ?? {});
      return enveloped(OK, deliveries.retry(endpoint, event_id).map(shownDelivery));
    },

    'balance.get': ({ caller, query }) => balance(caller, query),
    'balance.all': ({ caller }) => balances(caller),
    'merchants.balance': ({ caller, params, query }) => {
      assertOwn(caller, params);
      return balance(caller, query);
    },
    'merchants.balances': ({ caller, params }) => {
      assertOwn(caller, params);
      return balances(caller);
    },

    'tickets.create': ({ caller, json }) =>
      enveloped(CREATED, tickets.create(caller, json().value)),
    'tickets.list': ({ caller, query }) => paged(query, tickets.list(caller, query)),
    'tickets.get': ({ caller, params }) => enveloped(OK, tickets.get(caller, idOf(params))),
    'tickets.close': ({ caller, params }) => enveloped(OK, tickets.close(caller, idOf(params))),
    'tickets.reopen': ({ caller, params }) => enveloped(OK, tickets.reopen(caller, idOf(params))),
    'tickets.comments.create': ({ caller, params, json }) =>
      enveloped(CREATED, tickets.comment(caller, idOf(params), json().value)),
    'tickets.comments.list': ({ caller, params }) =>
      enveloped(OK, tickets.comments(caller, idOf(params))),
    'tickets.attachments.uploadUrl': ({ caller, params, json, origin }) => ({
      status: CREATED,
      body: tickets.uploadUrl(caller, idOf(params), json().value, origin),
    }),
    'tickets.attachments.get': ({ caller, params }) => {
      const found = tickets.attachment(caller, idOf(params), params.attachmentId ?? '');
      return {
        status: OK,
        body: found.bytes,
        headers: {
          'Content-Type': found.contentType,
          'Content-Disposition': `attachment; filename="${found.fileName}"`,
          'X-Content-Type-Options': 'nosniff',
        },
      };
    },
  };

  function balance({ merchantId, environment }: Caller, query: URLSearchParams): OperationAnswer {
    const { currency, type } = balanceQuery(query);
    return ok(balanceOf(ledger, { merchantId, environment, currency }, type));
  }

  function balances({ merchantId, environment }: Caller): OperationAnswer {
    return ok(allBalances(ledger, merchantId, environment));
  }
}

function ok(body: object): OperationAnswer {
  return { status: OK, body };
}

/** LuxCore's envelope of endpoints and tickets; [assumed] around the other answers of theirs. */
function enveloped(status: number, data: object): OperationAnswer {
  return { status, body: { success: true, data } satisfies Envelope<object> };
}

function paged(query: URLSearchParams, all: readonly object[]): OperationAnswer {
  const { page, limit } = pageOf(query);
  const data = all.slice((page - 1) * limit, page * limit);
  return ok({ data, total: all.length, page, limit } satisfies Page<object>);
}

function idOf({ id = '' }: Readonly<Record<string, string>>): string {
  return id;
}

/** Another merchant is not found, as if there were none. */
function assertOwn({ merchantId }: Caller, params: Readonly<Record<string, string>>): void {
  if (idOf(params) === String(merchantId)) return;
  throw ApiError.ofField('NOT_FOUND', 'id', 'that of the merchant whose key it is', idOf(params));
}

/** [Assumed] The fields of a payment by which a list may be filtered, each by its exact value. */
const FILTERS = ['status', 'currency', 'method', 'type', 'merchant_reference'] as const;

function passes(payment: Payment, query: URLSearchParams): boolean {
  return FILTERS.every((name) => {
    const wanted = query.getAll(name);
    return wanted.length === 0 || wanted.includes(String(payment[name]));
  });
}
