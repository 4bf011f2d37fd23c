import { afterEach, expect, it, vi } from 'vitest';
import { ownConnection } from './own-connection.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('is left to the runtime where it is not Deno', () => {
  expect(ownConnection('POST')).toEqual({});
  vi.stubGlobal('Deno', { version: {} });
  expect(ownConnection('POST')).toEqual({});
});

it('is one that keeps none, on Deno, for what may not be sent twice', () => {
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
