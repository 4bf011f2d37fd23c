import { describe, expect, it } from 'vitest';
import { WITHDRAWAL } from '../../tests/samples.ts';
import { refusal } from '../../tests/scripted-fetch.ts';
import { MADE, signedClient } from '../../tests/signed-client.ts';
import { withoutJitter } from '../../tests/without-jitter.ts';

withoutJitter();

describe('a Retry-After', () => {
  it('that is negative, past or nonsense is none', async () => {
    for (const value of ['-5', 'Mon, 01 Jan 1990 00:00:00 GMT', 'NaN', '1e9', '']) {
      const { client, seen } = signedClient([
        refusal(429, 'RATE_LIMIT_EXCEEDED', { 'Retry-After': value }),
        MADE,
      ]);
      expect((await client.payments.create(WITHDRAWAL)).outcome).toBe('created');
      expect(seen).toHaveLength(2);
    }
  });
});
