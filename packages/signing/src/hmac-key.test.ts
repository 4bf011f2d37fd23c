import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { createHmacKey } from './hmac-key.ts';

it('makes the HMAC of a text and of the bytes behind it', () => {
  const key = createHmacKey(new TextEncoder().encode('Jefe'));
  // RFC 4231, test case 2.
  const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  expect(key.hex('what do ya want for nothing?')).toBe(expected);
  const bytes = new TextEncoder().encode('for nothing?');
  expect(key.hex('what do ya want ', bytes)).toBe(expected);
  const notText = new Uint8Array([0xff, 0xfe, 0]);
  expect(key.hex('', notText)).toBe(createHmac('sha256', 'Jefe').update(notText).digest('hex'));
});

it('shows nothing of the key', () => {
  const key = createHmacKey(new TextEncoder().encode('a secret that nobody sees'));
  expect(Object.keys(key)).toEqual(['hex', 'digest']);
});
