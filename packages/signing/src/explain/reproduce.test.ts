import { expect, it } from 'vitest';
import { utf8 } from '../body.ts';
import { FORM, type Draft } from './draft.ts';
import { reproduce } from './reproduce.ts';

it('computes at most 500 HMACs, however many variants a request has', () => {
  let count = 0;
  const countingKey = { hex: () => String(count++) };
  // Every mistake can be made with this one: a query in need of encoding, JSON, bytes, a decodable secret.
  const base: Draft = {
    timestamp: '1777420800000',
    nonce: 'nonce-0001',
    method: 'POST',
    path: "/api/v2/payments?a=b+c%2f%2F'&d=%20/é",
    body: utf8('\ufeff{"a": [1, 2, "é"]}\n'),
    secret: countingKey,
    'canonical string': FORM,
  };
  expect(reproduce(base, 'abcdef0123456789', 'v1', 'never')).toEqual({
    exhausted: true,
    untried: [],
  });
  expect(count).toBeGreaterThan(100);
  expect(count).toBeLessThanOrEqual(500);
});
