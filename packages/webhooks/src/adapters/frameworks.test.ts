import { createServer, request as httpRequest } from 'node:http';
import { isLuxCoreError } from '@luxcore/errors';
import express from 'express';
import fastify from 'fastify';
import Koa from 'koa';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { signDelivery } from '../sign-delivery.ts';
import { createWebhookHandler, type WebhookHandler } from '../webhook-handler.ts';
import { toExpress } from './express.ts';
import { toFastify } from './fastify.ts';
import { toKoa } from './koa.ts';
import { toNode } from './node.ts';
import {
  ask,
  closeServers,
  FRAMEWORKS,
  listening,
  PATH,
  startHono,
  type Start,
} from './test-frameworks.node.ts';

const SECRET = 'whsec_c2VjcmV0IG9mIHRoZSBlbmRwb2ludA==';

afterEach(closeServers);

function setUp() {
  const codes: unknown[] = [];
  const messages: string[] = [];
  const completed = vi.fn<(event: { id: string }) => unknown>();
  const handler = createWebhookHandler({
    secrets: SECRET,
    on: { 'payment.completed': completed },
    onError: (error) => {
      codes.push(isLuxCoreError(error) ? error.code : undefined);
      messages.push((error as Error).message);
    },
  });
  return { handler, codes, messages, completed };
}

const event = {
  id: 'evt_1',
  event: 'payment.completed',
  payment: { id: 'pay_1', status_version: 1 },
};

