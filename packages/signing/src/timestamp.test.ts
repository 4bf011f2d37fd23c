import { describe, expect, it } from 'vitest';
import { assertFreshness, describeOffset, isFresh, nonceExpiry, readClock } from './timestamp.ts';

const T = 1_777_420_800;

describe('readClock', () => {
  it.each([0, -1, 1.5])('returns %d', (time) => {
    expect(readClock(() => time)).toBe(time);
  });

  it.each([
    [Number.NaN, 'the number NaN'],
    [-Infinity, 'the number -Infinity'],
    ['0', '"0"'],
  ])('refuses %j, which is no time', (time, shown) => {
    expect(() => readClock(() => time as number)).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTION',
        message: `now: expected a function that returns milliseconds, received ${shown}`,
      }),
    );
  });
});

describe('freshness', () => {
  it.each([
    [300_000, true],
    [300_001, false],
    [-300_000, true],
    [-300_001, false],
  ])('of a timestamp at %i ms from now: %s', (offset, fresh) => {
    expect(isFresh(T, T * 1000 + offset, 300)).toBe(fresh);
  });

  it.each([
    [301_500, '301.5 s in the past'],
    [-301_500, '301.5 s in the future'],
    [0, '0 s in the past'],
  ])('lies %i ms ago: %s', (offset, words) => {
    expect(describeOffset(T, T * 1000 + offset)).toBe(words);
  });

  it('is refused with how far it lies', () => {
    expect(() => {
      assertFreshness(T, T * 1000 + 300_001);
    }).toThrow(
      expect.objectContaining({
        name: 'SigningError',
        code: 'TIMESTAMP_OUT_OF_RANGE',
        retry: 'resign',
        message: 'timestamp: expected at most 300 s from now, received 300.001 s in the past',
      }),
    );
  });
});

it('the nonce is remembered for the tolerance and a minute beyond the timestamp', () => {
  expect(nonceExpiry(T, 300)).toBe((T + 360) * 1000);
});
