import type { Page, PageQuery } from './page.ts';

/** The status of a ticket, open to others. */
export type TicketStatus = 'open' | 'in_progress' | 'resolved' | 'closed' | (string & {});

/** A support ticket. The record is open: LuxCore's samples do not show every field. */
export interface Ticket extends TicketFields {
  /** LuxCore's id: a UUID. */
  readonly ticket_id: string;
  /** Where the ticket stands; `open` when created. */
  readonly status: TicketStatus;
  readonly [field: string]: unknown;
}

/** The body of `POST /tickets`. */
export type CreateTicket = TicketFields;

/** What a ticket is made with. */
export interface TicketFields {
  /** At most 200 characters. */
  readonly title: string;
  /** What happened, in full. */
  readonly description?: string;
  /** The subject. */
  readonly category?: string;
  /** The subject within the category. */
  readonly sub_category?: string;
  /** The payment that the ticket is about. */
  readonly payment_id?: string;
  /** The transaction that the ticket is about. */
  readonly transaction_id?: string;
  /** A reference of your own. */
  readonly reference?: string;
  /** Whether a refund is asked for. */
  readonly requires_refund?: boolean;
}

/** The query of `GET /tickets`. */
export interface ListTickets extends PageQuery {
  /** One status, or several. */
  readonly status?: TicketStatus | readonly TicketStatus[];
  /** One category, or several. */
  readonly category?: string | readonly string[];
  /** A text to look for, at most 100 characters. */
  readonly search?: string;
  /** The payment that the ticket is about. */
  readonly payment_id?: string;
  /** ISO 8601 time: only tickets created after it. */
  readonly created_after?: string;
  /** ISO 8601 time: only tickets created before it. */
  readonly created_before?: string;
  /** The field by which to sort. */
  readonly sort_by?: string;
}

/** One page of tickets. The envelope is assumed. */
export type TicketList = Page<Ticket>;

/** The body of `POST /tickets/{id}/comments`. Assumed. */
export interface CreateTicketComment {
  /** The text of the comment. */
  readonly message: string;
}

/** A comment on a ticket. Assumed. */
export interface TicketComment {
  /** The text of the comment. */
  readonly message: string;
  readonly [field: string]: unknown;
}

/** The body of `POST /tickets/{id}/upload-url`. Assumed. */
export interface CreateUploadUrl {
  /** The name of the file, without a path. */
  readonly file_name: string;
  /** The media type, such as `image/png`. */
  readonly content_type: string;
  /** The size in bytes. */
  readonly size: number;
}

/** Where to PUT the bytes of an attachment, without credentials. Assumed. */
export interface UploadUrl {
  /** The URL that takes the bytes. */
  readonly upload_url: string;
  /** The id by which the attachment is fetched later. */
  readonly attachment_id: string;
}
