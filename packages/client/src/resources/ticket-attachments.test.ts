import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { errorOf, json, localServer, refusedUrl, type Handler } from '../../tests/local-server.ts';
import { recorded } from '../../tests/recorded.ts';
import { KEY } from '../../tests/samples.ts';
import { apiKey, createClient, type Client } from '../index.ts';

const FILE = {
  file_name: 'receipt.png',
  content_type: 'image/png',
  bytes: Uint8Array.from([0, 1, 254, 255]),
};

/** A client, and a storage apart from LuxCore that answers the PUT. */
async function storage(handler: Handler, at = (url: string) => url) {
  const store = await localServer(handler);
  const luxcore = await localServer((_, response) => {
    const upload_url = at(`${store.baseUrl}/bucket/secret-token?signature=abc`);
    json(response, 201, { upload_url, attachment_id: 'a-1' });
  });
  const client = createClient({ auth: apiKey(KEY), baseUrl: luxcore.baseUrl });
  return { client, store, luxcore };
}

const taken: Handler = (_, response) => response.writeHead(200).end();

describe('tickets.attachments.upload', () => {
  it('asks for a URL and puts the bytes there, once', async () => {
    const { client, store, luxcore } = await storage(taken);
    const bytes = Buffer.from(FILE.bytes);
    const call = client.tickets.attachments.upload('t-1', { ...FILE, bytes });
    bytes.fill(7);
    expect(await call).toEqual({ attachment_id: 'a-1' });
    expect(await call.withResponse()).toMatchObject({ status: 201, attempts: 1 });
    expect(luxcore.received.map(({ path, body }) => `${path} ${body.toString()}`)).toEqual([
      '/api/v1/tickets/t-1/upload-url {"file_name":"receipt.png","content_type":"image/png","size":4}',
    ]);
    expect(store.received.map(({ method, path, body }) => [method, path, [...body]])).toEqual([
      ['PUT', '/bucket/secret-token?signature=abc', [...FILE.bytes]],
    ]);
  });

  // Pain: credentials that go to a storage of somebody else.
  it('puts them without credentials, and without the headers of the call', async () => {
    const { client, store, luxcore } = await storage(taken);
    await client.tickets.attachments.upload('t-1', FILE, { headers: { 'X-Own': '1' } });
    expect(luxcore.received[0]?.headers).toMatchObject({ 'x-api-key': KEY, 'x-own': '1' });
    const headers = store.received[0]?.headers ?? {};
    expect(headers).toMatchObject({ 'content-type': 'image/png', 'content-length': '4' });
    expect(headers).not.toHaveProperty('x-own');
    expect(inspect(store.received[0])).not.toContain(KEY);
  });

  it('sends nothing unless it is awaited', async () => {
    const { client, luxcore } = await storage(taken);
    void client.tickets.attachments.upload('t-1', FILE);
    const { bytes: _, ...file } = FILE;
    const asked = await client.tickets.attachments.uploadUrl('t-1', { ...file, size: 4 });
    expect(asked).toMatchObject({ attachment_id: 'a-1' });
    expect(luxcore.received).toHaveLength(1);
  });

  it.each([
    [403, 'INSUFFICIENT_SCOPE', 'rejected'],
    [404, 'NOT_FOUND', 'rejected'],
    [500, 'SERVER_ERROR', 'unknown'],
  ])('tells that the bytes were refused by a %d', async (status, code, outcome) => {
    const { client } = await storage((_, response) => response.writeHead(status).end('<Error/>'));
    const error = await errorOf(client.tickets.attachments.upload('t-1', FILE));
    expect(error).toMatchObject({
      name: 'ConnectionError',
      code: 'UPLOAD_FAILED',
      status,
      outcome,
      cause: { code },
    });
    expect(inspect(error)).not.toContain('secret-token');
  });

  it('follows no redirect', async () => {
    const { client, store } = await storage((_, response) =>
      response.writeHead(307, { Location: '/elsewhere' }).end(),
    );
    expect(await errorOf(client.tickets.attachments.upload('t-1', FILE))).toMatchObject({
      name: 'RedirectError',
      code: 'UNEXPECTED_REDIRECT',
    });
    expect(store.received).toHaveLength(1);
  });

  it.each([
    ['plain http', () => 'http://storage.example/secret-token', 'one at http://storage.example'],
    ['a file', () => 'file:///etc/passwd', 'one at null'],
    ['a path', () => '/bucket/secret-token', 'no URL'],
    [
      'a URL with a password',
      (url: string) => url.replace('//', '//me:secret-token@'),
      'one at http://127.0.0.1:',
    ],
  ])('does not put bytes to %s', async (_, at, says) => {
    const { client, store } = await storage(taken, at);
    const error = await errorOf(client.tickets.attachments.upload('t-1', FILE));
    expect(error).toMatchObject({ name: 'ConfigurationError', code: 'INSECURE_URL' });
    expect(error.message).toContain(says);
    expect(inspect(error)).not.toContain('secret-token');
    expect(store.received).toEqual([]);
  });

  it('tells a connection that fails', async () => {
    const refused = await refusedUrl();
    const { client } = await storage(taken, () => `${refused}/secret-token`);
    const error = await errorOf(client.tickets.attachments.upload('t-1', FILE));
    expect(error).toMatchObject({ code: 'CONNECTION_FAILED' });
    expect(inspect(error)).not.toContain('secret-token');
  });

  it('ends in time, and when the caller says so', async () => {
    const controller = new AbortController();
    const { client } = await storage(() => {
      controller.abort();
    });
    const { signal } = controller;
    const { attachments } = client.tickets;
    expect(await errorOf(attachments.upload('t-1', FILE, { signal }))).toMatchObject({
      code: 'ABORTED',
    });
    expect(await errorOf(attachments.upload('t-1', FILE, { timeoutMs: 100 }))).toMatchObject({
      code: 'REQUEST_TIMEOUT',
    });
  });

  it.each<[name: string, file: unknown, path: string]>([
    ['nothing', undefined, 'file_name'],
    ['no name', { ...FILE, file_name: '' }, 'file_name'],
    ['no type', { ...FILE, content_type: undefined }, 'content_type'],
    ['a type with a line break', { ...FILE, content_type: 'image/png\r\nX: 1' }, 'content_type'],
    ['no bytes', { ...FILE, bytes: undefined }, 'bytes'],
    ['empty bytes', { ...FILE, bytes: new Uint8Array() }, 'bytes'],
    ['a text', { ...FILE, bytes: 'abc' }, 'bytes'],
    ['numbers of another width', { ...FILE, bytes: new Float64Array(1) }, 'bytes'],
  ])('refuses %s before anything is sent', async (_, file, path) => {
    const { client, sent } = recorded({});
    const error = await errorOf(client.tickets.attachments.upload('t-1', file as never));
    expect(error).toMatchObject({ code: 'VALIDATION_ERROR', outcome: 'not_sent' });
    expect(error).toMatchObject({ issues: [{ path }] });
    expect(sent).toEqual([]);
  });

  it('rejects where its URL is not told', async () => {
    const { client, sent } = recorded({ attachment_id: 'a-1' });
    expect(await errorOf(client.tickets.attachments.upload('t-1', FILE))).toMatchObject({
      code: 'UNREADABLE_RESPONSE',
    });
    expect(sent).toHaveLength(1);
  });
});

describe('tickets.attachments.uploadUrl', () => {
  it.each([0, -1, 1.5, '4', undefined])('refuses the size %s', async (size) => {
    const { client, sent } = recorded({});
    const body = { file_name: 'a', content_type: 'b/c', size } as never;
    expect(await errorOf(client.tickets.attachments.uploadUrl('t-1', body))).toMatchObject({
      issues: [{ path: 'size' }],
    });
    expect(sent).toEqual([]);
  });
});

describe('tickets.attachments.get', () => {
  const download = (client: Client): PromiseLike<unknown> =>
    client.tickets.attachments.get('t-1', 'a/1');

  it('refuses an answer without bytes', async () => {
    const { client, sent } = recorded(undefined, { status: 204 });
    expect(await errorOf(download(client))).toMatchObject({ code: 'UNREADABLE_RESPONSE' });
    expect(new Set(sent)).toEqual(new Set(['GET /tickets/t-1/attachments/a%2F1']));
  });
});
