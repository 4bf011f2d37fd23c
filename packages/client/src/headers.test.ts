import { describe, expect, it } from 'vitest';
import { errorOf } from '../tests/local-server.ts';
import { WITHDRAWAL } from '../tests/samples.ts';
import { MADE, signedClient } from '../tests/signed-client.ts';
import { withoutJitter } from '../tests/without-jitter.ts';

withoutJitter();

describe('further headers', () => {
  it('have no Accept-Encoding: a compressed answer is one nobody reads', async () => {
    const { client } = signedClient([MADE]);
    expect(
      await errorOf(client.payments.create(WITHDRAWAL, { headers: { 'Accept-Encoding': 'gzip' } })),
    ).toMatchObject({ code: 'INVALID_OPTION' });
  });
});
