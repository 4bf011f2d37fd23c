import { describe, expect, it } from 'vitest';
import { ANY_BALANCE, KEY } from '../../tests/samples.ts';
import { scripted } from '../../tests/scripted-fetch.ts';
import { within } from '../../tests/within.ts';
import { apiKey, createClient } from '../index.ts';

describe('URLs', () => {
  it('are what a parser makes of them', async () => {
    const { fetch, seen } = scripted({
      status: 200,
      body: { ...ANY_BALANCE, data: [], total: 0, page: 1, limit: 1, transaction_id: 'x' },
    });
    const texts = [
      '%2e%2e',
      '..;',
      '. .',
      '\\\\',
      'a/b',
      '?#',
      '\'"<>`{}|^',
      '\u00e9\ud83d\ude00',
      ' a ',
      '\t\n',
      '\u0000',
      '..%5c',
      'x:y@z',
      '//e.example',
      '\u202e',
      '\ufeff',
      "~!*()'",
      '%',
      '&=+;,$',
    ];
    for (const baseUrl of [
      'https://API.Lux-Core.io:443/',
      'https://\u00fc.example/a%2e%2e/b/..%2f/\u00e9 x/',
      'https://h.example:8443/p/../q//',
    ]) {
      const client = createClient({ auth: apiKey(KEY), fetch, baseUrl, limiter: false });
      for (const text of texts) {
        await within(100, client.payments.get(text));
        await within(100, client.payments.list({ [text]: text, a: [text, text] }));
      }
    }
    expect(seen.length).toBeGreaterThan(100);
    for (const { url } of seen) expect(new URL(url).href).toBe(url);
    for (const { url } of seen) expect(url).toMatch(/\/api\/v1\/payments(?:\/[^/?]+)?(?:\?|$)/);
  });
});
