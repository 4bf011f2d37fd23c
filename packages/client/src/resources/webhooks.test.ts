import { describe, expect, it } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { recorded } from '../../tests/recorded.ts';
import type { Client } from '../index.ts';

const ENDPOINT = { id: 'wh_1', url: 'https://shop.example', events: ['payment.completed'] };
const DELIVERY = { id: 'del_1', event_id: 'evt_1', status: 'pending' };
const NEW = { url: 'https://shop.example', events: ['payment.completed'] };

describe('webhooks.create', () => {
  it('asks for hmac_sha256 unless told, and tells the secret', async () => {
    const data = { ...ENDPOINT, secret: 'whsec_1' };
    const { client, sent } = recorded({ success: true, data }, { status: 201 });
    expect(await client.webhooks.create(NEW)).toEqual(data);
    await client.webhooks.create({ ...NEW, signature_algorithm: undefined as never });
    await client.webhooks.create({ ...NEW, signature_algorithm: 'ed25519' });
    const body = (algorithm: string): string =>
      `POST /webhooks {"signature_algorithm":"${algorithm}","url":"https://shop.example","events":["payment.completed"]}`;
    expect(sent).toEqual(['hmac_sha256', 'hmac_sha256', 'ed25519'].map(body));
  });

  it.each<[name: string, body: unknown, code: string, path: string]>([
    ['nothing', undefined, 'INVALID_REQUEST_BODY', 'body'],
    ['a list', [], 'INVALID_REQUEST_BODY', 'body'],
    ['no url', { ...NEW, url: undefined }, 'VALIDATION_ERROR', 'url'],
    ['an empty url', { ...NEW, url: ' ' }, 'VALIDATION_ERROR', 'url'],
    ['no events', { ...NEW, events: [] }, 'VALIDATION_ERROR', 'events'],
    ['one event as a text', { ...NEW, events: 'payment.completed' }, 'VALIDATION_ERROR', 'events'],
    ['an empty event', { ...NEW, events: [''] }, 'VALIDATION_ERROR', 'events'],
    ['a Map', { ...NEW, more: new Map() }, 'INVALID_REQUEST_BODY', 'more'],
    [
      'null as algorithm',
      { ...NEW, signature_algorithm: null },
      'VALIDATION_ERROR',
      'signature_algorithm',
    ],
  ])('refuses %s before anything is sent', async (_, body, code, path) => {
    const { client, sent } = recorded({});
    const error = await errorOf(client.webhooks.create(body as never));
    expect(error).toMatchObject({ code, outcome: 'not_sent', issues: [{ path }] });
    expect(sent).toEqual([]);
  });

  it('is no success without the secret: it is told this once', async () => {
    const { client } = recorded({ success: true, data: ENDPOINT }, { status: 201 });
    expect(await errorOf(client.webhooks.create(NEW))).toMatchObject({
      code: 'UNREADABLE_RESPONSE',
      outcome: 'unknown',
    });
  });
});

describe('webhooks', () => {
  it.each<[(client: Client) => PromiseLike<unknown>, sent: string, data: unknown]>([
    [({ webhooks }) => webhooks.list(), 'GET /webhooks', [ENDPOINT]],
    [({ webhooks }) => webhooks.get('wh/1'), 'GET /webhooks/wh%2F1', ENDPOINT],
    [
      ({ webhooks }) => webhooks.update('wh_1', { events: ['ticket.created'] }),
      'PUT /webhooks/wh_1 {"events":["ticket.created"]}',
      ENDPOINT,
    ],
    [({ webhooks }) => webhooks.test('wh_1'), 'POST /webhooks/wh_1/test', DELIVERY],
    [({ webhooks }) => webhooks.enable('wh_1'), 'PUT /webhooks/wh_1/enable', ENDPOINT],
    [({ webhooks }) => webhooks.disable('wh_1'), 'PUT /webhooks/wh_1/disable', ENDPOINT],
    [({ webhooks }) => webhooks.retry('wh_1'), 'POST /webhooks/wh_1/retry {}', [DELIVERY]],
    [
      ({ webhooks }) => webhooks.retry('wh_1', { event_id: 'evt_1' }),
      'POST /webhooks/wh_1/retry {"event_id":"evt_1"}',
      [DELIVERY],
    ],
  ])('%s', async (call, request, data) => {
    for (const answer of [{ success: true, data }, ...(Array.isArray(data) ? [] : [data])]) {
      const { client, sent } = recorded(answer);
      expect(await call(client)).toEqual(data);
      expect(sent).toEqual([request]);
    }
  });

  it('delete answers nothing', async () => {
    const { client, sent } = recorded(undefined, { status: 204 });
    await expect(client.webhooks.delete('wh_1')).resolves.toBeUndefined();
    expect(sent).toEqual(['DELETE /webhooks/wh_1']);
  });

  it('lists deliveries by pages', async () => {
    const { client, sent } = recorded({ data: [DELIVERY], total: 1, page: 1, limit: 1 });
    expect(await client.webhooks.events('wh_1', { limit: 1 })).toMatchObject({ data: [DELIVERY] });
    for await (const delivery of client.webhooks.events('wh_1')) {
      expect(delivery).toEqual(DELIVERY);
    }
    expect(sent).toEqual(['GET /webhooks/wh_1/events?limit=1', 'GET /webhooks/wh_1/events']);
  });

  it.each<[name: string, (client: Client) => PromiseLike<unknown>, code: string]>([
    ['an empty url', ({ webhooks }) => webhooks.update('wh_1', { url: '' }), 'VALIDATION_ERROR'],
    ['no body', ({ webhooks }) => webhooks.update('wh_1', null as never), 'INVALID_REQUEST_BODY'],
    ['no id', ({ webhooks }) => webhooks.get(''), 'INVALID_PATH_PARAMETER'],
    [
      'an event without id',
      ({ webhooks }) => webhooks.retry('wh_1', { event_id: '' }),
      'VALIDATION_ERROR',
    ],
  ])('refuses %s', async (_, call, code) => {
    const { client, sent } = recorded({});
    expect(await errorOf(call(client))).toMatchObject({ code, outcome: 'not_sent' });
    expect(sent).toEqual([]);
  });

  it.each<[name: string, (client: Client) => PromiseLike<unknown>]>([
    ['an endpoint', ({ webhooks }) => webhooks.get('wh_1')],
    ['a list of endpoints', ({ webhooks }) => webhooks.list()],
    ['a delivery', ({ webhooks }) => webhooks.test('wh_1')],
  ])('refuses what is not %s', async (_, call) => {
    const { client } = recorded({ success: true, data: { ok: true } });
    expect(await errorOf(call(client))).toMatchObject({ code: 'UNREADABLE_RESPONSE' });
  });
});
