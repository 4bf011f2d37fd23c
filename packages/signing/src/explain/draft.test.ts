import { expect, it, vi } from 'vitest';
import { utf8 } from '../body.ts';
import { canonicalString } from '../canonical-string.ts';
import { currentEngine, replaceEngine } from '../engine/current-engine.ts';
import { sha256Hex } from '../sha256-hex.ts';
import { draftCanonical, FORM, hashOf } from './draft.ts';

it('joins a draft without a mistake as the signer does', () => {
  const parts = { nonce: 'nonce-0001', method: 'POST', path: '/api/v2/payments?a=b.c' };
  const body = utf8('{"amount":1}');
  const draft = {
    ...parts,
    timestamp: '1777420800',
    body,
    secret: currentEngine().hmacKey(utf8('secret')),
    'canonical string': FORM,
  };
  const signed = { ...parts, timestamp: 1_777_420_800, bodySha256: sha256Hex(body) };
  expect(draftCanonical(draft, 'v1')).toBe(canonicalString(signed));
});

it('hashes the bytes of a body once', () => {
  const engine = currentEngine();
  const sha256 = vi.fn(engine.sha256Hex);
  replaceEngine({ ...engine, sha256Hex: sha256 });
  try {
    const [one, other] = [utf8('a'), utf8('b')];
    const hashes = [one, other, one, other].map(hashOf);
    expect(hashes).toEqual(['a', 'b', 'a', 'b'].map(sha256Hex));
    expect(sha256.mock.calls.filter(([data]) => data === one || data === other)).toHaveLength(2);
  } finally {
    replaceEngine(undefined);
  }
});
