import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyDelivery, type WebhookEvent } from '@luxcore/webhooks';
import { describe, expect, it } from 'vitest';
import { CREDENTIALS } from '../merchants/credentials.ts';
import { DEPOSIT, START, testEmulator, WITHDRAWAL, type TestEmulator } from '../test-emulator.ts';

const URL_HERE = 'http://127.0.0.1:9/webhooks';
const EVENTS = ['payment.created', 'payment.completed', 'payment.failed', 'payment.cancelled'];

/** An endpoint in this process that keeps what it gets, and answers what it is told. */
function receiver(answers: number[] = []) {
  const got: { event: WebhookEvent; at: number; timestamp: string | null }[] = [];
  let secret = '';
  const emulator: TestEmulator = testEmulator({
    webhookFetch: async (request) => {
      const body = await request.text();
      const now = () => Number(request.headers.get('x-webhook-timestamp')) * 1000;
      const event = verifyDelivery({ headers: request.headers, body }, { secrets: secret, now });
      const timestamp = request.headers.get('x-webhook-timestamp');
      got.push({ event, at: now() - START, timestamp });
      return new Response(null, { status: answers.shift() ?? 200 });
    },
  });
  const create = async (events: readonly string[] = EVENTS, url = URL_HERE) => {
    const { status, body } = await emulator.v1('POST', '/webhooks', {
      url,
      events,
      signature_algorithm: 'hmac_sha256',
    });
    expect([status, body.success]).toEqual([201, true]);
    const data = body.data as { id: string; secret: string };
    secret = data.secret;
    return data.id;
  };
  return { emulator, got, create, types: () => got.map(({ event }) => event.type) };
}

describe('webhook endpoints', () => {
  it('show their secret once, and are changed, disabled, enabled and deleted', async () => {
    const { emulator, create } = receiver();
    const id = await create();
    const path = `/webhooks/${id}`;
    const { data } = (await emulator.v1('GET', path)).body as { data: Record<string, unknown> };
    expect(data).toEqual({
      id,
      url: URL_HERE,
      events: EVENTS,
      status: 'active',
      signature_algorithm: 'hmac_sha256',
      created_at: new Date(START).toISOString(),
    });
    expect((await emulator.v1('GET', '/webhooks')).body.data).toEqual([data]);
    const changed = await emulator.v1('PUT', path, { events: ['webhook.test'] });
    expect(changed.body.data).toMatchObject({ url: URL_HERE, events: ['webhook.test'] });
    expect((await emulator.v1('PUT', `${path}/disable`)).body.data).toMatchObject({
      status: 'disabled',
    });
    expect((await emulator.v1('POST', `${path}/test`)).status).toBe(400);
    expect((await emulator.v1('PUT', `${path}/enable`)).body.data).toMatchObject({
      status: 'active',
    });
    expect(await emulator.v1('DELETE', path)).toMatchObject({ status: 204, body: {} });
    expect((await emulator.v1('GET', path)).status).toBe(404);
  });

  it('of the other environment are not found', async () => {
    const { emulator, create } = receiver();
    const id = await create();
    for (const [method, suffix] of [
      ['GET', ''],
      ['PUT', ''],
      ['DELETE', ''],
      ['POST', '/test'],
      ['GET', '/events'],
      ['POST', '/retry'],
    ] as const) {
      const body = method === 'PUT' ? {} : undefined;
      const path = `/webhooks/${id}${suffix}`;
      const answer = await emulator.v1(method, path, body, CREDENTIALS.productionKey);
      expect([method, suffix, answer.status]).toEqual([method, suffix, 404]);
    }
    expect(
      (await emulator.v1('GET', '/webhooks', undefined, CREDENTIALS.productionKey)).body,
    ).toEqual({ success: true, data: [] });
  });

  it.each([
    ['a name', 'http://localhost:3000/'],
    ['another machine', 'https://shop.example/webhooks'],
    ['a private network', 'http://10.0.0.1/'],
    ['metadata of a cloud', 'http://169.254.169.254/'],
    ['credentials in it', 'http://user:password@127.0.0.1/'],
    ['another scheme', 'file:///etc/passwd'],
    ['no URL', 'webhooks'],
    ['everything', 'http://0.0.0.0/'],
  ])('do not go to %s', async (_case, url) => {
    const { emulator } = receiver();
    const body = { url, events: EVENTS, signature_algorithm: 'hmac_sha256' };
    const { status, body: answer } = await emulator.v1('POST', '/webhooks', body);
    expect([status, answer.error]).toEqual([400, 'VALIDATION_ERROR']);
    expect(JSON.stringify(answer)).toContain('webhookOrigins');
  });

  it('go to an origin that is listed', async () => {
    const emulator = testEmulator({ webhookOrigins: ['https://shop.example'] });
    const body = {
      url: 'https://shop.example/hook',
      events: EVENTS,
      signature_algorithm: 'hmac_sha256',
    };
    expect((await emulator.v1('POST', '/webhooks', body)).status).toBe(201);
    expect(() => testEmulator({ webhookOrigins: ['https://shop.example/'] })).toThrow(
      'webhookOrigins',
    );
  });

  it.each([
    [{ events: [] }],
    [{ events: ['payment.paid'] }],
    [{ events: 'payment.created' }],
    [{ url: 7 }],
    [{ signature_algorithm: 'md5' }],
    [{ signature_algorithm: undefined }],
  ])('are refused with %j', async (change) => {
    const { emulator } = receiver();
    const good = { url: URL_HERE, events: EVENTS, signature_algorithm: 'hmac_sha256' };
    const { status, body } = await emulator.v1('POST', '/webhooks', { ...good, ...change });
    expect([status, body.error]).toEqual([400, 'VALIDATION_ERROR']);
  });
});

