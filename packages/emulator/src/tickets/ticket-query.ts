import type { Ticket } from '@luxcore/contract';
import { ApiError } from '../http/api-error.ts';
import { single } from '../http/query.ts';

/** LuxCore's rule. */
const MAX_SEARCH_CHARACTERS = 100;

/** [Assumed] The fields by which a list is sorted. */
const SORTABLE: readonly string[] = ['created_at', 'title', 'status', 'category'];

/** Sorted by the field that a query names, or as they are. */
export function sorted(tickets: Ticket[], query: URLSearchParams): Ticket[] {
  const sortBy = single(query, 'sort_by');
  if (sortBy === undefined) return tickets;
  if (!SORTABLE.includes(sortBy)) {
    throw ApiError.ofField('VALIDATION_ERROR', 'sort_by', SORTABLE.join(', '), sortBy);
  }
  return tickets.sort((a, b) => compare(textOf(a, sortBy), textOf(b, sortBy)));
}

/** LuxCore's rule: `status` and `category` may be repeated. [Assumed] what `search` looks through. */
export function ticketFilter(query: URLSearchParams): (ticket: Ticket) => boolean {
  const [statuses, categories] = [query.getAll('status'), query.getAll('category')];
  const search = single(query, 'search')?.toLowerCase();
  if (search !== undefined && search.length > MAX_SEARCH_CHARACTERS) {
    const expected = `at most ${String(MAX_SEARCH_CHARACTERS)} characters`;
    throw ApiError.ofField('VALIDATION_ERROR', 'search', expected, search.length);
  }
  const paymentId = single(query, 'payment_id');
  const [after, before] = [timeOf(query, 'created_after'), timeOf(query, 'created_before')];
  return (ticket) => {
    const created = Date.parse(String(ticket.created_at));
    const words = `${ticket.title}\n${ticket.description ?? ''}`.toLowerCase();
    return (
      (statuses.length === 0 || statuses.includes(ticket.status)) &&
      (categories.length === 0 || categories.includes(ticket.category ?? '')) &&
      (search === undefined || words.includes(search)) &&
      (paymentId === undefined || ticket.payment_id === paymentId) &&
      (after === undefined || created > after) &&
      (before === undefined || created < before)
    );
  };
}

const ISO_TIME = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;

function timeOf(query: URLSearchParams, name: string): number | undefined {
  const value = single(query, name);
  if (value === undefined) return undefined;
  const time = ISO_TIME.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw ApiError.ofField('VALIDATION_ERROR', name, 'an ISO 8601 time', value);
}

function textOf(ticket: Ticket, field: string): string {
  const value = ticket[field];
  return typeof value === 'string' ? value : '';
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
