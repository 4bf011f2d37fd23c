import { describe, expect, it } from 'vitest';
import { errorOf, json, localServer, type LocalServer } from '../../tests/local-server.ts';
import { KEY } from '../../tests/samples.ts';
import { apiKey, createClient, type Client } from '../index.ts';

interface Listing {
  readonly client: Client;
  readonly server: LocalServer;
}

/** A server with `total` payments, which gives at most `cap` a page. */
async function listing(total: number, cap = 100, change: object = {}): Promise<Listing> {
  const server = await localServer(({ path }, response) => {
    const query = new URL(path, 'http://localhost').searchParams;
    const page = Number(query.get('page') ?? 1);
    const limit = Math.min(cap, Number(query.get('limit') ?? 20));
    const data = Array.from({ length: total }, (_, index) => ({ transaction_id: index })).slice(
      (page - 1) * limit,
      page * limit,
    );
    json(response, 200, { data, total, page, limit, ...change });
  });
  return { client: createClient({ auth: apiKey(KEY), baseUrl: server.baseUrl }), server };
}

async function ids(payments: AsyncIterable<{ transaction_id: unknown }>): Promise<unknown[]> {
  const seen: unknown[] = [];
  for await (const { transaction_id } of payments) seen.push(transaction_id);
  return seen;
}

const upTo = (total: number): number[] => Array.from({ length: total }, (_, index) => index);

describe('payments.list', () => {
  it('is one page when awaited', async () => {
    const { client, server } = await listing(5);
    const page = await client.payments.list({ limit: 2, status: ['pending', 'processing'] });
    expect(page).toMatchObject({ total: 5, page: 1, limit: 2, data: { length: 2 } });
    expect(server.received.map(({ path }) => path)).toEqual([
      '/api/v1/payments?limit=2&status=pending&status=processing',
    ]);
  });

  it.each([
    [0, 1],
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 3],
  ])('is all of %i payments when iterated, in %i requests', async (total, requests) => {
    const { client, server } = await listing(total);
    expect(await ids(client.payments.list({ limit: 2, status: 'pending' }))).toEqual(upTo(total));
    expect(server.received).toHaveLength(requests);
    expect(server.received.every(({ path }) => path.includes('limit=2&status=pending'))).toBe(true);
  });

  it('goes by the limit that is answered, not by the one that was asked for', async () => {
    const { client } = await listing(7, 3);
    expect(await ids(client.payments.list({ limit: 1000 }))).toEqual(upTo(7));
  });

  it('asks every page for what was asked for when it was called', async () => {
    const { client, server } = await listing(4);
    const query: { limit: number; status: string } = { limit: 2, status: 'pending' };
    const payments = client.payments.list(query);
    query.status = 'failed';
    expect(await ids(payments)).toEqual(upTo(4));
    expect(server.received.every(({ path }) => path.includes('status=pending'))).toBe(true);
  });

  it('begins at the page that was asked for', async () => {
    const { client } = await listing(5);
    expect(await ids(client.payments.list({ page: 2, limit: 2 }))).toEqual([2, 3, 4]);
  });

  it('asks for a page only when it is needed, and for the first only once', async () => {
    const { client, server } = await listing(100);
    const payments = client.payments.list({ limit: 10 });
    await payments;
    for await (const { transaction_id } of payments) {
      if ((transaction_id as unknown) === 12) break;
    }
    expect(server.received).toHaveLength(2);
  });

  it('ends at a page without payments, whatever the total says', async () => {
    const { client, server } = await listing(3, 100, { total: 1000 });
    expect(await ids(client.payments.list({ limit: 2 }))).toEqual([0, 1, 2]);
    expect(server.received).toHaveLength(3);
  });

  it('does not turn in circles where the server ignores the page', async () => {
    const { client, server } = await listing(10, 100, { page: 1 });
    const error = await errorOf(ids(client.payments.list({ limit: 2 })));
    expect(error).toMatchObject({ code: 'UNREADABLE_RESPONSE', details: { page: 1 } });
    expect(error.message).toMatch(/^list: expected page 2 /);
    expect(server.received).toHaveLength(2);
  });

  it.each([
    { data: undefined },
    { total: '9' },
    { page: null },
    { limit: 0 },
    { limit: undefined },
  ])('is not iterated where the answer is no page: %o', async (change) => {
    const { client } = await listing(3, 100, change);
    const error = await errorOf(ids(client.payments.list()));
    expect(error).toMatchObject({ code: 'UNREADABLE_RESPONSE' });
  });

  it('ends with its signal, between pages too', async () => {
    const controller = new AbortController();
    const { client } = await listing(10);
    const { signal } = controller;
    const seen: unknown[] = [];
    const error = await errorOf(
      (async () => {
        for await (const payment of client.payments.list({ limit: 2 }, { signal })) {
          seen.push(payment);
          controller.abort();
        }
      })(),
    );
    expect(error).toMatchObject({ code: 'ABORTED', outcome: 'not_sent' });
    expect(seen).toHaveLength(2);
  });

  it('refuses a query that would be lost', async () => {
    const { client, server } = await listing(1);
    const query = new URLSearchParams('status=pending') as never;
    expect(await errorOf(client.payments.list(query))).toMatchObject({ code: 'VALIDATION_ERROR' });
    expect(server.received).toHaveLength(0);
  });
});
