import { isOpenStatus } from '@luxcore/contract';
import type { Hono } from 'hono/quick';
import type { Bindings } from '../app.ts';
import { ApiError } from '../http/api-error.ts';
import { boundedBytes } from '../http/bounded-bytes.ts';
import { IPAY_PATH, PAGE_PATH } from '../payments/hosted-urls.ts';
import type { Payments, StoredPayment } from '../payments/payments.ts';
import type { State } from '../state/state.ts';
import { MAX_ATTACHMENT_BYTES } from '../tickets/ticket-schemas.ts';
import { UPLOAD_PATH, type Tickets } from '../tickets/tickets.ts';
import { paymentPage } from './payment-page.ts';

export interface PageParts {
  readonly state: State;
  readonly payments: Payments;
  readonly tickets: Tickets;
  readonly now: () => number;
}

/** Nothing of a page runs that is not of it, and nobody else shows it in a frame. */
const PAGE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'same-origin',
} as const;

const SEE_OTHER = 303;

/** What of LuxCore is no API: the hosted pages, iPay's form, and where attachments are put. */
export function addPages(app: Hono<{ Bindings: Bindings }>, parts: PageParts): void {
  const { state, payments, tickets, now } = parts;

  function find(token: string): StoredPayment {
    const stored = payments.ofPage(token);
    if (stored !== undefined) return stored;
    throw new ApiError('NOT_FOUND', 'page: expected that of a payment');
  }

  app.get(`${PAGE_PATH}:token`, (c) => {
    const stored = find(c.req.param('token'));
    return c.html(paymentPage(stored, now()), 200, PAGE_HEADERS);
  });

  app.post(`${PAGE_PATH}:token`, async (c) => {
    const token = c.req.param('token');
    const action = (await formOf(c.req.raw)).get('action');
    if (action !== 'approve' && action !== 'decline') {
      throw ApiError.ofField('VALIDATION_ERROR', 'action', 'approve or decline', action);
    }
    const { payment } = find(token);
    // Twice clicked is once paid, and what is over is shown as it is.
    if (isOpenStatus(payment.status)) {
      state.transaction(() =>
        payments.settle(
          payment.transaction_id,
          action === 'approve' ? 'completed' : 'failed',
          'PROVIDER_ERROR',
        ),
      );
    }
    return c.redirect(PAGE_PATH + token, SEE_OTHER);
  });

  app.post(IPAY_PATH, async (c) => {
    const token = (await formOf(c.req.raw)).get('token') ?? '';
    find(token);
    return c.redirect(PAGE_PATH + token, SEE_OTHER);
  });

  app.put(`${UPLOAD_PATH}:token`, async (c) => {
    const bytes = await boundedBytes(c.req.raw, MAX_ATTACHMENT_BYTES);
    state.transaction(() => {
      tickets.upload(c.req.param('token'), c.req.header('content-type'), bytes);
    });
    return c.body(null, 204);
  });
}

/** The fields of a form that a page has posted. */
async function formOf(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.toLowerCase().startsWith('application/x-www-form-urlencoded')) {
    throw new ApiError('UNSUPPORTED_MEDIA_TYPE', 'Content-Type: expected that of a form');
  }
  const bytes = await boundedBytes(request);
  return new URLSearchParams(new TextDecoder().decode(bytes));
}
