import { ConnectionError, PermissionError } from '@luxcore/errors';
import { describe, expect, it } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { WITHDRAWAL } from '../../tests/samples.ts';
import { LOST, signedClient } from '../../tests/signed-client.ts';
import { withoutJitter } from '../../tests/without-jitter.ts';

withoutJitter();

describe('a transport of the caller', () => {
  it('that uses up the bytes does not change what is replayed', async () => {
    const bodies: string[] = [];
    const { client } = signedClient([], {
      fetch: undefined,
      transport: (request) => {
        bodies.push(new TextDecoder().decode(request.body));
        // As postMessage to a worker with a transfer list does.
        if (request.body) structuredClone(request.body, { transfer: [request.body.buffer] });
        throw LOST;
      },
    });
    await errorOf(client.payments.create(WITHDRAWAL));
    expect(new Set(bodies).size).toBe(1);
  });

  it('that sends and then throws an error with the outcome not_sent is not believed, but for a ConnectionError', async () => {
    const { client } = signedClient([], {
      fetch: undefined,
      maxRetries: 0,
      transport: () => {
        throw new PermissionError('egress policy', { code: 'FORBIDDEN_HOST' });
      },
    });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      outcome: 'unknown',
    });
  });

  it('that rejects with one and the same error does not mix up two payments', async () => {
    const error = new ConnectionError('away', { code: 'CONNECTION_FAILED', outcome: 'not_sent' });
    const { client } = signedClient([], {
      fetch: undefined,
      maxRetries: 0,
      transport: () => Promise.reject(error),
    });
    const one = await errorOf(client.payments.create({ ...WITHDRAWAL, merchant_reference: 'A' }));
    expect(one).toMatchObject({ merchantReference: 'A' });
    const other = await errorOf(client.payments.create({ ...WITHDRAWAL, merchant_reference: 'B' }));
    expect(other).toMatchObject({ merchantReference: 'B' });
  });
});
