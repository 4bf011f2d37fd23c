import { describe, expect, it, vi } from 'vitest';
import { utf8 } from '../body.ts';
import {
  latin1,
  reencodings,
  rewritten,
  spacedJson,
  textOf,
  withEnding,
  withoutNewline,
} from './variants.ts';

const nested = (depth: number, open: string, close: string) =>
  open.repeat(depth) + '1' + close.repeat(depth);

describe('textOf', () => {
  it('reads UTF-8, replaces what is none, and loses a byte order mark unless told', () => {
    const body = new Uint8Array([0xef, 0xbb, 0xbf, 0xc3, 0xa9, 0xff]);
    expect(textOf(body)).toBe('é\ufffd');
    expect(textOf(body, true)).toBe('\ufeffé\ufffd');
  });

  it('takes 64 KiB and no more', () => {
    expect(textOf(new Uint8Array(65_536))).toHaveLength(65_536);
    expect(() => textOf(new Uint8Array(65_537))).toThrow(RangeError);
  });
});

it('latin1 writes each byte as the character of its number', () => {
  expect(latin1(new Uint8Array([0, 0x41, 0xe9, 0xff]))).toBe('\u0000Aéÿ');
});

describe('rewritten', () => {
  it.each(['{"a":[1]}', ' [ 1 ] ', '\ufeff{}'])('writes the JSON of %j', (text) => {
    const write = vi.fn(() => ['é', '']);
    expect(rewritten(utf8(text), write)).toEqual([utf8('é'), utf8('')]);
    expect(write.mock.calls).toEqual([[JSON.parse(text.replace('\ufeff', ''))]]);
  });

  it.each(['', 'a', '{', '1', 'null', 'true', '"{}"'])('writes nothing for %j', (text) => {
    const write = vi.fn(() => ['']);
    expect(rewritten(utf8(text), write)).toEqual([]);
    expect(write).not.toHaveBeenCalled();
  });

  it.each([
    ['[', ']'],
    ['{"a":', '}'],
    ['[0,', ']'],
  ])('takes 16 levels of %s%s and no more', (open, close) => {
    expect(rewritten(utf8(nested(16, open, close)), () => ['a'])).toHaveLength(1);
    expect(() => rewritten(utf8(nested(17, open, close)), () => ['a'])).toThrow(RangeError);
  });

  it('takes what is too large for no JSON, but throws', () => {
    expect(() => rewritten(new Uint8Array(65_537), () => [])).toThrow(RangeError);
  });
});

it('spacedJson has a space after each comma and colon, and none in a text', () => {
  const value = { a: 1, b: [1, [2, 3], {}], c: { d: 'x,\ny:  "z"' }, e: [] };
  expect(spacedJson(value)).toBe(
    String.raw`{"a": 1, "b": [1, [2, 3], {}], "c": {"d": "x,\ny:  \"z\""}, "e": []}`,
  );
});

it.each([
  ['a\n', 'a'],
  ['a\r\n', 'a'],
  ['\n', ''],
  ['\r\n', ''],
  ['a\n\n', 'a\n'],
  ['a\n\r\n', 'a\n'],
  ['a\r', 'a\r'],
  ['a', 'a'],
  ['', ''],
])('withoutNewline makes of %j %j', (text, expected) => {
  expect(withoutNewline(utf8(text))).toEqual(utf8(expected));
});

describe('withEnding', () => {
  it('puts the ending behind bytes that are no text', () => {
    const body = new Uint8Array([0xff, 0]);
    expect(withEnding(body, '\r\n')).toEqual(new Uint8Array([0xff, 0, 13, 10]));
    expect(body).toHaveLength(2);
  });

  it('takes a mebibyte and no more', () => {
    expect(withEnding(new Uint8Array(1_048_576), '\n')).toHaveLength(1_048_577);
    expect(() => withEnding(new Uint8Array(1_048_577), '\n')).toThrow(RangeError);
  });
});

describe('reencodings', () => {
  it.each<[string, string[]]>([
    ['/p', []],
    ['/p?a=b', []],
    ['/p?', []],
    ['/p%20q', ['/p q', '/p+q']],
    ['/p%2fq', ['/p/q', '/p%2Fq']],
    ['/p%2Fq', ['/p/q', '/p%2fq']],
    ['/p?a=b%20c', ['/p?a=b c', '/p?a=b+c']],
    ['/p?a=b+c', ['/p?a=b%20c', '/p?a=b%2Bc']],
    ['/p?a=+%20+', ['/p?a=+ +', '/p?a=+++', '/p?a=%20%20%20', '/p?a=%2B%20%2B']],
    ['/p?a=%2F%2f', ['/p?a=//', '/p?a=%2F%2F', '/p?a=%2f%2f']],
    ['/P?A=%2fB', ['/P?A=/B', '/P?A=%2FB']],
    ['/p?a=%', ['/p?a=%25']],
    ['/p?a=%zz&b=c/d', ['/p?a=%25zz&b=c%2Fd']],
    ['/p?a=1?b=2', ['/p?a=1%3Fb%3D2', '/p?a=1%3Fb=2']],
    ['/p?a=x/y&b=z', ['/p?a=x%2Fy&b=z']],
    ['/p?a&b=', ['/p?a=&b=']],
  ])('of %s are each there once, and none is the path itself', (path, expected) => {
    expect(reencodings(path)).toEqual(expected);
  });

  it('takes 16 KiB and no more', () => {
    expect(reencodings('/'.padEnd(16_384, 'a'))).toEqual([]);
    expect(() => reencodings('/'.padEnd(16_385, 'a'))).toThrow(RangeError);
  });
});
