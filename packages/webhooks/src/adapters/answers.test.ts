/** What adapters answer besides the status: headers, and nothing where somebody has answered. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { signDelivery } from '../sign-delivery.ts';
import { createWebhookHandler } from '../webhook-handler.ts';
import { toExpress } from './express.ts';
import { toLambda } from './lambda.ts';
import { toNode } from './node.ts';
import { ask, closeServers, FRAMEWORKS, listening } from './test-frameworks.node.ts';

const secret = 'whsec_c2VjcmV0';
const small = createWebhookHandler({ secrets: secret, on: {}, maxBytes: 100 });
const event = { id: 'evt_1', event: 'webhook.test' };

afterEach(closeServers);

const start = async (framework: string) => (await FRAMEWORKS[framework]?.(small)) ?? '';

describe.each(['node', 'express', 'express 4', 'koa', 'koa 2', 'fastify'])('%s', (framework) => {
  it('ends the connection of a body that is too long, and of no other', async () => {
    const url = await start(framework);
    const send = async (body: string) => {
      const sent = signDelivery({ body, secret });
      const { status, headers } = await ask(url, { method: 'POST', ...sent });
      return [status, headers.get('Connection')];
    };
    expect(await send('x'.repeat(101))).toEqual([413, 'close']);
    expect(await send(JSON.stringify(event))).toEqual([200, 'keep-alive']);
  });
});

describe('a method other than POST', () => {
  it.each(['node', 'koa'])('is answered 405 with what is allowed by %s', async (framework) => {
    const { status, headers } = await ask(await start(framework));
    expect([status, headers.get('Allow')]).toEqual([405, 'POST']);
  });

  it('is answered 405 with what is allowed by a Lambda function', async () => {
    expect(await toLambda(small)({ httpMethod: 'PUT', body: '' })).toEqual({
      statusCode: 405,
      headers: { Allow: 'POST' },
      body: '',
    });
  });
});

describe('where a time limit has answered meanwhile', () => {
  it.each([
    ['node', toNode(small)],
    ['express', toExpress(small)],
  ])('%s answers no second time', async (_, listener) => {
    let ended: Promise<void> | undefined;
    const late = (request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(408).end();
      ended = listener(request, response);
    };
    const url = await listening(createServer(late));
    const { status, headers } = await ask(url);
    await ended;
    expect([status, headers.get('Allow')]).toEqual([408, null]);
  });
});
