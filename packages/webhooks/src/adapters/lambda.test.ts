import { describe, expect, it, vi } from 'vitest';
import { signDelivery } from '../sign-delivery.ts';
import { createWebhookHandler } from '../webhook-handler.ts';
import { toLambda } from './lambda.ts';

const SECRET = 'whsec_c2VjcmV0';
const event = { id: 'evt_1', event: 'payment.completed', payment: { id: 'pay_1', note: '🎉' } };

function setUp() {
  const completed = vi.fn();
  const errors: string[] = [];
  const lambda = toLambda(
    createWebhookHandler({
      secrets: SECRET,
      on: { 'payment.completed': completed },
      onError: (error) => errors.push((error as Error).message),
    }),
  );
  return { lambda, completed, errors };
}

const { headers, body } = signDelivery({ event, secret: SECRET });
const text = body as string;
const base64 = Buffer.from(text).toString('base64');
const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));

describe('toLambda', () => {
  it.each([
    ['payload 2.0', { requestContext: { http: { method: 'POST' } }, headers, body: text }],
    ['payload 2.0 in base64', { headers, body: base64, isBase64Encoded: true }],
    ['payload 1.0', { httpMethod: 'POST', headers, multiValueHeaders: lists, body: text }],
    [
      'payload 1.0 of a console, without lists',
      { httpMethod: 'POST', headers, multiValueHeaders: null, requestContext: {}, body: text },
    ],
    [
      'an ALB with lists',
      { httpMethod: 'POST', requestContext: { elb: {} }, multiValueHeaders: lists, body: text },
    ],
    ['an event without a method', { requestContext: {}, headers, body: text }],
    ['text that is said to be text', { headers, body: text, isBase64Encoded: false }],
  ])('handles %s', async (_, incoming) => {
    const { lambda, completed, errors } = setUp();
    const answer = await lambda(incoming);
    expect(errors).toEqual([]);
    expect(answer).toMatchObject({ statusCode: 200, body: '' });
    expect(completed).toHaveBeenCalledTimes(1);
  });

  it('answers 405 to another method, and 401 to what is not signed', async () => {
    const { lambda } = setUp();
    expect((await lambda({ httpMethod: 'GET', headers, body: null })).statusCode).toBe(405);
    const get = { requestContext: { http: { method: 'GET' } }, headers };
    expect((await lambda(get)).statusCode).toBe(405);
    expect((await lambda({ headers, body: null })).statusCode).toBe(401);
    expect((await lambda({ headers })).statusCode).toBe(401);
    expect((await lambda({ body: text })).statusCode).toBe(401);
  });

  it('refuses a parsed body, and names the mend', async () => {
    const { lambda, errors } = setUp();
    const parsed = { headers, body: event as unknown as string };
    expect((await lambda(parsed)).statusCode).toBe(500);
    expect(errors[0]).toContain('the event');
  });

  it('refuses base64 that is none', async () => {
    const { lambda, errors, completed } = setUp();
    const answer = await lambda({ headers, body: '%%%', isBase64Encoded: true });
    expect(answer.statusCode).toBe(500);
    expect(errors[0]).toContain('received a text that is no base64; pass the event as it came');
    expect(completed).not.toHaveBeenCalled();
  });
});
