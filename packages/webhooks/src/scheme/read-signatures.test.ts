import { describe, expect, it } from 'vitest';
import { describeForm, encodeDigest, readSignatures } from './read-signatures.ts';
import { SCHEMES } from './schemes.ts';

const DIGEST = Uint8Array.from({ length: 32 }, (_, index) => 255 - index);
const HEX = encodeDigest(DIGEST, SCHEMES.luxcore);
const BASE64 = encodeDigest(DIGEST, SCHEMES.standardWebhooks);

describe('the digests of a header', () => {
  it('are read in hex, one or several', () => {
    expect(HEX).toHaveLength(64);
    expect(readSignatures(`hmac_sha256=${HEX}`, SCHEMES.luxcore)).toEqual([DIGEST]);
    const several = ` hmac_sha256=${HEX} , x=${HEX},hmac_sha256=${'0'.repeat(64)}`;
    expect(readSignatures(several, SCHEMES.luxcore)).toEqual([DIGEST, new Uint8Array(32)]);
  });

  it('are read in base64, one or several', () => {
    expect(BASE64).toHaveLength(44);
    expect(readSignatures(`v1,${BASE64}`, SCHEMES.standardWebhooks)).toEqual([DIGEST]);
    const several = `v1a,x v1,${BASE64} v2,${BASE64}`;
    expect(readSignatures(several, SCHEMES.standardWebhooks)).toEqual([DIGEST]);
  });

  it.each([
    ['without padding', BASE64.slice(0, -1)],
    ['with more padding', `${BASE64}=`],
    ['with a character before', `A${BASE64}`],
    ['with a group behind', `${BASE64}AAAA`],
    ['of base64url', BASE64.replaceAll('+', '-').replaceAll('/', '_')],
    ['with bits left over', `${BASE64.slice(0, -2)}B=`],
    ['of 33 bytes', btoa('x'.repeat(33))],
    ['with a line break', `${BASE64.slice(0, 20)}\n${BASE64.slice(20)}`],
    ['in hex', HEX],
  ])('in base64 are not read %s', (_case, text) => {
    expect(readSignatures(`v1,${text}`, SCHEMES.standardWebhooks)).toEqual([]);
  });

  it('are described as the scheme writes them', () => {
    expect(describeForm(SCHEMES.luxcore)).toBe('hmac_sha256= and 64 lower-case hex digits');
    expect(describeForm(SCHEMES.standardWebhooks)).toBe('v1, and 44 characters of base64');
  });
});

describe('the schemes', () => {
  it('are these', () => {
    const shown = Object.values(SCHEMES).map(({ payload: _payload, ...rest }) => rest);
    expect(shown).toEqual([
      {
        name: 'luxcore',
        headers: { signature: 'X-Webhook-Signature', timestamp: 'X-Webhook-Timestamp' },
        signaturePrefix: 'hmac_sha256=',
        separator: ',',
        encoding: 'hex',
        secretPrefix: 'whsec_',
        key: 'utf8',
      },
      {
        name: 'bodyOnly',
        headers: { signature: 'X-Webhook-Signature' },
        signaturePrefix: 'hmac_sha256=',
        separator: ',',
        encoding: 'hex',
        secretPrefix: 'whsec_',
        key: 'utf8',
      },
      {
        name: 'standardWebhooks',
        headers: {
          signature: 'webhook-signature',
          timestamp: 'webhook-timestamp',
          id: 'webhook-id',
        },
        signaturePrefix: 'v1,',
        separator: ' ',
        encoding: 'base64',
        secretPrefix: 'whsec_',
        key: 'base64',
      },
    ]);
  });
});
