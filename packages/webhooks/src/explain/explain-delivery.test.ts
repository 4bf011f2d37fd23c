import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { SCHEMES } from '../scheme/schemes.ts';
import type { WebhookScheme } from '../scheme/scheme.ts';
import { signDelivery } from '../sign-delivery.ts';
import { anyUnit } from '../test-text.ts';
import type { DeliveryMistake } from './delivery-explanation.ts';
import { explainDelivery } from './explain-delivery.ts';

const SECRET = 'whsec_bHV4Y29yZSB3ZWJob29rIHNlY3JldA==';
const HEX_SECRET = `whsec_${'ab'.repeat(20)}`;
const NOW = 1_790_000_000;
const BODY = '{"id":"evt_1","event":"payment.completed","payment":{"id":"pay_1","amount":100}}';
const now = () => NOW * 1000;

function digest(key: string | Buffer, text: string, encoding: 'hex' | 'base64' = 'hex'): string {
  return createHmac('sha256', key).update(text).digest(encoding);
}

function headersOf(signature: string, timestamp: string | number = NOW): Record<string, string> {
  return { 'X-Webhook-Timestamp': String(timestamp), 'X-Webhook-Signature': signature };
}

const signed = (text: string, key: string | Buffer = SECRET) =>
  headersOf(`hmac_sha256=${digest(key, text)}`);
const at = `${String(NOW)}.`;
const decoded = Buffer.from(SECRET.slice(6), 'base64');

interface Case {
  readonly headers: Record<string, string | string[]>;
  readonly body?: string;
  readonly secrets?: string | readonly string[];
}

function explained({ headers, body = BODY, secrets = SECRET }: Case) {
  const explanation = explainDelivery({ headers, body }, { secrets, now });
  for (const secret of [secrets].flat().filter((text) => text.startsWith('whsec_'))) {
    expect(JSON.stringify(explanation)).not.toContain(secret);
  }
  return explanation;
}

const CASES: readonly (readonly [DeliveryMistake, string, Case])[] = [
  [
    'digest_encoding',
    'base64 for hex',
    { headers: headersOf(`hmac_sha256=${digest(SECRET, at + BODY, 'base64')}`) },
  ],
  [
    'digest_upper_case',
    'upper-case hex',
    { headers: headersOf(`hmac_sha256=${digest(SECRET, at + BODY).toUpperCase()}`) },
  ],
  ['digest_without_prefix', 'bare hex', { headers: headersOf(digest(SECRET, at + BODY)) }],
  [
    'body_reserialised',
    'spaces lost',
    { headers: signed(at + BODY.replaceAll(':', ': ').replaceAll(',', ', ')) },
  ],
  [
    'body_pretty_printed',
    'indented',
    { headers: signed(at + JSON.stringify(JSON.parse(BODY), null, 2)) },
  ],
  ['body_trailing_newline', 'a newline signed', { headers: signed(`${at}${BODY}\n`) }],
  ['body_trailing_newline', 'a newline arrived', { headers: signed(at + BODY), body: `${BODY}\n` }],
  [
    'body_reencoded',
    'the byte order mark lost',
    { headers: signed(at + BODY), body: `\ufeff${BODY}` },
  ],
  ['body_empty', 'consumed before', { headers: signed(at), body: BODY }],
  ['secret_without_prefix', 'the rest as text', { headers: signed(at + BODY, SECRET.slice(6)) }],
  ['secret_decoded', 'base64', { headers: signed(at + BODY, decoded) }],
  [
    'secret_decoded',
    'hex',
    {
      headers: signed(at + BODY, Buffer.from(HEX_SECRET.slice(6), 'hex')),
      secrets: HEX_SECRET,
    },
  ],
  ['secret_white_space', 'a line break', { headers: signed(at + BODY, `${SECRET}\n`) }],
  ['timestamp_left_out', 'the body alone', { headers: signed(BODY) }],
  ['timestamp_milliseconds', 'signed so', { headers: signed(`${String(NOW)}000.${BODY}`) }],
  [
    'other_scheme',
    'standardWebhooks',
    {
      headers: signDelivery({
        body: BODY,
        secret: SECRET,
        scheme: SCHEMES.standardWebhooks,
        id: 'msg_1',
        now,
      }).headers,
    },
  ],
  ['header_missing', 'the signature', { headers: { 'X-Webhook-Timestamp': String(NOW) } }],
  [
    'header_missing',
    'the timestamp',
    { headers: { 'X-Webhook-Signature': signed(at + BODY)['X-Webhook-Signature'] ?? '' } },
  ],
  [
    'header_doubled',
    'the timestamp',
    { headers: { ...signed(at + BODY), 'x-webhook-timestamp': '1' } },
  ],
  ['signature_malformed', 'a word', { headers: headersOf('signature') }],
  [
    'timestamp_malformed',
    'garbage',
    { headers: headersOf('hmac_sha256=' + '0'.repeat(64), '1790000000garbage') },
  ],
  [
    'clock_skew',
    '301 s',
    {
      headers: headersOf(
        `hmac_sha256=${digest(SECRET, `${String(NOW - 301)}.${BODY}`)}`,
        NOW - 301,
      ),
    },
  ],
  [
    'secret_unusable',
    'an API key',
    { headers: signed(at + BODY), secrets: 'qp_test_sk_0123456789' },
  ],
  ['secret_unusable', 'nothing', { headers: signed(at + BODY), secrets: '' }],
];

