import { describe, expect, it } from 'vitest';
import { errorOf, localServer } from '../../tests/local-server.ts';
import { KEY, paymentOf, WITHDRAWAL } from '../../tests/samples.ts';
import { scripted } from '../../tests/scripted-fetch.ts';
import { LOST, MADE, signedClient } from '../../tests/signed-client.ts';
import { wait } from '../../tests/within.ts';
import { withoutJitter } from '../../tests/without-jitter.ts';
import { apiKey, bearer, createClient, type Middleware } from '../index.ts';
import { openTelemetry } from '../opentelemetry.ts';

withoutJitter();

describe('an attempt that is over', () => {
  it('sends nothing when a supplier answers after the time-out', async () => {
    const { fetch, seen } = scripted(MADE);
    const client = createClient({
      auth: apiKey(async () => {
        await wait(60);
        return KEY;
      }),
      fetch,
      timeoutMs: 20,
      maxRetries: 0,
    });
    const error = await errorOf(client.payments.create(WITHDRAWAL));
    expect(error).toMatchObject({ code: 'REQUEST_TIMEOUT', outcome: 'not_sent' });
    await wait(100);
    expect(seen).toHaveLength(0); // "not_sent" was told to the caller
  });

  it('sends nothing when a supplier answers after the caller has ended the call', async () => {
    const { fetch, seen } = scripted(MADE);
    const client = createClient({
      auth: bearer(async () => {
        await wait(40);
        return 'opaque-token';
      }),
      fetch,
    });
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
    }, 10);
    const error = await errorOf(client.payments.create(WITHDRAWAL, { signal: controller.signal }));
    expect(error).toMatchObject({ code: 'ABORTED', outcome: 'not_sent' });
    await wait(80);
    expect(seen).toHaveLength(0);
  });

  it('sends nothing when a middleware calls next after the time-out', async () => {
    const slow: Middleware = async (request, next) => {
      await wait(60);
      return next(request);
    };
    const { client, seen } = signedClient([MADE], {
      middleware: [slow],
      timeoutMs: 20,
      maxRetries: 0,
    });
    const error = await errorOf(client.payments.create(WITHDRAWAL));
    expect(error).toMatchObject({ code: 'REQUEST_TIMEOUT', outcome: 'not_sent' });
    await wait(100);
    expect(seen).toHaveLength(0);
  });

  it('sends nothing where an outer middleware gives up before an inner has called next', async () => {
    const impatient: Middleware = (_, next) =>
      Promise.race([
        next(),
        wait(10).then(() => {
          throw new Error('too slow');
        }),
      ]);
    const slow: Middleware = async (request, next) => {
      await wait(40);
      return next(request);
    };
    const { client, seen } = signedClient([MADE], { middleware: [impatient, slow] });
    const error = await errorOf(client.payments.create(WITHDRAWAL));
    expect(error).toMatchObject({ code: 'HOOK_FAILED', outcome: 'not_sent' });
    await wait(80);
    expect(seen).toHaveLength(0);
  });

  it('sends nothing where a listener ends the call as it is told of the request', async () => {
    const controller = new AbortController();
    const { client, seen } = signedClient([MADE], {
      onEvent: (event) => {
        if (event.type === 'request') controller.abort();
      },
    });
    const error = await errorOf(client.payments.create(WITHDRAWAL, { signal: controller.signal }));
    expect(error).toMatchObject({ code: 'ABORTED', outcome: 'not_sent' });
    await wait(20);
    expect(seen).toHaveLength(0);
  });

  it('sends nothing by a transport that does not look at the signal before it sends', async () => {
    let sent = 0;
    const client = createClient({
      auth: apiKey(async () => {
        await wait(30);
        return KEY;
      }),
      // Follows the contract: it ends when told, but it was told before.
      transport: ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('aborted'));
          });
          sent++;
        }),
      timeoutMs: 10,
      maxRetries: 0,
    });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      outcome: 'not_sent',
    });
    await wait(60);
    expect(sent).toBe(0);
  });

  it('tells no event of a call that has ended: a span would never end', async () => {
    const started: string[] = [];
    const ended: string[] = [];
    const otel = openTelemetry({
      tracer: {
        startSpan: (name) => {
          started.push(name);
          return { setAttributes: () => 0, setStatus: () => 0, end: () => ended.push(name) };
        },
      },
    });
    const { fetch } = scripted(MADE);
    const client = createClient({
      auth: apiKey(async () => {
        await wait(40);
        return KEY;
      }),
      fetch,
      onEvent: otel,
      timeoutMs: 10,
      maxRetries: 0,
    });
    await errorOf(client.payments.create(WITHDRAWAL));
    await wait(80);
    expect(started).toEqual(ended);
  });

  it('rejects nothing that nobody handles when a transport fails late', async () => {
    const unhandled: unknown[] = [];
    const listener = (error: unknown): void => {
      unhandled.push(error);
    };
    process.on('unhandledRejection', listener);
    const { client } = signedClient([], {
      fetch: undefined,
      transport: async () => {
        await wait(30);
        throw LOST;
      },
      timeoutMs: 5,
      maxRetries: 0,
    });
    await errorOf(client.payments.create(WITHDRAWAL));
    await wait(60);
    process.removeListener('unhandledRejection', listener);
    expect(unhandled).toEqual([]);
  });

  it('sends nothing by the default transport of Node', async () => {
    const { baseUrl, received } = await localServer((_, response) => {
      response.writeHead(201, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(paymentOf(WITHDRAWAL)));
    });
    const client = createClient({
      auth: apiKey(async () => {
        await wait(40);
        return KEY;
      }),
      baseUrl,
      timeoutMs: 10,
      maxRetries: 0,
    });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      outcome: 'not_sent',
    });
    await wait(80);
    expect(received).toHaveLength(0);
  });
});
