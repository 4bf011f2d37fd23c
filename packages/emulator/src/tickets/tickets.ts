import type { Environment, Ticket } from '@luxcore/contract';
import type { Events } from '../events/events.ts';
import { ApiError } from '../http/api-error.ts';
import { bytesOfText, textOfBytes } from '../http/base64.ts';
import { parseBody } from '../http/zod-issues.ts';
import type { Ids } from '../ids.ts';
import type { Caller } from '../merchants/merchants.ts';
import type { State } from '../state/state.ts';
import type { Table } from '../state/table.ts';
import { sorted, ticketFilter } from './ticket-query.ts';
import { commentSchema, createTicketSchema, uploadUrlSchema } from './ticket-schemas.ts';

interface StoredTicket {
  readonly ticket: Ticket;
  readonly merchantId: number;
  readonly environment: Environment;
}

/** [Assumed] A comment on a ticket. */
export interface StoredComment {
  readonly comment_id: string;
  readonly ticket_id: string;
  readonly message: string;
  readonly author: 'merchant';
  readonly created_at: string;
}

interface StoredAttachment {
  readonly id: string;
  readonly ticketId: string;
  readonly token: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly size: number;
  /** Base64; `null` before it was uploaded. */
  readonly bytes: string | null;
}

/** The bytes of an attachment, and what they are. */
export interface Attachment {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Where the bytes of attachments are put, by the token at its end. */
export const UPLOAD_PATH = '/uploads/';

/** The tickets of all merchants, their comments and attachments. */
export class Tickets {
  readonly #tickets: Table<StoredTicket>;
  readonly #comments: Table<StoredComment>;
  readonly #attachments: Table<StoredAttachment>;
  /** The attachment of each token. */
  readonly #uploads: Table<{ readonly id: string }>;
  readonly #events: Events;
  readonly #ids: Ids;
  readonly #now: () => number;

  constructor(state: State, events: Events, ids: Ids, now: () => number) {
    this.#tickets = state.table('tickets');
    this.#comments = state.table('comments');
    this.#attachments = state.table('attachments');
    this.#uploads = state.table('uploads');
    this.#events = events;
    this.#ids = ids;
    this.#now = now;
  }

  create({ merchantId, environment }: Caller, body: object): Ticket {
    const fields = parseBody(createTicketSchema, body);
    const ticket: Ticket = {
      ticket_id: this.#tickets.freshKey(() => this.#ids.uuid()),
      status: 'open',
      ...fields,
      created_at: this.#time(),
    } as Ticket;
    const stored = this.#tickets.set(ticket.ticket_id, { ticket, merchantId, environment });
    this.#events.publish(stored, 'ticket.created', { ticket });
    return ticket;
  }

