import type { CreateTicket, ListTickets, Ticket } from '@luxcore/contract';
import type { ApiPromise } from '../api-promise.ts';
import type { Prepare } from '../call.ts';
import type { CallOptions } from '../call-options.ts';
import { answerWith, enveloped, isText } from './answer.ts';
import type { Calls } from './calls.ts';
import { optional, textUpTo } from './fields.ts';
import type { PagePromise } from './page-promise.ts';
import type { Put } from './put.ts';
import { createTicketAttachments, type TicketAttachments } from './ticket-attachments.ts';
import { createTicketComments, type TicketComments } from './ticket-comments.ts';

/** Tickets: what LuxCore's support is asked; v1 alone. */
export interface Tickets {
  /**
   * Creates a ticket. It is not sent twice: after an error with the outcome `unknown`, look for it
   * with `tickets.list` first.
   *
   * @throws {ValidationError} `VALIDATION_ERROR`: no `title`, or one of more than 200 characters;
   *   `INVALID_REQUEST_BODY`: nothing was sent.
   * @throws {PermissionError} `SCOPE_NOT_DECLARED`: `tickets.create` is not among the scopes;
   *   `OPERATION_NOT_AVAILABLE` with v2 credentials.
   * @example
   * ```ts
   * const { ticket_id } = await client.tickets.create({
   *   title: 'A deposit has not arrived',
   *   category: 'payments',
   *   payment_id: 'pay_1234567890_abcdefgh',
   * });
   * ```
   */
  create(body: CreateTicket, options?: CallOptions): ApiPromise<Ticket>;

  /**
   * Lists tickets: await it for one page, or iterate it for all from that page on. `status` and
   * `category` may be lists. The page's envelope is assumed.
   *
   * @throws {ValidationError} `VALIDATION_ERROR`: a `search` of more than 100 characters, or a
   *   parameter that a query cannot carry; nothing was sent.
   * @throws {PermissionError} `SCOPE_NOT_DECLARED`: `tickets.read` is not among the scopes;
   *   `OPERATION_NOT_AVAILABLE` with v2 credentials.
   * @example
   * ```ts
   * for await (const ticket of client.tickets.list({ status: ['open', 'in_progress'] })) {
   *   console.log(ticket.ticket_id, ticket.title);
   * }
   * ```
   */
  list(query?: ListTickets, options?: CallOptions): PagePromise<Ticket>;

  /**
   * Gets a ticket by its id. Assumed: that it is answered as its creation is.
   *
   * @throws {ValidationError} `INVALID_PATH_PARAMETER`: an id that would reach something else.
   * @throws {NotFoundError} `NOT_FOUND`: there is none, or it belongs to the other environment.
   * @example
   * ```ts
   * const { status } = await client.tickets.get('0b8f2c1e-6d0f-4c55-8a54-3d0e5f2a9b11');
   * ```
   */
  get(id: string, options?: CallOptions): ApiPromise<Ticket>;

  /**
   * Closes a ticket. Assumed: that the ticket is answered, and that one which is closed stays so.
   *
   * @throws {ValidationError} `INVALID_PATH_PARAMETER`: an id that would reach something else.
   * @throws {NotFoundError} `NOT_FOUND`: there is none, or it belongs to the other environment.
   * @example
   * ```ts
   * await client.tickets.close('0b8f2c1e-6d0f-4c55-8a54-3d0e5f2a9b11');
   * ```
   */
  close(id: string, options?: CallOptions): ApiPromise<Ticket>;

  /**
   * Opens a closed ticket again. Assumed: that the ticket is answered.
   *
   * @throws {ValidationError} `INVALID_PATH_PARAMETER`: an id that would reach something else.
   * @throws {NotFoundError} `NOT_FOUND`: there is none, or it belongs to the other environment.
   * @example
   * ```ts
   * const { status } = await client.tickets.reopen('0b8f2c1e-6d0f-4c55-8a54-3d0e5f2a9b11');
   * ```
   */
  reopen(id: string, options?: CallOptions): ApiPromise<Ticket>;

  /** What is said about a ticket. */
  readonly comments: TicketComments;
  /** The files of a ticket. */
  readonly attachments: TicketAttachments;
}

// LuxCore's rules.
const CREATE = { title: /* @__PURE__ */ textUpTo(200) };
const LIST = { search: /* @__PURE__ */ optional(/* @__PURE__ */ textUpTo(100)) };

const readTicket = /* @__PURE__ */ enveloped(
  /* @__PURE__ */ answerWith<Ticket>({ ticket_id: isText }),
);

/** Makes the tickets of a client. */
export function createTickets(prepare: Prepare, calls: Calls, put: Put): Tickets {
  const { one, pages } = calls;
  return {
    create: (body, options) => one('tickets.create', readTicket, options, { body, rules: CREATE }),
    list: (query, options) => pages('tickets.list', options, { query, rules: LIST }),
    get: (id, options) => one('tickets.get', readTicket, options, { id }),
    close: (id, options) => one('tickets.close', readTicket, options, { id }),
    reopen: (id, options) => one('tickets.reopen', readTicket, options, { id }),
    comments: createTicketComments(calls),
    attachments: createTicketAttachments(prepare, calls, put),
  };
}
