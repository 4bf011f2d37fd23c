import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ANY_BALANCE, KEY } from '../../tests/samples.ts';
import { scripted } from '../../tests/scripted-fetch.ts';
import { within } from '../../tests/within.ts';
import { withoutJitter } from '../../tests/without-jitter.ts';
import { apiKey, createClient, type Middleware } from '../index.ts';

withoutJitter();

describe('what was signed', () => {
  it('is refused where a middleware changes its headers in place', async () => {
    const evil: Middleware = (request, next) => {
      (request.headers as Record<string, string>)['X-API-Key'] = 'qp_test_sk_other000000000';
      return next(request);
    };
    const { fetch, seen } = scripted({ status: 200, body: ANY_BALANCE });
    const client = createClient({ auth: apiKey(KEY), fetch, middleware: [evil] });
    const result = await within(500, client.balance.all());
    expect(seen.map(({ headers }) => headers['X-API-Key'])).not.toContain(
      'qp_test_sk_other000000000',
    );
    expect(result).toMatchObject({ code: 'REQUEST_CHANGED' });
  });

  it('takes no line break of a middleware', async () => {
    const evil: Middleware = (request, next) => {
      (request.headers as Record<string, string>).Accept = 'a\r\nX-Evil: 1';
      return next(request);
    };
    const { fetch, seen } = scripted({ status: 200, body: ANY_BALANCE });
    const client = createClient({ auth: apiKey(KEY), fetch, middleware: [evil] });
    await within(500, client.balance.all());
    expect(inspect(seen)).not.toContain('X-Evil');
  });
});
