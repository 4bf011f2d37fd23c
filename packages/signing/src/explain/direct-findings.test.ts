import { describe, expect, it } from 'vitest';
import { readHeaders } from '../headers.ts';
import { directFindings } from './direct-findings.ts';
import { readDigest } from './read-digest.ts';

const TIME = 1_777_420_800_999;
const SIGNATURE = `hmac_sha256=${'a0'.repeat(32)}`;
const HEADERS = {
  'X-Merchant-Id': '1024',
  'X-Timestamp': '1777420800',
  'X-Nonce': 'nonce-0001',
  'X-Signature-Version': 'v1',
  'X-Signature': SIGNATURE,
};

function found(
  headers: Record<string, string | readonly string[] | undefined> = {},
  signature = SIGNATURE,
  secret: unknown = 'test_secret',
) {
  const read = readHeaders({ ...HEADERS, ...headers });
  return directFindings({ read, signature, digest: readDigest(signature), secret, time: TIME });
}

it('is nothing of a request that is right', () => {
  expect(found()).toEqual([]);
});

describe('a header', () => {
  it.each(Object.keys(HEADERS))('%s that is missing is found', (name) => {
    const signature = name === 'X-Signature' ? '' : SIGNATURE;
    expect(found({ [name]: undefined }, signature)).toEqual([
      {
        mistake: 'header_missing',
        component: 'headers',
        expected: `${name}, once`,
        received: 'none',
        cause: `the header ${name} is missing or came several times`,
        mend: 'Send all five headers, each once.',
      },
    ]);
  });

  it('that came twice is found', () => {
    expect(found({ 'X-Nonce': ['one', 'two'] })).toMatchObject([
      { mistake: 'header_missing', expected: 'X-Nonce, once', received: 'several values' },
    ]);
  });

  it('of a signature is not missed where that came by itself', () => {
    expect(found({ 'X-Signature': undefined })).toEqual([]);
    expect(found({ 'X-Signature': undefined, 'X-Nonce': undefined })).toMatchObject([
      { expected: 'X-Nonce, once' },
    ]);
  });
});

describe('a signature', () => {
  it.each([
    ['hmac_sha256=x', 'it is no SHA-256 digest'],
    [SIGNATURE.replace('hmac_', ''), 'the prefix is missing'],
  ])('%s is found: %s', (signature, fault) => {
    expect(found({}, signature)).toEqual([
      {
        mistake: 'signature_encoding',
        component: 'signature',
        expected: 'hmac_sha256= and 64 lower-case hex digits',
        received: signature,
        cause: `the signature is malformed (${fault})`,
        mend: 'Send hmac_sha256= and 64 lower-case hex digits.',
      },
    ]);
  });
});

describe('a timestamp', () => {
  const finding = {
    component: 'timestamp',
    expected: 'Unix time in seconds, at most 300 s from 1777420800',
  };
  it.each([
    ['soon', 'header_malformed', 'is no Unix time in whole seconds'],
    ['1777420800.5', 'header_malformed', 'is no Unix time in whole seconds'],
    ['1777420800999', 'timestamp_milliseconds', 'is in milliseconds'],
    ['1777420500', 'clock_skew', 'lies 300.999 s in the past'],
    ['1777421101', 'clock_skew', 'lies 300.001 s in the future'],
  ])('%s is found: %s', (received, mistake, cause) => {
    expect(found({ 'X-Timestamp': received })).toEqual([
      {
        ...finding,
        mistake,
        received,
        cause: `the timestamp ${cause}`,
        mend:
          mistake === 'clock_skew'
            ? 'Set the clock right, and sign just before sending.'
            : 'Sign and send `Math.floor(Date.now() / 1000)`.',
      },
    ]);
  });

  it.each(['1777420501', '1777421100'])('%s is near enough', (received) => {
    expect(found({ 'X-Timestamp': received })).toEqual([]);
  });
});

it.each([
  ['whsec_abc', 'a webhook secret'],
  ['', 'an empty text'],
  [undefined, 'undefined'],
])('the secret %j is found', (secret, fault) => {
  const [finding, ...rest] = directFindings({
    read: readHeaders(HEADERS),
    signature: SIGNATURE,
    digest: readDigest(SIGNATURE),
    secret,
    time: TIME,
  });
  expect(rest).toEqual([]);
  expect(finding).toEqual({
    mistake: 'secret_unusable',
    component: 'secret',
    expected: 'the HMAC secret, exactly as issued',
    received: 'not shown',
    cause: `the secret is ${fault}`,
    mend: 'Use the HMAC secret, exactly as issued.',
  });
});

it('is told in order: headers, signature, timestamp, secret', () => {
  const headers = { 'X-Merchant-Id': undefined, 'X-Timestamp': '1', 'X-Nonce': undefined };
  expect(found(headers, 'x', 'qp_test_x').map(({ mistake }) => mistake)).toEqual([
    'header_missing',
    'header_missing',
    'signature_encoding',
    'clock_skew',
    'secret_unusable',
  ]);
});
