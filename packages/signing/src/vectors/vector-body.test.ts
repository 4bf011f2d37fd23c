import { expect, it } from 'vitest';
import { vectorBody } from './vector-body.ts';
import type { VectorBody } from './vectors.ts';

it.each<[string, VectorBody | null, string | Uint8Array | undefined]>([
  ['nothing', null, undefined],
  ['an empty text', { text: '' }, ''],
  ['a text', { text: '\ufeffñ' }, '\ufeffñ'],
  ['no bytes in base64', { base64: '' }, new Uint8Array()],
  ['bytes in base64', { base64: 'AH+A/w==' }, new Uint8Array([0, 127, 128, 255])],
  ['bytes in hex', { hex: '7f0080ff' }, new Uint8Array([127, 0, 128, 255])],
  ['a repeated byte', { repeat: 'fe', length: 3 }, new Uint8Array([254, 254, 254])],
])('reads %s', (_case, body, expected) => {
  expect(vectorBody(body)).toEqual(expected);
});
