import fc from 'fast-check';
import { expect, it } from 'vitest';
import { memberLiterals } from './member-literals.ts';

it.each<[string, string[]]>([
  ['{}', []],
  ['{"a":1}', ['1']],
  [' { "a" : 1.0000000000000000001 , "b" : 2 } ', ['1.0000000000000000001']],
  ['{"a":9007199254740993}', ['9007199254740993']],
  ['{"a":-1e2}', ['-1e2']],
  ['{"a":1,"a":2}', ['1', '2']],
  ['{"a":1,"\\u0061":2}', ['1', '2']],
  ['{"a":true,"a":null}', ['true', 'null']],
  ['{"a":"1","a":[1],"a":{"a":2}}', ['"', '[', '{']],
  ['{"b":"a","c":["a",{"a":3}],"d":{"a":4}}', []],
  ['{"b":{"a":1},"a":5}', ['5']],
  ['{"b":"\\"a\\":1","a":5}', ['5']],
  ['{"b":"\\\\","a":5}', ['5']],
  ['{"b":"\\\\\\"","a":5}', ['5']],
  ['{"b":"}","a":5}', ['5']],
  ['{"a ":1,"A":2,"":3}', []],
])('finds in %s the values %j of "a"', (json, literals) => {
  expect(memberLiterals(json, 'a')).toEqual(literals);
});

it('finds exactly the value that JSON.parse finds, whatever stands around it', () => {
  const around = fc.dictionary(fc.string(), fc.jsonValue());
  const space = fc.constantFrom(undefined, 2, '\t');
  fc.assert(
    fc.property(around, fc.integer(), around, space, (before, amount, after, indent) => {
      const { amount: _before, ...head } = before;
      const { amount: _after, ...tail } = after;
      const json = JSON.stringify({ ...head, amount, ...tail }, null, indent);
      expect(memberLiterals(json, 'amount')).toEqual([String(amount)]);
    }),
  );
});

it('reads a mebibyte in well under a second', () => {
  const json = JSON.stringify({
    quotes: '"\\'.repeat(200_000),
    list: Array(100_000).fill(0),
    a: 1,
  });
  const start = performance.now();
  expect(memberLiterals(json, 'a')).toEqual(['1']);
  expect(performance.now() - start).toBeLessThan(1_000);
});
