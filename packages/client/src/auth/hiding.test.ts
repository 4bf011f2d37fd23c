import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { scripted } from '../../tests/scripted-fetch.ts';
import { withoutJitter } from '../../tests/without-jitter.ts';
import { bearer, createClient } from '../index.ts';

withoutJitter();

describe('a credential that an answer repeats', () => {
  it('is not shown where it is an opaque token on a page of success', async () => {
    const token = 'opaque~0123456789.abc';
    const { fetch } = scripted(
      () => new Response(`<pre>token=${token}</pre>`, { headers: { 'Content-Type': 'text/html' } }),
    );
    const client = createClient({ auth: bearer(token), fetch, maxRetries: 0 });
    const error = await errorOf(client.balance.all());
    expect(inspect(error, { depth: 9 })).not.toContain(token);
  });

  it('is not shown where JSON spells it with escapes', async () => {
    const token = 'opaque/0123456789+abc';
    const { fetch } = scripted(
      () =>
        new Response(
          `{"statusCode":401,"error":"INVALID_API_KEY","message":"bad ${token.replaceAll('/', '\\/')}"}`,
          { status: 401, headers: { 'Content-Type': 'application/json' } },
        ),
    );
    const client = createClient({ auth: bearer(token), fetch, maxRetries: 0 });
    const error = await errorOf(client.balance.all());
    expect(inspect(error, { depth: 9 })).not.toContain(token);
  });
});
