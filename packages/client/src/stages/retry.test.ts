import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorOf, refusedUrl } from '../../tests/local-server.ts';
import { ANY_BALANCE, KEY } from '../../tests/samples.ts';
import { refusal, scripted, type Step } from '../../tests/scripted-fetch.ts';
import { apiKey, createClient, type ClientEvent, type ClientOptions } from '../index.ts';
import { backoffMs } from './backoff.ts';
import { retryBudget } from './retry-budget.ts';

const OK = { status: 200, body: ANY_BALANCE };

function clientOf(steps: readonly Step[], options: Partial<ClientOptions> = {}) {
  const { fetch, seen } = scripted(...steps);
  const auth = apiKey(KEY);
  return { client: createClient({ fetch, ...options, auth }), seen };
}

let random = 0;
beforeEach(() => {
  random = 0;
  vi.spyOn(Math, 'random').mockImplementation(() => random);
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a retry', () => {
  it.each([
    ['a 429', refusal(429, 'RATE_LIMIT_EXCEEDED')],
    ['a 400 that passes', refusal(400, 'LOCK_TIMEOUT')],
    ['a 500', refusal(500, 'PROVIDER_ERROR')],
    ['a 504', { status: 504 }],
    ['a lost connection', new Error('reset')],
  ] as [string, Step][])('follows %s', async (_, step) => {
    const { client, seen } = clientOf([step, step, OK]);
    const { attempts } = await client.balance.all().withResponse();
    expect(attempts).toBe(3);
    expect(seen).toHaveLength(3);
  });

  it.each([
    [400, 'VALIDATION_ERROR'],
    [401, 'INVALID_API_KEY'],
    [403, 'INSUFFICIENT_SCOPE'],
    [404, 'NOT_FOUND'],
    [422, 'VALIDATION_ERROR'],
  ])('does not follow %i %s', async (status, code) => {
    const { client, seen } = clientOf([refusal(status, code), OK]);
    expect(await errorOf(client.balance.all())).toMatchObject({ code, outcome: 'rejected' });
    expect(seen).toHaveLength(1);
  });

  it('follows a port that refuses', async () => {
    const events: ClientEvent[] = [];
    const client = createClient({
      auth: apiKey(KEY),
      baseUrl: await refusedUrl(),
      onEvent: (event) => events.push(event),
    });
    expect(await errorOf(client.balance.all())).toMatchObject({ outcome: 'not_sent' });
    expect(events.filter(({ type }) => type === 'retry')).toHaveLength(2);
  });

  it.each([429, 503])('waits as long as the Retry-After of a %i says', async (status) => {
    const { client, seen } = clientOf([refusal(status, 'X', { 'Retry-After': '1' }), OK], {
      limiter: false,
    });
    const start = performance.now();
    await client.balance.all();
    expect(performance.now() - start).toBeGreaterThan(990);
    expect(seen).toHaveLength(2);
  });

  it.each([429, 503])('does not wait longer than a minute after a %i', async (status) => {
    const { client, seen } = clientOf([refusal(status, 'X', { 'Retry-After': '61' }), OK]);
    expect(await errorOf(client.balance.all())).toMatchObject({ status, retryAfterMs: 61_000 });
    expect(seen).toHaveLength(1);
  });

  it('is not waited for longer than the call has time', async () => {
    const { client, seen } = clientOf([refusal(429, 'X', { 'Retry-After': '2' }), OK], {
      totalTimeoutMs: 1000,
    });
    const start = performance.now();
    expect(await errorOf(client.balance.all())).toMatchObject({
      name: 'RateLimitError',
      status: 429,
    });
    expect(performance.now() - start).toBeLessThan(900);
    expect(seen).toHaveLength(1);
  });

  // Pain: abort waits out the backoff (openai-node#2580).
  it('ends at once when the caller ends the call', async () => {
    const controller = new AbortController();
    const { client } = clientOf([refusal(429, 'X', { 'Retry-After': '30' }), OK], {
      onEvent: ({ type }) => {
        if (type === 'retry')
          setTimeout(() => {
            controller.abort();
          }, 10);
      },
    });
    const start = performance.now();
    const error = await errorOf(client.balance.all({ signal: controller.signal }));
    expect(error).toMatchObject({ code: 'ABORTED', outcome: 'not_sent' });
    expect(performance.now() - start).toBeLessThan(2000);
  });

  // Pain: one timeout signal shared by all attempts (svix).
  it('has a time of its own for each attempt', async () => {
    const late: Step = () =>
      new Promise((resolve) => {
        setTimeout(() => {
          resolve(Response.json(ANY_BALANCE));
        }, 60);
      });
    const { client, seen } = clientOf(['hang', 'hang', late], { timeoutMs: 100 });
    await client.balance.all();
    expect(seen).toHaveLength(3);
  });

  it('ends with totalTimeoutMs, whatever it is doing', async () => {
    const { client } = clientOf(['hang'], { timeoutMs: 200, totalTimeoutMs: 500 });
    const error = await errorOf(client.balance.all());
    expect(error).toMatchObject({ code: 'REQUEST_TIMEOUT' });
    expect(error.message).toContain('totalTimeoutMs');
  });
});

describe('backoffMs', () => {
  it('is between nothing and a bound that doubles, up to 8 s', () => {
    random = 0;
    expect(backoffMs(5)).toBe(0);
    random = 1;
    expect([0, 1, 2, 3, 4, 5, 6, 60].map((retries) => backoffMs(retries))).toEqual([
      250, 500, 1000, 2000, 4000, 8000, 8000, 8000,
    ]);
  });

  it('is no less than LuxCore asks for', () => {
    expect(backoffMs(0, 700)).toBe(700);
    random = 1;
    expect(backoffMs(2, 700)).toBe(1000);
  });
});

describe('retryBudget', () => {
  it('has a hundred retries that fail, and gets back what succeeds', () => {
    const budget = retryBudget();
    for (let retries = 0; retries < 100; retries++) expect(budget.spend()).toBe(true);
    expect(budget.spend()).toBe(false);
    for (let successes = 0; successes < 4; successes++) budget.succeed(false);
    expect(budget.spend()).toBe(false);
    budget.succeed(false);
    expect(budget.spend()).toBe(true);
    expect(budget.spend()).toBe(false);
    budget.succeed(true);
    expect(budget.spend()).toBe(true);
  });

  it('holds no more than it began with', () => {
    const budget = retryBudget();
    for (let successes = 0; successes < 1000; successes++) budget.succeed(false);
    for (let retries = 0; retries < 100; retries++) budget.spend();
    expect(budget.spend()).toBe(false);
  });

  it('stops a client from sending each request three times when nothing works', async () => {
    const { client, seen } = clientOf([{ status: 503 }], { limiter: false });
    for (let calls = 0; calls < 60; calls++) await errorOf(client.balance.all());
    expect(seen).toHaveLength(60 + 100);
  });
});
