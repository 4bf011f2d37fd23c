import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createEmulator } from '@luxcore/emulator';
import { createWebhookHandler, type WebhookHandler } from '@luxcore/webhooks';
import { toExpress } from '@luxcore/webhooks/express';
import { toFastify } from '@luxcore/webhooks/fastify';
import { toKoa } from '@luxcore/webhooks/koa';
import { toLambda } from '@luxcore/webhooks/lambda';
import { toNode } from '@luxcore/webhooks/node';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { afterEach, expect, it } from 'vitest';

const PATH = '/webhooks/luxcore';
const EVENTS = [
  'payment.created',
  'payment.completed',
  'payment.failed',
  'balance.updated',
] as const;
const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function listening(server: Server): Promise<string> {
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  if (!server.listening) {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  }
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${PATH}`;
}

const FRAMEWORKS: Readonly<Record<string, (handler: WebhookHandler) => Promise<string>>> = {
  node: (handler) => {
    const listener = toNode(handler);
    return listening(createServer((request, response) => void listener(request, response)));
  },
  express: (handler) => {
    const app = express();
    app.post(PATH, toExpress(handler));
    return listening(createServer(app));
  },
  fastify: async (handler) => {
    const app = fastify();
    await app.register(toFastify(handler, PATH));
    closers.push(() => void app.close());
    return (await app.listen({ port: 0, host: '127.0.0.1' })) + PATH;
  },
  koa: (handler) => {
    const app = new Koa();
    app.use(toKoa(handler));
    const listener = app.callback();
    return listening(createServer((request, response) => void listener(request, response)));
  },
  hono: async (handler) => {
    const app = new Hono();
    app.post(PATH, (c) => handler(c.req.raw));
    const server = await new Promise<Server>((resolve) => {
      const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => {
        resolve(started as Server);
      });
    });
    return listening(server);
  },
  'lambda, behind a gateway': (handler) => {
    const lambda = toLambda(handler);
    return listening(
      createServer((request, response) => {
        const chunks: Uint8Array[] = [];
        request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
        request.on('end', () => {
          const event = {
            httpMethod: request.method,
            headers: request.headers as Record<string, string>,
            body: Buffer.concat(chunks).toString('base64'),
            isBase64Encoded: true,
          };
          void lambda(event as Parameters<typeof lambda>[0]).then((answer) => {
            response.writeHead(answer.statusCode).end();
          });
        });
      }),
    );
  },
};

it.each(Object.entries(FRAMEWORKS))(
  'handles each event once on %s, and no payment goes back, whatever the network does',
  async (_name, start) => {
    const emulator = createEmulator();
    const { control, credentials, fetch } = emulator;
    const v1 = async (path: string, body: object, method = 'POST') => {
      const response = await fetch(`https://api.lux-core.io/api/v1${path}`, {
        method,
        headers: { 'X-API-Key': credentials.testKey, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Record<string, unknown>;
    };
    const endpoint = await v1('/webhooks', {
      url: `http://127.0.0.1:9${PATH}`,
      events: EVENTS,
      signature_algorithm: 'hmac_sha256',
    });
    const { id, secret } = endpoint.data as { id: string; secret: string };
    const handled: string[] = [];
    let failures = 2;
    const note = (event: { id: string; type: string }) => {
      if (event.type === 'payment.created' && failures-- > 0) throw new Error('the shop is away');
      handled.push(event.id);
    };
    const versions: number[] = [];
    const handler = createWebhookHandler({
      secrets: secret,
      // The emulator's clock is moved ahead of ours.
      toleranceSeconds: 3_600,
      on: {
        'payment.created': (event) => {
          note(event);
          versions.push(event.payment.status_version ?? 0);
        },
        'payment.completed': (event) => {
          note(event);
          versions.push(event.payment.status_version ?? 0);
        },
        'balance.updated': note,
      },
      onError: () => undefined,
    });
    const url = await start(handler);
    await v1(`/webhooks/${id}`, { url }, 'PUT');

    for (const fault of ['twice', 'lost_answer', 'out_of_order', 'late'] as const) {
      control.deliveryFault(fault);
    }
    await v1('/payments', {
      amount: 1_000,
      currency: 'MXN',
      method: 'spei',
      type: 'deposit',
      merchant_reference: 'order-1.emulate-completed',
    });
    await control.advance('30m');

    expect(new Set(handled).size).toBe(handled.length);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(versions.at(-1)).toBe(3);
    expect(handled.length).toBeGreaterThanOrEqual(2);
    const events = await fetch(`https://api.lux-core.io/api/v1/webhooks/${id}/events`, {
      headers: { 'X-API-Key': credentials.testKey },
    });
    const { data } = (await events.json()) as { data: { state: string }[] };
    expect(data).toHaveLength(3);
    expect(data.every(({ state }) => state === 'delivered')).toBe(true);
    await emulator.close();
  },
);
