import { describe, expect, it } from 'vitest';
import { utf8 } from '../body.ts';
import { currentEngine } from '../engine/current-engine.ts';
import { bytesOfBase64, bytesOfHex, keyVariants } from './secret-variants.ts';

describe('bytesOfBase64', () => {
  it.each<[string, number[] | undefined]>([
    ['AAEC', [0, 1, 2]],
    ['AAE=', [0, 1]],
    ['AAE', [0, 1]],
    ['AA==', [0]],
    ['/+8=', [255, 239]],
    ['_-8', [255, 239]],
    ['__--', [255, 255, 190]],
    ['A', undefined],
    ['', undefined],
    ['=', undefined],
    ['AA===', undefined],
    ['=AAE', undefined],
    ['A=AE', undefined],
    ['.AAE', undefined],
    ['AAE.', undefined],
    ['AA C', undefined],
  ])('makes of %j %j', (text, bytes) => {
    expect(bytesOfBase64(text)).toEqual(bytes && new Uint8Array(bytes));
  });
});

describe('bytesOfHex', () => {
  it.each<[string, number[] | undefined]>([
    ['00', [0]],
    ['00fF7a', [0, 255, 122]],
    ['', undefined],
    ['0', undefined],
    ['000', undefined],
    ['0g', undefined],
    ['x00', undefined],
    ['00x', undefined],
    ['xx00', undefined],
    ['00xx', undefined],
  ])('makes of %j %j', (text, bytes) => {
    expect(bytesOfHex(text)).toEqual(bytes && new Uint8Array(bytes));
  });
});

it('keyVariants prepares text and bytes, and leaves out what could not be had', () => {
  const keys = keyVariants('é', undefined, new Uint8Array([0xc3, 0xa9]), 'e');
  const expected = ['é', 'é', 'e'].map((secret) =>
    currentEngine().hmacKey(utf8(secret)).hex('text'),
  );
  expect(keys.map((key) => key.hex('text'))).toEqual(expected);
});
