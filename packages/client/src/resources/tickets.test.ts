import { describe, expect, it } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { recorded } from '../../tests/recorded.ts';
import type { Client } from '../index.ts';

const TICKET = { ticket_id: 't-1', title: 'Refund', status: 'open' };
const COMMENT = { message: 'Soon' };

describe('tickets', () => {
  it.each<[(client: Client) => PromiseLike<unknown>, sent: string, data: unknown]>([
    [
      ({ tickets }) => tickets.create({ title: 'Refund', requires_refund: true }),
      'POST /tickets {"title":"Refund","requires_refund":true}',
      TICKET,
    ],
    [({ tickets }) => tickets.get('t-1'), 'GET /tickets/t-1', TICKET],
    [({ tickets }) => tickets.close('t-1'), 'POST /tickets/t-1/close', TICKET],
    [({ tickets }) => tickets.reopen('t-1'), 'POST /tickets/t-1/reopen', TICKET],
    [
      ({ tickets }) => tickets.comments.create('t-1', COMMENT),
      'POST /tickets/t-1/comments {"message":"Soon"}',
      COMMENT,
    ],
    [({ tickets }) => tickets.comments.list('t-1'), 'GET /tickets/t-1/comments', [COMMENT]],
  ])('%s', async (call, request, data) => {
    const { client, sent } = recorded({ success: true, data });
    expect(await call(client)).toEqual(data);
    expect(sent).toEqual([request]);
  });

  it('lists by pages, filtered', async () => {
    const { client, sent } = recorded({ data: [TICKET], total: 2, page: 1, limit: 2 });
    const query = { status: ['open', 'closed'], search: 'x'.repeat(100), limit: 2 };
    expect(await client.tickets.list(query)).toMatchObject({ data: [TICKET] });
    await client.tickets.list();
    const search = `search=${'x'.repeat(100)}`;
    expect(sent).toEqual([
      `GET /tickets?status=open&status=closed&${search}&limit=2`,
      'GET /tickets',
    ]);
  });

  // By code points, the most generous count.
  it.each(['x'.repeat(200), '😀'.repeat(200)])('takes a title of 200 characters', async (title) => {
    const { client } = recorded({ data: TICKET });
    expect(await client.tickets.create({ title })).toEqual(TICKET);
  });

  it.each<[name: string, (client: Client) => PromiseLike<unknown>, code: string]>([
    ['no ticket', ({ tickets }) => tickets.create(undefined as never), 'INVALID_REQUEST_BODY'],
    ['no title', ({ tickets }) => tickets.create({} as never), 'VALIDATION_ERROR'],
    ['an empty title', ({ tickets }) => tickets.create({ title: '' }), 'VALIDATION_ERROR'],
    [
      'a long title',
      ({ tickets }) => tickets.create({ title: 'x'.repeat(201) }),
      'VALIDATION_ERROR',
    ],
    [
      'a long search',
      ({ tickets }) => tickets.list({ search: 'x'.repeat(101) }),
      'VALIDATION_ERROR',
    ],
    ['a query of text', ({ tickets }) => tickets.list('open' as never), 'VALIDATION_ERROR'],
    [
      'no comment',
      ({ tickets }) => tickets.comments.create('t', { message: '' }),
      'VALIDATION_ERROR',
    ],
    ['no id', ({ tickets }) => tickets.comments.list('..'), 'INVALID_PATH_PARAMETER'],
  ])('refuses %s', async (_, call, code) => {
    const { client, sent } = recorded({});
    expect(await errorOf(call(client))).toMatchObject({ code, outcome: 'not_sent' });
    expect(sent).toEqual([]);
  });
});

describe('payments.methods', () => {
  const VALID = { method: 'spei', currency: 'MXN', type: 'deposit', valid: true };

  it('lists and validates', async () => {
    const listing = recorded({ success: true, data: [{ method: 'spei' }] });
    expect(await listing.client.payments.methods.list()).toEqual([{ method: 'spei' }]);
    const { client, sent } = recorded({ success: true, data: VALID });
    expect(await client.payments.methods.validate({ method: 'spei', currency: 'MXN' })).toEqual(
      VALID,
    );
    expect([...listing.sent, ...sent]).toEqual([
      'GET /payments/methods',
      'POST /payments/methods/validate {"method":"spei","currency":"MXN"}',
    ]);
  });

  it('refuses to ask about nothing, and takes no answer without valid', async () => {
    const { client, sent } = recorded({ data: {} });
    const { methods } = client.payments;
    expect(await errorOf(methods.validate({ method: '', currency: 'MXN' }))).toMatchObject({
      issues: [{ path: 'method' }],
    });
    expect(sent).toEqual([]);
    expect(await errorOf(methods.validate({ method: 'spei', currency: 'MXN' }))).toMatchObject({
      code: 'UNREADABLE_RESPONSE',
    });
  });
});

describe('merchants', () => {
  const BALANCE = { balance_amount: '1', available_amount: '1', frozen_amount: '0' };

  it('takes the id as a number or a text', async () => {
    const { client, sent } = recorded({ ...BALANCE, balances: [BALANCE] });
    expect(await client.merchants.balance(1024, { currency: 'ARS' })).toMatchObject(BALANCE);
    expect(await client.merchants.balances('1024')).toMatchObject({ balances: [BALANCE] });
    expect(sent).toEqual([
      'GET /merchants/1024/balance?currency=ARS',
      'GET /merchants/1024/balance/all',
    ]);
  });

  it.each([Number.NaN, 1.5, undefined, '', null])('refuses the id %s', async (id) => {
    const { client } = recorded({});
    expect(await errorOf(client.merchants.balances(id as never))).toMatchObject({
      code: 'INVALID_PATH_PARAMETER',
      outcome: 'not_sent',
    });
  });
});
