import { describe, expect, it } from 'vitest';
import { KEY, WITHDRAWAL } from '../../tests/samples.ts';
import { scripted } from '../../tests/scripted-fetch.ts';
import { LOST, MADE } from '../../tests/signed-client.ts';
import { within } from '../../tests/within.ts';
import { withoutJitter } from '../../tests/without-jitter.ts';
import { apiKey, createClient } from '../index.ts';

withoutJitter();

describe('a supplier', () => {
  it('that changes the environment between two attempts is refused', async () => {
    let asked = 0;
    const { fetch, seen } = scripted(LOST, MADE);
    const client = createClient({
      auth: apiKey(() => (++asked === 1 ? KEY : 'qp_prod_sk_0123456789abcdef')),
      fetch,
    });
    await within(500, client.payments.create(WITHDRAWAL));
    expect(seen.map(({ headers }) => headers['X-API-Key']?.slice(0, 7))).not.toContain('qp_prod');
  });
});
