import { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Body } from './body.ts';
import { sha256Hex } from './sha256-hex.ts';

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

const abc = new Uint8Array([0x61, 0x62, 0x63]);

function reference(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

describe('sha256Hex', () => {
  it.each<[string, Body, string]>([
    ['no body', undefined, EMPTY],
    ['empty text', '', EMPTY],
    ['empty bytes', new Uint8Array(0), EMPTY],
    ['an empty buffer', new ArrayBuffer(0), EMPTY],
    ['text', 'abc', ABC],
    ['bytes', abc, ABC],
    ['an ArrayBuffer', abc.slice().buffer, ABC],
    ['a Node Buffer, a view into a shared pool', Buffer.from('abc'), ABC],
    ['bytes that start within their buffer', new TextEncoder().encode('xabcx').subarray(1, 4), ABC],
    [
      'the body of the documented vector',
      '{"amount":150000}',
      'ab3cfe23968ef87a07d065dc005a24cd96fbb97261c02805fc1602aab406e90f',
    ],
  ])('hashes %s', (_case, body, expected) => {
    expect(sha256Hex(body)).toBe(expected);
  });

  it.each([
    ['bytes', 'new Uint8Array([0x61, 0x62, 0x63])'],
    ['an ArrayBuffer', 'new Uint8Array([0x61, 0x62, 0x63]).buffer'],
    ['a subclass of bytes', 'new (class Bytes extends Uint8Array {})([0x61, 0x62, 0x63])'],
  ])('hashes %s of another realm', (_case, source) => {
    expect(sha256Hex(runInNewContext(source) as Uint8Array)).toBe(ABC);
  });

  it('hashes text as UTF-8', () => {
    expect(sha256Hex('Señor €😀')).toBe(reference('Señor €😀'));
    expect(sha256Hex('é')).not.toBe(sha256Hex('e\u0301'));
  });

  it('does not change the bytes it is given', () => {
    const bytes = new Uint8Array([1, 2, 3]);
    sha256Hex(bytes);
    expect([...bytes]).toEqual([1, 2, 3]);
  });

  it('agrees with node:crypto on any bytes and any text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(sha256Hex(bytes)).toBe(reference(bytes));
        expect(sha256Hex(bytes.slice().buffer)).toBe(reference(bytes));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(sha256Hex(text)).toBe(reference(text));
      }),
    );
  });

  it.each([55, 56, 63, 64, 65, 119, 120, 128, 1_000_000])(
    'agrees with node:crypto on %i bytes, on either side of a block',
    (length) => {
      const bytes = new Uint8Array(length).fill(0x5a);
      expect(sha256Hex(bytes)).toBe(reference(bytes));
    },
  );

  it.each<[string, unknown]>([
    ['a parsed object', { amount: 150000 }],
    ['an array', [1, 2, 3]],
    ['null', null],
    ['a number', 150000],
    ['false', false],
    ['a bigint', 1n],
    ['a symbol', Symbol('body')],
    ['a function', () => 'body'],
    ['a DataView', new DataView(new ArrayBuffer(3))],
    ['an Int8Array', new Int8Array(3)],
    ['a Uint8ClampedArray', new Uint8ClampedArray(3)],
    ['a Uint16Array', new Uint16Array(3)],
    ['a SharedArrayBuffer', new SharedArrayBuffer(3)],
    ['a String object', Object('text')],
    ['a Blob', new Blob(['abc'])],
    ['URLSearchParams', new URLSearchParams('a=b')],
    ['a proxy of bytes', new Proxy(abc, {})],
    ['an object that calls itself bytes', { [Symbol.toStringTag]: 'Uint8Array', length: 3 }],
    ['an object that calls itself a buffer', { [Symbol.toStringTag]: 'ArrayBuffer', length: 3 }],
  ])('refuses %s', (_case, body) => {
    expect(() => sha256Hex(body as Body)).toThrow(
      expect.objectContaining({ name: 'SigningError', code: 'INVALID_BODY' }),
    );
  });

  it('names the mend when it is given a parsed object', () => {
    expect(() => sha256Hex({ amount: 150000 } as unknown as Body)).toThrow(
      'received an object; serialise it once, then sign and send that',
    );
  });
});
