import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretHider } from './hide-secret.ts';

const SECRET = 'ab+c/dE==';

describe('secretHider', () => {
  it.each([
    ['by itself', SECRET, '[secret]'],
    ['twice', `${SECRET}-${SECRET}`, '[secret]-[secret]'],
    ['in a query', `/p?a=${SECRET}&b=1`, '/p?a=[secret]&b=1'],
    ['percent-encoded', `/p?a=${encodeURIComponent(SECRET)}&b=%20`, '/p?a=[secret]&b=%20'],
    ['with escapes in lower case', '/p?a=ab%2bc%2fdE%3d%3d', '/p?a=[secret]'],
    ['encoded in part', '/p?a=ab+c%2FdE%3D=', '/p?a=[secret]'],
    ['read as a form, where + is a space', '/p?a=ab%20c/dE==', '/p?a=[secret]'],
  ])('hides a secret %s', (_case, text, expected) => {
    expect(secretHider(SECRET)(text)).toBe(expected);
    expect(secretHider(` ${SECRET}\n`)(text)).toBe(expected);
  });

  it.each(['', 'ab+c', '/p?a=%2', '/p?a=%zz%20+b', SECRET.toUpperCase()])(
    'leaves %j as it is',
    (text) => {
      expect(secretHider(SECRET)(text)).toBe(text);
    },
  );

  it.each(['', ' ', '\n'])('hides nothing for a secret that is %j', (secret) => {
    expect(secretHider(secret)('a text')).toBe('a text');
  });

  it('hides any secret in any text, as it is or percent-encoded', () => {
    const secrets = fc.oneof(
      fc.string({ minLength: 3 }),
      fc.string({ minLength: 3, unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(secrets, fc.string(), fc.string(), (secret, start, after) => {
        // The end of an escape that is no part of the secret would be taken for its begin.
        const before = start.replaceAll('%', '');
        const trimmed = secret.trim();
        fc.pre(trimmed.length > 2);
        const hide = secretHider(secret);
        for (const form of [secret, encodeURIComponent(trimmed)]) {
          expect(hide(before + form + after)).toContain('[secret]');
          expect(hide(before + form + after).replaceAll('[secret]', '\n')).not.toContain(trimmed);
        }
      }),
    );
  });

  it('takes a secret of any length', () => {
    const secret = 'a+'.repeat(100_000);
    expect(secretHider(secret)(`x${secret}`)).toBe('x[secret]');
  });
});