function send(url: string, { headers, body }: ReturnType<typeof signDelivery>): Promise<Response> {
  return ask(url, { method: 'POST', headers, body });
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

/** Koa behind a parser that leaves this of the body's text on the request. */
function startKoaBehind(handler: WebhookHandler, parse: (text: string) => object): Promise<string> {
  const app = new Koa();
  app.use(async (ctx, next) => {
    Object.assign(ctx.request, parse(await textOf(ctx.req)));
    await next();
  });
  app.use(toKoa(handler));
  const listener = app.callback();
  return listening(createServer((request, response) => void listener(request, response)));
}

/** Fastify with a hook that puts this in place of the body. */
async function startFastify(
  handler: WebhookHandler,
  parse: (text: string) => unknown,
): Promise<string> {
  const app = fastify();
  app.addHook('preValidation', async (request) => {
    request.body = parse(await textOf(request.body as AsyncIterable<unknown>));
  });
  await app.register(toFastify(handler, PATH));
  await app.ready();
  return listening(app.server);
}

describe.each(Object.entries(FRAMEWORKS))('%s', (_, start) => {
  it('hands the event of a delivery to its function, once', async () => {
    const { handler, completed, codes } = setUp();
    const url = await start(handler);
    for (let copy = 0; copy < 2; copy++) {
      const response = await send(url, signDelivery({ event, secret: SECRET }));
      expect([response.status, await response.text()]).toEqual([200, '']);
    }
    expect(completed.mock.calls.map(([{ id }]) => id)).toEqual(['evt_1']);
    expect(codes).toEqual([]);
  });

  it('keeps the body to the byte', async () => {
    const { handler, completed } = setUp();
    const url = await start(handler);
    const body = `\ufeff\n { "note" : "🎉 é",\t ${JSON.stringify(event).slice(1)}\r\n`;
    expect((await send(url, signDelivery({ body, secret: SECRET }))).status).toBe(200);
    expect(completed).toHaveBeenCalledTimes(1);
  });

  it('says 401, 400 and 413, and no more', async () => {
    const { handler, completed, codes } = setUp();
    const url = await start(handler);
    const cases = [
      [401, signDelivery({ event, secret: 'whsec_b3RoZXI=' })],
      [401, { headers: { 'Content-Type': 'application/json' }, body: '{}' }],
      [400, signDelivery({ body: 'no JSON', secret: SECRET })],
      [413, signDelivery({ body: 'x'.repeat(2_000_000), secret: SECRET })],
    ] as const;
    for (const [status, signed] of cases) {
      const response = await send(url, signed);
      expect([response.status, await response.text()]).toEqual([status, '']);
    }
    expect(codes.slice(0, 3)).toEqual(['INVALID_SIGNATURE', 'MISSING_HEADER', 'INVALID_EVENT']);
    expect(completed).not.toHaveBeenCalled();
    expect((await send(url, signDelivery({ event, secret: SECRET }))).status).toBe(200);
  });

  it('lets a sender of far too much see the 413, every time', async () => {
    const { handler } = setUp();
    const url = await start(handler);
    const signed = signDelivery({ body: 'x'.repeat(2_500_000), secret: SECRET });
    for (let time = 0; time < 20; time++) expect((await send(url, signed)).status).toBe(413);
  });

  it('has an event sent again whose function failed, and a copy wait for the first', async () => {
    const { handler, completed } = setUp();
    const url = await start(handler);
    completed.mockImplementationOnce(() => {
      throw new Error('no');
    });
    const signed = signDelivery({ event, secret: SECRET });
    expect((await send(url, signed)).status).toBe(500);
    let end: (() => void) | undefined;
    completed.mockImplementationOnce(
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    );
    const first = send(url, signed);
    await vi.waitFor(() => {
      expect(end).toBeDefined();
    });
    expect((await send(url, signed)).status).toBe(503);
    end?.();
    expect((await first).status).toBe(200);
  });

  it('survives a sender that hangs up', async () => {
    const { handler } = setUp();
    const url = await start(handler);
    await new Promise<void>((resolve) => {
      const headers = {
        ...signDelivery({ event, secret: SECRET }).headers,
        'Content-Length': '500',
      };
      const sent = httpRequest(url, { method: 'POST', headers });
      sent.on('error', () => {
        resolve();
      });
      sent.write('{"id":');
      setTimeout(() => sent.destroy(), 30);
      sent.on('close', () => {
        resolve();
      });
    });
    expect((await send(url, signDelivery({ event, secret: SECRET }))).status).toBe(200);
  });
});

describe('a parser that was there before', () => {
  it.each<[string, string, Start]>([
    [
      'express.json()',
      'mount the route before `express.json()`',
      (handler) => {
        const app = express();
        app.use(express.json());
        app.post(PATH, toExpress(handler));
        return listening(createServer(app));
      },
    ],
    [
      'a body parser of Koa',
      'body parser',
      (handler) => startKoaBehind(handler, (text) => ({ body: JSON.parse(text) as unknown })),
    ],
    [
      'something that read the request',
      'before anything',
      (handler) => {
        const listener = toNode(handler);
        return listening(
          createServer((request, response) => {
            request.resume().on('end', () => void listener(request, response));
          }),
        );
      },
    ],
    [
      'a hook of Fastify',
      'register `toFastify` outside of the scope whose hooks replace the body',
      (handler) => startFastify(handler, JSON.parse),
    ],
    [
      'c.req.json() of Hono',
      'before it is read',
      (handler) =>
        startHono((app) =>
          app.post(PATH, async (c) => {
            await c.req.raw.json();
            return handler(c.req.raw);
          }),
        ),
    ],
  ])('%s is answered 500, and onError is told the mend', async (_, mend, start) => {
    const { handler, codes, messages, completed } = setUp();
    const url = await start(handler);
    const response = await send(url, signDelivery({ event, secret: SECRET }));
    expect([response.status, await response.text()]).toEqual([500, '']);
    expect(codes).toEqual(['RAW_BODY_REQUIRED']);
    expect(messages[0]).toContain(mend);
    expect(completed).not.toHaveBeenCalled();
  });

  it('is no matter where it left the raw body, as text or bytes', async () => {
    for (const parser of [
      express.text({ type: '*/*' }),
      express.json({
        verify: (request, _, rawBody) => {
          Object.assign(request, { rawBody });
        },
      }),
    ]) {
      const { handler } = setUp();
      const app = express();
      app.use(parser);
      app.post(PATH, toExpress(handler));
      const url = await listening(createServer(app));
      expect((await send(url, signDelivery({ event, secret: SECRET }))).status).toBe(200);
    }
  });

  it('is no matter in Fastify and Koa either, where it left the raw body', async () => {
    const raw: readonly Start[] = [
      (handler) => startFastify(handler, (text) => text),
      (handler) => startFastify(handler, (text) => new TextEncoder().encode(text)),
      (handler) =>
        startKoaBehind(handler, (text) => ({ body: JSON.parse(text) as unknown, rawBody: text })),
    ];
    for (const start of raw) {
      const { handler, codes } = setUp();
      const { status } = await send(await start(handler), signDelivery({ event, secret: SECRET }));
      expect([status, codes]).toEqual([200, []]);
    }
  });

  it.each([null, undefined])('may have left %s: a body of no bytes', async (nothing) => {
    const { handler, codes } = setUp();
    const url = await startFastify(handler, () => nothing);
    expect((await send(url, signDelivery({ body: '', secret: SECRET }))).status).toBe(400);
    expect(codes).toEqual(['INVALID_EVENT']);
  });

  it.each([
    ['a number', 500, 'RAW_BODY_REQUIRED', () => 7],
    ['another text', 401, 'INVALID_SIGNATURE', (text: string) => `${text} `],
  ])('may have left %s, which is answered %i', async (_, expected, code, parse) => {
    const { handler, codes } = setUp();
    const url = await startFastify(handler, parse);
    const { status } = await send(url, signDelivery({ event, secret: SECRET }));
    expect([status, codes]).toEqual([expected, [code]]);
  });
});
