import { describe, expect, it } from 'vitest';
import { alignDifference } from './align.ts';

const align = (left: string, right: string) => alignDifference(left, right).split('\n');

describe('alignDifference', () => {
  it.each([
    ['in the middle', 'a-b-c', 'a-XY-c', '  ^^'],
    ['at the start', 'a-c', 'b-c', '^'],
    ['at the end', 'a-b', 'a-', '  ^'],
    ['of all', 'ab', 'xyz', '^^^'],
    ['of a text that repeats', 'aa', 'aaaa', '  ^^'],
    ['of a text that is empty', '', 'ab', '^^'],
    ['of nothing', 'ab', 'ab', '  ^'],
  ])('marks the difference %s', (_case, left, right, marks) => {
    expect(align(left, right)).toEqual([`signed  ${left}`, `sent    ${right}`, `        ${marks}`]);
  });

  it('keeps 40 shared characters before the difference, and cuts what is more', () => {
    const shared = 'x'.repeat(40);
    expect(align(`${shared}a`, `${shared}b`)).toEqual([
      `signed  ${shared}a`,
      `sent    ${shared}b`,
      `        ${' '.repeat(40)}^`,
    ]);
    expect(align(`12${shared}a`, `12${shared}b`)).toEqual([
      `signed  …${shared}a`,
      `sent    …${shared}b`,
      `         ${' '.repeat(40)}^`,
    ]);
  });

  it('shows control characters by their pictures, and all else as it is', () => {
    expect(align('\u0000\n\u001f é~\u007f😀', 'x')[0]).toBe('signed  ␀␊␟ é~\u007f😀');
  });
});
