import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonRecord, serialise } from './serialise.ts';

function faultOf(body: unknown): unknown {
  try {
    return jsonRecord(body);
  } catch (error) {
    return error;
  }
}

const cyclic: Record<string, unknown> = { metadata: {} };
cyclic.metadata = { back: cyclic };

const throwing = {
  toJSON(): never {
    throw new RangeError('no');
  },
};

function deep(levels: number): object {
  let value: object = {};
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
}

describe('jsonRecord', () => {
  it.each<[name: string, body: unknown, says: string | RegExp]>([
    ['nothing', undefined, 'body: expected an object, received undefined'],
    ['null', null, 'body: expected an object, received null'],
    ['a text', '{}', 'body: expected an object, received "{}"'],
    ['a list', [], 'body: expected an object, received an array'],
    ['a function', () => 1, 'body: expected an object, received a function'],
    ['a BigInt', { a: { b: [1, 2n] } }, /^a\.b\[1\]: expected .* received the bigint 2$/],
    ['a cycle', cyclic, 'body: expected what JSON can carry, received what it cannot'],
    ['endless depth', deep(100_000), /^body: expected what JSON can carry/],
    ['a toJSON that throws', { a: throwing }, /^body: expected what JSON can carry/],
    ['a toJSON that makes a text', { toJSON: () => 'text' }, /^body: expected an object, received/],
    ['a toJSON that makes nothing', { toJSON: () => undefined }, /^body: expected a value/],
    [
      'a toJSON that makes a list',
      { toJSON: () => [] },
      /^body: expected an object, received an ar/,
    ],
    ['a lone surrogate', { note: 'a\ud800' }, /^note: expected well-formed Unicode/],
    [
      'a lone surrogate in a name',
      { metadata: { 'a\udc00': 1 } },
      /expected a name of well-formed/,
    ],
    [
      'NaN',
      { metadata: { rate: Number.NaN } },
      /^metadata\.rate: expected a finite .* number NaN$/,
    ],
    ['Infinity', { list: [-Infinity] }, /^list\[0\]: expected a finite number/],
    [
      'undefined in a list',
      { list: [1, undefined] },
      /^list\[1\]: expected .* received undefined$/,
    ],
    ['a hole in a list', { list: new Array(1) }, /^list\[0\]: expected a value/],
    ['a function inside', { onPaid: () => 1 }, /^onPaid: expected a value that JSON can carry/],
    ['a symbol inside', { id: Symbol('x') }, /^id: expected a value that JSON can carry/],
    ['a Map', { metadata: new Map([['a', 1]]) }, /^metadata: expected .* not \[object Map\]/],
    ['a Set', { metadata: new Set([1]) }, /^metadata: expected .* not \[object Set\]/],
    ['bytes', { data: new Uint8Array(2) }, /^data: expected .* not \[object Uint8Array\]/],
    ['a boxed NaN', { a: new Number(Number.NaN) }, /^a: expected .* not \[object Number\]/],
    ['a date that is none', { due: new Date(Number.NaN) }, /^due: expected a valid date/],
  ])('refuses %s', (_, body, says) => {
    expect(faultOf(body)).toMatchObject({
      name: 'ValidationError',
      code: 'INVALID_REQUEST_BODY',
      outcome: 'not_sent',
      message: typeof says === 'string' ? says : (expect.stringMatching(says) as unknown),
    });
  });

  // Node 22 and later: its text would be sent as it is, past every check of its value.
  const { rawJSON } = JSON as { rawJSON?: (text: string) => unknown };
  it.runIf(rawJSON)('refuses raw JSON', () => {
    expect(faultOf({ amount: rawJSON?.('1.0000000000000000001') })).toMatchObject({
      code: 'INVALID_REQUEST_BODY',
      message: expect.stringMatching(/^amount: expected a plain value, not raw JSON/) as unknown,
    });
  });

  it('carries what a toJSON threw', () => {
    expect(faultOf({ a: throwing })).toMatchObject({ cause: { message: 'no' } });
  });

  it('leaves undefined fields out, and takes dates, classes and what is there twice', () => {
    class Customer {
      readonly name = 'Ana';
    }
    const shared = { a: 1 };
    const body = {
      x: undefined,
      due: new Date(0),
      customer: new Customer(),
      shared,
      again: [shared],
    };
    expect(jsonRecord(body)).toEqual({
      due: '1970-01-01T00:00:00.000Z',
      customer: { name: 'Ana' },
      shared,
      again: [shared],
    });
  });

  it('reads a getter once: what is checked is what is sent', () => {
    let amount = 0;
    const body = {
      get amount(): number {
        return (amount += 1);
      },
    };
    const record = jsonRecord(body);
    expect(new TextDecoder().decode(serialise(record))).toBe('{"amount":1}');
    expect(record).toEqual({ amount: 1 });
  });

  it('makes the bytes that JSON.stringify makes, of anything JSON can carry', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
        expect(new TextDecoder().decode(serialise(jsonRecord(body)))).toBe(JSON.stringify(body));
      }),
    );
  });
});
