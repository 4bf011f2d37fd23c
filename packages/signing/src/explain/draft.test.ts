import { expect, it } from 'vitest';
import { utf8 } from '../body.ts';
import { canonicalString } from '../canonical-string.ts';
import { currentEngine } from '../engine/current-engine.ts';
import { sha256Hex } from '../sha256-hex.ts';
import { draftCanonical, FORM } from './draft.ts';

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
