/** Servers of every framework with one route for webhooks, for tests here and elsewhere. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import express from 'express';
// @ts-expect-error -- its types are those of version 5 here
import express4 from 'express4';
import fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
// @ts-expect-error -- its types are those of version 3 here
import Koa2 from 'koa2';
import type { WebhookHandler } from '../webhook-handler.ts';
import { toExpress } from './express.ts';
import { toFastify } from './fastify.ts';
import { toKoa } from './koa.ts';
import { toLambda } from './lambda.ts';
import { toNode } from './node.ts';

export const PATH = '/webhooks/luxcore';

const closers: (() => void)[] = [];

/** Ends every server that was started. */
export function closeServers(): void {
  for (const close of closers.splice(0)) close();
}

/** Listens, unless it does by now, and gives the URL of the route. */
export async function listening(server: Server): Promise<string> {
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

/** An adapter that does not answer fails by this, and not at the end of a test. */
const ANSWER_WITHIN_MS = 10_000;

/** Asks for an answer, and does not wait for ever. */
export function ask(url: string, request?: RequestInit): Promise<Response> {
  return fetch(url, { ...request, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
}

/** Serves a handler at a route, and gives its URL. */
export type Start = (handler: WebhookHandler) => Promise<string>;

function startKoa(app: Koa, handler: WebhookHandler): Promise<string> {
  // It prints that a sender hung up.
  app.silent = true;
  app.use(toKoa(handler));
  const listener = app.callback();
  return listening(createServer((request, response) => void listener(request, response)));
}

export const FRAMEWORKS: Readonly<Record<string, Start>> = {
  node: (handler) => {
    const listener = toNode(handler);
    return listening(createServer((request, response) => void listener(request, response)));
  },
  express: (handler) => {
    const app = express();
    app.post(PATH, toExpress(handler));
    return listening(createServer(app));
  },
  'express 4': (handler) => {
    const app = (express4 as unknown as typeof express)();
    app.post(PATH, toExpress(handler));
    return listening(createServer(app));
  },
  'express behind express.raw': (handler) => {
    const app = express();
    app.use(express.raw({ type: '*/*', limit: '3mb' }));
    app.post(PATH, toExpress(handler));
    return listening(createServer(app));
  },
  koa: (handler) => startKoa(new Koa(), handler),
  'koa 2': (handler) => startKoa(new (Koa2 as unknown as typeof Koa)(), handler),
  fastify: async (handler) => {
    const app = fastify();
    await app.register(toFastify(handler, PATH));
    const origin = await app.listen({ port: 0, host: '127.0.0.1' });
    closers.push(() => void app.close());
    return `${origin}${PATH}`;
  },
  hono: (handler) => startHono((app) => app.post(PATH, (c) => handler(c.req.raw))),
  'lambda behind a gateway': (handler) => {
    const lambda = toLambda(handler);
    return listening(
      createServer((request, response) => {
        const chunks: Uint8Array[] = [];
        request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
        request.on('end', () => {
          const event = {
            httpMethod: request.method,
            headers: request.headers,
            body: Buffer.concat(chunks).toString('base64'),
            isBase64Encoded: true,
          };
          void lambda(event as Parameters<typeof lambda>[0]).then(({ statusCode, headers }) => {
            response.writeHead(statusCode, { ...headers }).end();
          });
        });
      }),
    );
  },
};

/** Starts Hono with the routes that are added to it. */
export async function startHono(addRoutes: (app: Hono) => unknown): Promise<string> {
  const app = new Hono();
  addRoutes(app);
  const server = await new Promise<Server>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => {
      resolve(started as Server);
    });
  });
  return listening(server);
}