describe('deliveries', () => {
  it('tell the life of a payment, with a status_version that rises', async () => {
    const { emulator, got, create, types } = receiver();
    await create();
    const { body } = await emulator.v1('POST', '/payments', DEPOSIT);
    emulator.control.settle(String(body.transaction_id), 'completed');
    await emulator.control.idle();
    expect(types()).toEqual(['payment.created', 'payment.completed']);
    const payments = got.map(({ event }) => (event as { payment: object }).payment);
    expect(payments[1]).toEqual({
      id: body.transaction_id,
      status: 'completed',
      status_version: 2,
      amount: 150_000,
      currency: 'MXN',
      type: 'deposit',
      merchant_id: 1024,
      merchant_reference: null,
      method: 'spei',
      fee: 1_500,
      net_amount: 148_500,
      created_at: new Date(START).toISOString(),
      confirmed_at: new Date(START).toISOString(),
    });
    expect(payments[0]).toMatchObject({ status: 'pending', status_version: 1, confirmed_at: null });
  });

  it('go to who asks for the event, in that environment', async () => {
    const { emulator, create, types } = receiver();
    await create(['payment.completed', 'balance.updated']);
    await emulator.v1('POST', '/payments', WITHDRAWAL, CREDENTIALS.productionKey);
    await emulator.v1('POST', '/payments', WITHDRAWAL);
    await emulator.control.advance('10s');
    expect(types()).toEqual(['balance.updated', 'payment.completed', 'balance.updated']);
  });

  it('are sent again with a fresh timestamp, later each time, until they are acknowledged', async () => {
    const { emulator, got, create } = receiver([500, 302, 404, 204]);
    const id = await create();
    await emulator.v1('POST', '/payments', DEPOSIT);
    await emulator.control.advance('5m');
    expect(got.map(({ at }) => at)).toEqual([0, 10_000, 30_000, 70_000]);
    expect(new Set(got.map(({ event }) => event.id)).size).toBe(1);
    const { body } = await emulator.v1('GET', `/webhooks/${id}/events`);
    expect(body).toMatchObject({
      total: 1,
      data: [{ status: 'delivered', attempts: [500, 302, 404, 204].map((status) => ({ status })) }],
    });
  });

  it('fail after eight attempts, and start anew when that is asked for', async () => {
    const { emulator, got, create } = receiver(Array<number>(8).fill(503));
    const id = await create(['payment.created']);
    await emulator.v1('POST', '/payments', DEPOSIT);
    await emulator.control.advance('25m');
    expect(got).toHaveLength(8);
    const { data } = (await emulator.v1('GET', `/webhooks/${id}/events`)).body as {
      data: { status: string; event_id: string }[];
    };
    expect(data[0]?.status).toBe('failed');
    expect((await emulator.v1('POST', `/webhooks/${id}/retry`, { event_id: 'evt_x' })).status).toBe(
      404,
    );
    const again = await emulator.v1('POST', `/webhooks/${id}/retry`, {
      event_id: data[0]?.event_id,
    });
    expect(again.body.data).toHaveLength(1);
    await emulator.control.idle();
    expect(got).toHaveLength(9);
    expect((await emulator.v1('POST', `/webhooks/${id}/retry`)).body.data).toEqual([]);
  });

  it('are not sent to an endpoint that is disabled or deleted meanwhile', async () => {
    const { emulator, got, create } = receiver([500, 500]);
    const id = await create();
    await emulator.v1('POST', '/payments', DEPOSIT);
    await emulator.v1('PUT', `/webhooks/${id}/disable`);
    await emulator.v1('POST', '/payments', DEPOSIT);
    await emulator.control.advance('10m');
    expect(got).toHaveLength(1);
  });

  it('test an endpoint that asks for nothing of the kind', async () => {
    const { emulator, create, types } = receiver();
    const id = await create();
    const { body } = await emulator.v1('POST', `/webhooks/${id}/test`);
    expect(body.data).toMatchObject({ event: 'webhook.test', status: 'pending' });
    await emulator.control.idle();
    expect(types()).toEqual(['webhook.test']);
  });

  it('come twice, late, out of order and again though they arrived, as in life', async () => {
    const { emulator, got, create } = receiver();
    await create(['payment.created']);
    const references = ['twice', 'late', 'out_of_order', 'lost_answer', 'right'] as const;
    for (const reference of references) {
      if (reference !== 'right') emulator.control.deliveryFault(reference);
      await emulator.v1('POST', '/payments', { ...DEPOSIT, merchant_reference: reference });
    }
    await emulator.control.advance('2m');
    const order = got.map(({ event, at }) => {
      const { payment } = event as unknown as { payment: { merchant_reference: string } };
      return [payment.merchant_reference, at / 1000];
    });
    expect(order).toEqual([
      ['twice', 0],
      ['lost_answer', 0],
      ['right', 0],
      ['twice', 5],
      ['out_of_order', 5],
      ['lost_answer', 10],
      ['late', 60],
    ]);
  });

  it('say why there was no answer', async () => {
    const emulator = testEmulator({ webhookFetch: () => Promise.reject(new TypeError('refused')) });
    const body = { url: URL_HERE, events: EVENTS, signature_algorithm: 'hmac_sha256' };
    const created = await emulator.v1('POST', '/webhooks', body);
    const { id } = created.body.data as { id: string };
    await emulator.v1('POST', '/payments', DEPOSIT);
    await emulator.control.idle();
    expect((await emulator.v1('GET', `/webhooks/${id}/events`)).body.data).toMatchObject([
      { status: 'pending', attempts: [{ status: null, error: 'refused' }] },
    ]);
  });

  it('go over HTTP, and follow no redirect', async () => {
    const paths: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { Location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const emulator = testEmulator();
    const url = `http://127.0.0.1:${String(port)}/hook`;
    const body = { url, events: EVENTS, signature_algorithm: 'hmac_sha256' };
    await emulator.v1('POST', '/webhooks', body);
    await emulator.v1('POST', '/payments', DEPOSIT);
    await emulator.control.idle();
    server.close();
    expect(paths).toEqual(['/hook']);
  });
});