  /** The newest first, unless `sort_by` says another field. */
  list(caller: Caller, query: URLSearchParams): Ticket[] {
    const passes = ticketFilter(query);
    const tickets = [...this.#tickets.values()]
      .filter((stored) => belongsTo(stored, caller) && passes(stored.ticket))
      .map(({ ticket }) => ticket)
      .reverse();
    return sorted(tickets, query);
  }

  get(caller: Caller, id: string): Ticket {
    return this.#find(caller, id).ticket;
  }

  close(caller: Caller, id: string): Ticket {
    return this.#setStatus(caller, id, 'closed', 'ticket.closed');
  }

  reopen(caller: Caller, id: string): Ticket {
    return this.#setStatus(caller, id, 'open', 'ticket.updated');
  }

  /** As LuxCore's support would. */
  resolve(id: string): Ticket {
    const stored = this.#tickets.get(id);
    if (stored === undefined) throw notFound();
    return this.#move(stored, 'resolved', 'ticket.resolved');
  }

  comment(caller: Caller, id: string, body: object): StoredComment {
    const { message } = parseBody(commentSchema, body);
    const stored = this.#find(caller, id);
    const comment_id = this.#comments.freshKey(() => this.#ids.uuid());
    const comment: StoredComment = {
      comment_id,
      ticket_id: id,
      message,
      author: 'merchant',
      created_at: this.#time(),
    };
    this.#comments.set(comment_id, comment);
    this.#events.publish(stored, 'ticket.comment_added', { ticket: stored.ticket, comment });
    return comment;
  }

  /** The oldest first. */
  comments(caller: Caller, id: string): StoredComment[] {
    this.#find(caller, id);
    return [...this.#comments.values()].filter(({ ticket_id }) => ticket_id === id);
  }

  /** [Assumed] where the bytes are put, and by what they are fetched later. */
  uploadUrl(caller: Caller, id: string, body: object, origin: string): object {
    const { file_name, content_type, size } = parseBody(uploadUrlSchema, body);
    this.#find(caller, id);
    const attachment: StoredAttachment = {
      id: this.#attachments.freshKey(() => this.#ids.uuid()),
      ticketId: id,
      token: this.#uploads.freshKey(() => this.#ids.letters(32)),
      fileName: file_name,
      contentType: content_type,
      size,
      bytes: null,
    };
    this.#attachments.set(attachment.id, attachment);
    this.#uploads.set(attachment.token, { id: attachment.id });
    return {
      upload_url: `${origin}${UPLOAD_PATH}${attachment.token}`,
      attachment_id: attachment.id,
    };
  }

  /** Takes the bytes of an attachment, which the token in its URL allows: no credentials are looked at. */
  upload(token: string, contentType: string | undefined, bytes: Uint8Array): void {
    const found = this.#attachments.get(this.#uploads.get(token)?.id ?? '');
    if (found === undefined)
      throw new ApiError('NOT_FOUND', 'upload_url: expected one that was issued');
    if (contentType !== found.contentType) {
      throw ApiError.ofField('VALIDATION_ERROR', 'Content-Type', found.contentType, contentType);
    }
    if (bytes.length !== found.size) {
      throw ApiError.ofField(
        'VALIDATION_ERROR',
        'size',
        `${String(found.size)} bytes`,
        bytes.length,
      );
    }
    this.#attachments.set(found.id, { ...found, bytes: textOfBytes(bytes) });
  }

  attachment(caller: Caller, id: string, attachmentId: string): Attachment {
    this.#find(caller, id);
    const found = this.#attachments.get(attachmentId);
    if (found?.ticketId !== id || found.bytes === null) {
      throw new ApiError(
        'NOT_FOUND',
        'attachmentId: expected that of an attachment which was uploaded',
      );
    }
    const { fileName, contentType, bytes } = found;
    return { fileName, contentType, bytes: bytesOfText(bytes) };
  }

  #setStatus(
    caller: Caller,
    id: string,
    status: string,
    event: 'ticket.closed' | 'ticket.updated',
  ): Ticket {
    const stored = this.#find(caller, id);
    return stored.ticket.status === status ? stored.ticket : this.#move(stored, status, event);
  }

  #move(
    stored: StoredTicket,
    status: string,
    event: 'ticket.closed' | 'ticket.updated' | 'ticket.resolved',
  ): Ticket {
    const ticket = { ...stored.ticket, status, updated_at: this.#time() };
    this.#tickets.set(ticket.ticket_id, { ...stored, ticket });
    this.#events.publish(stored, event, { ticket });
    return ticket;
  }

  #find(caller: Caller, id: string): StoredTicket {
    const stored = this.#tickets.get(id);
    if (stored !== undefined && belongsTo(stored, caller)) return stored;
    throw notFound();
  }

  #time(): string {
    return new Date(this.#now()).toISOString();
  }
}

function belongsTo(stored: StoredTicket, caller: Caller): boolean {
  return stored.merchantId === caller.merchantId && stored.environment === caller.environment;
}

function notFound(): ApiError {
  return new ApiError('NOT_FOUND', 'id: expected that of a ticket of this merchant');
}
