import { hmac } from '../auth/hmac.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

beforeEach(() => {
  // The connection is kept by the module.
  vi.resetModules();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it('is left to the runtime where it is not Deno', async () => {
  const { ownConnection } = await import('./own-connection.ts');
  expect(ownConnection('POST')).toEqual({});
  vi.stubGlobal('Deno', { version: {} });
  expect(ownConnection('POST')).toEqual({});
});

it('is one that keeps none, on Deno, for what may not be sent twice', async () => {
  const { ownConnection } = await import('./own-connection.ts');
  const client = {};
  const createHttpClient = vi.fn(() => client);
  vi.stubGlobal('Deno', { createHttpClient });
  expect(ownConnection('GET')).toEqual({});
  expect(createHttpClient).not.toHaveBeenCalled();
  for (const method of ['POST', 'PUT', 'DELETE'] as const) {
    expect(ownConnection(method).client).toBe(client);
  }
  expect(createHttpClient.mock.calls).toEqual([[{ poolMaxIdlePerHost: 0 }]]);
});

it('is what a request waits for: where it cannot be made, nothing is sent', async () => {
  const { createClient } = await import('../create-client.ts');
  const send = vi.fn();
  vi.stubGlobal('fetch', send);
  vi.stubGlobal('Deno', {
    createHttpClient: () => {
      throw new Error('not here');
    },
  });
  const auth = hmac({ merchantId: 1024, secret: 'test_secret' });
  const client = createClient({
    auth,
    baseUrl: 'http://127.0.0.1:1',
    maxRetries: 0,
  });
  const call = client.payments.create({
    type: 'deposit',
    amount: 100,
    currency: 'MXN',
    method: 'spei',
  });
  await expect(call).rejects.toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'not_sent' });
  expect(send).not.toHaveBeenCalled();
});
