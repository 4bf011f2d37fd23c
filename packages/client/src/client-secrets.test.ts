import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { errorOf } from '../tests/local-server.ts';
import { KEY, SECRET, WITHDRAWAL } from '../tests/samples.ts';
import { refusal, scripted } from '../tests/scripted-fetch.ts';
import { MADE, signedClient } from '../tests/signed-client.ts';
import { withoutJitter } from '../tests/without-jitter.ts';
import { apiKey, createClient } from './index.ts';

withoutJitter();

describe('a client', () => {
  it('shows no secret', async () => {
    const { client } = signedClient([MADE]);
    await client.payments.create(WITHDRAWAL);
    const shown =
      inspect(client, { depth: 30, showHidden: true, getters: true }) +
      JSON.stringify(client) +
      JSON.stringify(client.limits());
    expect(shown).not.toContain(SECRET);
    const other = createClient({
      auth: apiKey(KEY),
      fetch: scripted(refusal(500, 'X')).fetch,
      maxRetries: 0,
    });
    const error = await errorOf(other.payments.create(WITHDRAWAL));
    expect(inspect([other, error, other.limits()], { depth: 30, showHidden: true })).not.toContain(
      KEY,
    );
  });
});
