import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { LazyPromise, type ApiPromise, type ApiResponse } from './api-promise.ts';

function responseOf<Data>(data: Data): ApiResponse<Data> {
  return { data, status: 200, headers: new Headers(), requestId: 'req_1', attempts: 1 };
}

describe('ApiPromise', () => {
  it('sends nothing until it is awaited', async () => {
    const start = vi.fn(() => Promise.resolve(responseOf(1)));
    const call = new LazyPromise(start);
    await sleep(5);
    expect(start).not.toHaveBeenCalled();
    expect(await call).toBe(1);
  });

  it.each<[string, (call: ApiPromise<number>) => Promise<unknown>]>([
    ['then', (call) => call.then()],
    ['catch', (call) => call.catch(() => 0)],
    ['finally', (call) => call.finally(() => 0)],
    ['withResponse', (call) => call.withResponse()],
    ['Promise.all', (call) => Promise.all([call])],
  ])('is started by %s, and never twice', async (_, observe) => {
    const start = vi.fn(() => Promise.resolve(responseOf(1)));
    const call = new LazyPromise(start);
    await Promise.all([observe(call), observe(call), call]);
    await observe(call);
    expect(start).toHaveBeenCalledTimes(1);
  });

  it('gives the data, and the answer around it', async () => {
    const call = new LazyPromise(() => Promise.resolve(responseOf('data')));
    expect(await call.then((data) => data.length)).toBe(4);
    expect(await call.withResponse()).toMatchObject({ data: 'data', status: 200, attempts: 1 });
  });

  it('rejects whoever observes it, and nobody else', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const call = new LazyPromise<never>(() => Promise.reject(new Error('refused')));
    expect(await call.catch((error: unknown) => (error as Error).message)).toBe('refused');
    await expect(call.finally()).rejects.toThrow('refused');
    await expect(call.withResponse()).rejects.toThrow('refused');
    await sleep(5);
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('calls itself a promise', () => {
    const call: Promise<number> = new LazyPromise(() => Promise.resolve(responseOf(1)));
    expect(Object.prototype.toString.call(call)).toBe('[object Promise]');
  });
});
