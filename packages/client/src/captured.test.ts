import { describe, expect, it } from 'vitest';
import { WITHDRAWAL } from '../tests/samples.ts';
import { FOUND, LOST, MADE, signedClient } from '../tests/signed-client.ts';
import { withoutJitter } from '../tests/without-jitter.ts';

withoutJitter();

describe('what a call was given', () => {
  it('is sent as it was, though a body is changed or a getter changes after the call', async () => {
    const { client, seen } = signedClient([LOST, FOUND]);
    const body = { ...WITHDRAWAL, metadata: { a: 1 } };
    let reads = 0;
    Object.defineProperty(body, 'amount', {
      enumerable: true,
      get: () => (++reads === 1 ? 150_000 : 999),
    });
    const call = client.payments.create(body);
    body.metadata.a = 2;
    await call;
    expect(reads).toBe(1);
    for (const { body: sent } of seen) {
      expect(JSON.parse(sent ?? '')).toMatchObject({ amount: 150_000, metadata: { a: 1 } });
    }
  });

  it('pollutes nothing, options and bodies from JSON with __proto__', async () => {
    const { client } = signedClient([MADE]);
    const options = JSON.parse(
      '{"__proto__":{"maxRetries":9},"headers":{"__proto__":"x"}}',
    ) as object;
    const body = JSON.parse(
      JSON.stringify(WITHDRAWAL).replace('{', '{"__proto__":{"polluted":1},'),
    ) as typeof WITHDRAWAL;
    await client.payments.create(body, options);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
