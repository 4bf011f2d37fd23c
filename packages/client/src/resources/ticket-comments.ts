import type { CreateTicketComment, TicketComment } from '@luxcore/contract';
import type { ApiPromise } from '../api-promise.ts';
import type { CallOptions } from '../call-options.ts';
import { answerWith, enveloped, isText, readList } from './answer.ts';
import type { Calls } from './calls.ts';
import { TEXT } from './fields.ts';

/** The comments on a ticket; v1 alone. What is sent and answered is assumed. */
export interface TicketComments {
  /**
   * Comments on a ticket. It is not sent twice: after an error with the outcome `unknown`, look for
   * it with `tickets.comments.list` first.
   *
   * @throws {ValidationError} `VALIDATION_ERROR`: no `message`; `INVALID_PATH_PARAMETER`,
   *   `INVALID_REQUEST_BODY`: nothing was sent.
   * @throws {NotFoundError} `NOT_FOUND`: no such ticket, or one of the other environment.
   * @example
   * ```ts
   * const id = '0b8f2c1e-6d0f-4c55-8a54-3d0e5f2a9b11';
   * await client.tickets.comments.create(id, { message: 'The bank says that it was sent.' });
   * ```
   */
  create(id: string, body: CreateTicketComment, options?: CallOptions): ApiPromise<TicketComment>;

  /**
   * Lists the comments on a ticket, all of them at once.
   *
   * @throws {ValidationError} `INVALID_PATH_PARAMETER`: an id that would reach something else.
   * @throws {NotFoundError} `NOT_FOUND`: no such ticket, or one of the other environment.
   * @example
   * ```ts
   * const comments = await client.tickets.comments.list('0b8f2c1e-6d0f-4c55-8a54-3d0e5f2a9b11');
   * for (const { message } of comments) console.log(message);
   * ```
   */
  list(id: string, options?: CallOptions): ApiPromise<readonly TicketComment[]>;
}

const CREATE = { message: TEXT };
const readComment = /* @__PURE__ */ enveloped(
  /* @__PURE__ */ answerWith<TicketComment>({ message: isText }),
);

/** Makes the comments on the tickets of a client. */
export function createTicketComments({ one }: Calls): TicketComments {
  return {
    create: (id, body, options) =>
      one('tickets.comments.create', readComment, options, { id, body, rules: CREATE }),
    list: (id, options) => one('tickets.comments.list', readList, options, { id }),
  };
}
