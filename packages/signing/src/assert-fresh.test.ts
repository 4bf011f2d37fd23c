import { expect, it } from 'vitest';
import { assertFresh } from './assert-fresh.ts';

const TIMESTAMP = 1_777_420_800;

it.each([0, 299_999, 300_000, -300_000])('passes a request %i ms after its timestamp', (ms) => {
  expect(() => {
    assertFresh({ timestamp: TIMESTAMP }, () => TIMESTAMP * 1000 + ms);
  }).not.toThrow();
});

it.each([300_001, -300_001])('refuses a request %i ms after its timestamp', (ms) => {
  expect(() => {
    assertFresh({ timestamp: TIMESTAMP }, () => TIMESTAMP * 1000 + ms);
  }).toThrow(expect.objectContaining({ code: 'TIMESTAMP_OUT_OF_RANGE', retry: 'resign' }));
});

it('goes by the clock of the runtime unless told', () => {
  expect(() => {
    assertFresh({ timestamp: Math.floor(Date.now() / 1000) });
  }).not.toThrow();
  expect(() => {
    assertFresh({ timestamp: TIMESTAMP });
  }).toThrow('in the past');
});

it.each([Number.NaN, undefined, '1777420800'])('refuses the timestamp %o', (timestamp) => {
  expect(() => {
    assertFresh({ timestamp } as never);
  }).toThrow(expect.objectContaining({ code: 'INVALID_TIMESTAMP' }));
});