/** What is told beside one mistake alone. */
const MORE: readonly (readonly [string, Case])[] = [
  ['nothing wrong', { headers: signed(at + BODY) }],
  ['another secret', { headers: signed(at + BODY, 'whsec_of_another_endpoint') }],
  ['two mistakes', { headers: signed(`${at}${BODY}\n`, decoded) }],
  ['the second of two secrets', { headers: signed(at + BODY), secrets: [HEX_SECRET, SECRET] }],
  [
    'the second of two secrets, decoded',
    { headers: signed(at + BODY, decoded), secrets: [HEX_SECRET, SECRET] },
  ],
  ['a secret that is none among others', { headers: signed(at + BODY), secrets: ['x', SECRET] }],
  [
    'two that are none',
    { headers: signed(at + BODY, 'x'), secrets: ['', 'qp_test_sk_0123456789'] },
  ],
  [
    'a time that is sent in milliseconds and signed in seconds',
    { headers: headersOf(signed(at + BODY)['X-Webhook-Signature'] ?? '', `${String(NOW)}000`) },
  ],
  [
    'a right signature by what is no secret of an endpoint',
    { headers: signed(at + BODY, 'qp_test_sk_0123456789'), secrets: 'qp_test_sk_0123456789' },
  ],
  [
    'three that are none for the same reason',
    { headers: {}, secrets: ['wh_0001', 'wh_0002', 'wh_0003'] },
  ],
  ['no secrets', { headers: signed(at + BODY), secrets: [] }],
  [
    'a right signature of another time',
    { headers: { ...headersOf(`hmac_sha256=${digest(SECRET, `1.${BODY}`)}`, 1) } },
  ],
  [
    'a time in milliseconds',
    {
      headers: headersOf(
        `hmac_sha256=${digest(SECRET, `${String(NOW)}000.${BODY}`)}`,
        `${String(NOW)}000`,
      ),
    },
  ],
  [
    'several signatures, one of them in upper case',
    {
      headers: headersOf(
        `hmac_sha256=${'0'.repeat(64)}, hmac_sha256=${digest(SECRET, at + BODY).toUpperCase()}`,
      ),
    },
  ],
  [
    'a body that shows a secret and moves the cursor',
    { headers: headersOf(`v0=${digest(SECRET, `${SECRET}\u001b[2J`)}`, `${SECRET}\u001b[2J`) },
  ],
  ['headers that came twice', { headers: { ...signed(at + BODY), 'X-Webhook-Timestamp': '1, 2' } }],
  ['a secret with white space around it', { headers: signed(at + BODY), secrets: `${SECRET}\n` }],
  ['a secret without its prefix', { headers: signed(at + BODY), secrets: SECRET.slice(6) }],
  [
    'a secret without its prefix, and one that is none',
    { headers: signed(at + BODY), secrets: [SECRET.slice(6), 'qp_test_sk_0123456789'] },
  ],
  [
    'a secret that is decoded, and one without its prefix',
    { headers: signed(at + BODY, decoded), secrets: [SECRET, 'abcdefgh'] },
  ],
  ['a signature in two wrong forms', { headers: headersOf(`v1=${'A'.repeat(43)}=`) }],
  ['two headers that are missing', { headers: {} }],
  ['an empty body and another secret', { headers: signed(at, 'whsec_other'), body: '' }],
  ['a large body', { headers: signed(at, 'whsec_other'), body: `{"a":"${'x'.repeat(70_000)}"}` }],
];

it.each([...CASES.map(([mistake, how, given]) => [`${mistake}: ${how}`, given] as const), ...MORE])(
  'tells of %s in these words',
  (_, given) => {
    // Words that change are looked at, and are then written anew by `vitest run -u`.
    expect(explained(given).text).toMatchSnapshot();
  },
);

describe('explainDelivery', () => {
  it('finds nothing wrong with a delivery that is right', () => {
    const explanation = explained({ headers: signed(at + BODY) });
    expect(explanation).toMatchObject({ matches: true, findings: [], ruledOut: [], untried: [] });
    expect(explanation.text).toContain('right');
  });

  it.each(CASES)('names %s: %s', (mistake, _, given) => {
    const { findings, text } = explained(given);
    const finding = findings.find((one) => one.mistake === mistake);
    expect(finding).toBeDefined();
    expect(text).toContain(finding?.cause);
    expect(text).toContain(finding?.mend);
  });

  it('names two that were made together', () => {
    const two = explained({ headers: signed(`${at}${BODY}\n`, decoded) });
    expect(two).toMatchObject({ exhausted: false, untried: [], ruledOut: [] });
    expect(two.findings.map(({ mistake }) => mistake).sort()).toEqual([
      'body_trailing_newline',
      'secret_decoded',
    ]);
  });

  it('rules nothing out where there was nothing to compare', () => {
    expect(explained({ headers: headersOf('no signature') })).toMatchObject({
      matches: false,
      ruledOut: [],
      untried: [],
      exhausted: false,
    });
  });

  it('says how many bytes arrived, and how many were signed', () => {
    expect(explained({ headers: signed(`${at}${BODY}\n`) }).findings).toMatchObject([
      {
        mistake: 'body_trailing_newline',
        expected: expect.stringMatching(/^80 bytes, SHA-256 [\da-f]{64}$/) as string,
        received: expect.stringMatching(/^81 bytes, SHA-256 [\da-f]{64}$/) as string,
      },
    ]);
  });

  it('tries each of several secrets', () => {
    const headers = signed(`${at}${BODY}\n`);
    const { findings } = explained({ headers, secrets: ['whsec_b3RoZXI=', SECRET] });
    expect(findings.map(({ mistake }) => mistake)).toEqual(['body_trailing_newline']);
  });

  it('says what it ruled out where the secret is another', () => {
    const { matches, findings, ruledOut, text } = explained({
      headers: signed(at + BODY, 'whsec_of_another_endpoint'),
    });
    expect([matches, findings]).toEqual([false, []]);
    expect(ruledOut).toContain('body_reserialised');
    expect(ruledOut).toContain('secret_decoded');
    expect(text).toContain('another');
  });

  it('names none for a random wrong secret, and never shows the right one', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ unit: anyUnit }), (key, body) => {
        fc.pre(!SECRET.includes(key) && key.trim() !== SECRET);
        const { matches, findings } = explained({ headers: signed(at + body, key), body });
        expect(matches).toBe(false);
        expect(findings.filter(({ mistake }) => mistake !== 'body_empty')).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('does not show a secret that came in a header', () => {
    explained({ headers: headersOf(SECRET) });
    explained({ headers: headersOf('hmac_sha256=x', SECRET) });
  });

  it('answers a megabyte soon, and says what it did not try', () => {
    const body = JSON.stringify({ text: 'x'.repeat(1_000_000) });
    const start = process.cpuUsage();
    const { untried, matches } = explained({ headers: signed(at + body, 'whsec_other'), body });
    expect(process.cpuUsage(start).user).toBeLessThan(5_000_000);
    expect(matches).toBe(false);
    expect(untried).toContain('body_reserialised');
  });

  it('does not throw at hostile headers and bodies', () => {
    const headers: unknown[] = [
      null,
      undefined,
      'x',
      1,
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no');
          },
        },
      ),
    ];
    for (const hostile of headers) {
      const explanation = explainDelivery(
        { headers: hostile as never, body: BODY },
        { secrets: SECRET, now },
      );
      expect(explanation.matches).toBe(false);
    }
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    expect(explained({ headers: signed(at + BODY), body: deep }).matches).toBe(false);
    expect(() => explainDelivery({ headers: {}, body: {} as never }, { secrets: SECRET })).toThrow(
      expect.objectContaining({ code: 'RAW_BODY_REQUIRED' }) as Error,
    );
    expect(() =>
      explainDelivery({ headers: {}, body: '' }, { secrets: SECRET, toleranceSeconds: -1 }),
    ).toThrow('toleranceSeconds: expected whole seconds from 0');
  });

  it('asks for no timestamp where the scheme has none', () => {
    const scheme = SCHEMES.bodyOnly;
    const late = { 'X-Webhook-Timestamp': '1' };
    const right = { ...signDelivery({ body: BODY, secret: SECRET, scheme }).headers, ...late };
    const options = { secrets: SECRET, scheme, now };
    expect(explainDelivery({ headers: right, body: BODY }, options)).toMatchObject({
      matches: true,
      findings: [],
    });
    const { findings } = explainDelivery({ headers: late, body: BODY }, options);
    expect(findings.map(({ mistake, expected }) => [mistake, expected])).toEqual([
      ['header_missing', 'X-Webhook-Signature'],
    ]);
  });

  it('reads another scheme from the header that came, as it is written there', () => {
    const right = signDelivery({ body: BODY, secret: SECRET, scheme: SCHEMES.luxcore, now });
    const { 'webhook-signature': _, ...standard } = signDelivery({
      body: BODY,
      secret: SECRET,
      scheme: SCHEMES.standardWebhooks,
      id: 'msg_1',
      now,
    }).headers;
    const text = `msg_1.${String(NOW)}.${BODY}`;
    const headers = {
      ...right.headers,
      ...standard,
      'X-Webhook-Signature': `hmac_sha256=${digest(decoded, text)}`,
    };
    expect(explained({ headers }).findings.map(({ mistake }) => mistake)).toEqual([
      'other_scheme',
      'header_missing',
    ]);
  });

  it('takes headers that cannot be read for none', () => {
    const headers = {
      get: () => {
        throw new Error('no');
      },
    };
    const { findings } = explainDelivery(
      { headers: headers as never, body: BODY },
      { secrets: SECRET, now },
    );
    expect(findings.map(({ expected, received }) => [expected, received])).toEqual([
      ['X-Webhook-Signature', 'none'],
      ['X-Webhook-Timestamp', 'none'],
    ]);
  });

  it('explains a scheme that signs a text alone', () => {
    const scheme: WebhookScheme = {
      ...SCHEMES.luxcore,
      payload: ({ timestamp }) => [`${String(timestamp)}.`],
    };
    const options = { secrets: SECRET, scheme, now };
    expect(explainDelivery({ headers: signed(at), body: BODY }, options)).toMatchObject({
      matches: true,
      expectedPayload: at,
    });
  });

  it('tells of the body alone, where what the scheme signs cannot be known', () => {
    const scheme: WebhookScheme = {
      ...SCHEMES.luxcore,
      headers: { signature: 'X-Mine', id: 'X-Mine-Id' },
      payload: ({ id, body }) => [id, body],
    };
    const headers = { 'X-Mine': 'x', 'X-Webhook-Timestamp': '7' };
    const { expectedPayload } = explainDelivery(
      { headers, body: BODY },
      { secrets: SECRET, scheme, now },
    );
    expect(expectedPayload).toMatch(/^80 bytes, SHA-256 /);
  });

  it('explains standardWebhooks whose secret was used as text', () => {
    const scheme = SCHEMES.standardWebhooks;
    const text = `msg_1.${String(NOW)}.${BODY}`;
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(NOW),
      'webhook-signature': `v1,${digest(SECRET, text, 'base64')}`,
    };
    const { findings } = explainDelivery({ headers, body: BODY }, { secrets: SECRET, scheme, now });
    expect(findings.map(({ mistake }) => mistake)).toEqual(['secret_as_text']);
  });
});
