import { expect, it } from 'vitest';
import { readDigest } from './read-digest.ts';

const HEX = 'a0b1c2d3e4f56789'.repeat(4);
const UPPER = HEX.toUpperCase();
const BYTES = Buffer.from(HEX, 'hex');
const BASE64 = BYTES.toString('base64');

it('reads a digest as it should be without a fault', () => {
  expect(readDigest(`hmac_sha256=${HEX}`)).toStrictEqual({ hex: HEX });
});

it.each([
  [`hmac_sha256=${UPPER}`, 'the hex is in upper case'],
  [HEX, 'the prefix is missing'],
  [`sha256=${HEX}`, 'the prefix is missing'],
  [UPPER, 'the prefix is missing and the hex is in upper case'],
  [` hmac_sha256=${HEX}`, 'white space around it'],
  [` \thmac_sha256=${HEX}\r\n`, 'white space around it'],
  [` \t${HEX}\r\n`, 'the prefix is missing'],
  [`hmac_sha256=${BASE64}`, 'the digest is in base64'],
  [`hmac_sha256=${BYTES.toString('base64url')}`, 'the digest is in base64'],
  [BASE64, 'the prefix is missing and the digest is in base64'],
])('reads %j, and says what is wrong', (signature, fault) => {
  expect(readDigest(signature)).toStrictEqual({ hex: HEX, fault });
});

it.each([
  ['', 'nothing'],
  [' ', 'white space'],
  ['hmac_sha256=', 'the prefix alone'],
  [`hmac_sha256=${HEX.slice(1)}`, '63 digits'],
  [`hmac_sha256=${HEX}0`, '65 digits'],
  [`0${HEX}`, '65 digits without the prefix'],
  [`hmac_sha256=${HEX.slice(1)}g`, 'a letter beyond f'],
  [`hmac_sha256=${BYTES.subarray(1).toString('base64')}`, '31 bytes'],
  [`hmac_sha256=${Buffer.concat([BYTES, BYTES.subarray(31)]).toString('base64')}`, '33 bytes'],
  [`v1 ${HEX}`, 'two words'],
  [`${HEX} v1`, 'two words, the digest first'],
])('reads no digest from %j: %s', (signature) => {
  expect(readDigest(signature)).toBeUndefined();
});
