import { createHash, createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain, type RequestToExplain } from './explain.ts';
import type { Explanation } from './explanation.ts';
import type { MistakeName } from './mistakes.ts';

const SECRET = 'c2VjcmV0IG9mIDEwMjQh';
const HEX_SECRET = '5f'.repeat(16);
const NOW = 1_777_420_800_000;
const now = () => NOW;
const JSON_BODY = '{"amount":150000,"customer":{"name":"Ana"}}';
const PATH = '/api/v2/payments?note=a%20b&x=1';

/** What a signer does, in node:crypto and in steps that a test can do wrongly. */
interface Signing {
  version: string;
  timestamp: string;
  nonce: string;
  method: string;
  path: string;
  body: string | Uint8Array;
  secret: string | Uint8Array;
  join: (parts: string[]) => string;
  write: (digest: Buffer) => string;
}

const RIGHT: Signing = {
  version: 'v1',
  timestamp: String(NOW / 1000),
  nonce: 'nonce-0001',
  method: 'POST',
  path: PATH,
  body: JSON_BODY,
  secret: SECRET,
  join: (parts) => parts.join('.'),
  write: (digest) => `hmac_sha256=${digest.toString('hex')}`,
};

function sign(signing: Signing): string {
  const { version, timestamp, nonce, method, path, body, secret, join, write } = signing;
  const hash = createHash('sha256').update(body).digest('hex');
  const canonical = join([version, timestamp, nonce, method, path, hash]);
  return write(createHmac('sha256', secret).update(canonical).digest());
}

/** The request as it arrives, with a signature that was made with mistakes. */
function explained(mistaken: Partial<Signing>, sent: Partial<Signing> = {}): Explanation {
  const right = { ...RIGHT, ...sent };
  const request: RequestToExplain = {
    method: right.method,
    path: right.path,
    body: right.body,
    headers: {
      'x-merchant-id': '1024',
      'x-timestamp': right.timestamp,
      'x-nonce': right.nonce,
      'x-signature-version': right.version,
      'x-signature': sign({ ...right, ...mistaken }),
    },
  };
  return explain({ request, secret: typeof right.secret === 'string' ? right.secret : '', now });
}

const names = (explanation: Explanation) => explanation.findings.map(({ mistake }) => mistake);
const pretty = JSON.stringify(JSON.parse(JSON_BODY), null, 2);
const latin1 = Buffer.from('Café', 'utf8').toString('latin1');
const order = (...indexes: number[]) => ({
  join: (parts: string[]) => indexes.map((index) => parts[index]).join('.'),
});

/** Each mistake: what was done wrongly and, where it shows only there, what was sent. */
const CASES: readonly (readonly [MistakeName, string, Partial<Signing>, Partial<Signing>?])[] = [
  ['timestamp_milliseconds', 'milliseconds are signed', { timestamp: String(NOW) }],
  ['method_lower_case', 'the method is signed in lower case', { method: 'post' }],
  ['path_without_query', 'the query is left out', { path: '/api/v2/payments' }],
  ['path_without_prefix', 'the prefix is left out', { path: '/payments?note=a%20b&x=1' }],
  ['query_reencoded', 'a space is signed as +', { path: '/api/v2/payments?note=a+b&x=1' }],
  ['query_reencoded', 'the query is signed decoded', { path: '/api/v2/payments?note=a b&x=1' }],
  [
    'query_reencoded',
    'escapes are signed in lower case',
    { path: '/api/v2/p?a=%2f' },
    { path: '/api/v2/p?a=%2F' },
  ],
  [
    'query_reencoded',
    'escapes are signed in upper case',
    { path: '/api/v2/p?a=%2F' },
    { path: '/api/v2/p?a=%2f' },
  ],
  [
    'query_reencoded',
    'each value is encoded before signing',
    { path: '/api/v2/p?a=b%2Fc' },
    { path: '/api/v2/p?a=b/c' },
  ],
  ['body_reserialised', 'the body is sent with other white space', {}, { body: pretty }],
  [
    'body_reserialised',
    'the body is signed as Python writes it',
    { body: '{"amount": 150000, "customer": {"name": "Ana"}}' },
  ],
  ['body_pretty_printed', 'the body is signed with two spaces', { body: pretty }],
  [
    'body_pretty_printed',
    'the body is signed with tabs',
    { body: JSON.stringify(JSON.parse(JSON_BODY), null, '\t') },
  ],
  ['body_trailing_newline', 'a line break is signed and not sent', { body: `${JSON_BODY}\n` }],
  ['body_trailing_newline', 'a line break of Windows is signed', { body: `${JSON_BODY}\r\n` }],
  [
    'body_trailing_newline',
    'a line break is sent and not signed',
    { body: JSON_BODY },
    { body: `${JSON_BODY}\n` },
  ],
  [
    'body_trailing_newline',
    'a line break of Windows is sent',
    { body: JSON_BODY },
    { body: `${JSON_BODY}\r\n` },
  ],
  [
    'body_reencoded',
    'bytes are signed as if they were Latin-1',
    { body: latin1 },
    { body: 'Café' },
  ],
  [
    'body_reencoded',
    'invalid bytes are replaced',
    { body: 'a\ufffdb' },
    { body: new Uint8Array([97, 0xff, 98]) },
  ],
  ['body_reencoded', 'the byte order mark is lost', { body: 'abc' }, { body: '\ufeffabc' }],
  ['wrong_separator', 'the parts are joined by line breaks', { join: (parts) => parts.join('\n') }],
  ['wrong_separator', 'the parts are joined by colons', { join: (parts) => parts.join(':') }],
  ['wrong_separator', 'the parts are joined by nothing', { join: (parts) => parts.join('') }],
  ['wrong_order', 'the version is left out', order(1, 2, 3, 4, 5)],
  ['wrong_order', 'the nonce comes first', order(0, 2, 1, 3, 4, 5)],
  ['wrong_order', 'the path comes before the method', order(0, 1, 2, 4, 3, 5)],
  ['wrong_order', 'method and path come first', order(0, 3, 4, 1, 2, 5)],
  ['secret_white_space', 'the secret has a line break', { secret: `${SECRET}\n` }],
  ['secret_white_space', 'the secret has a line break of Windows', { secret: `${SECRET}\r\n` }],
  ['secret_white_space', 'the secret has a space', { secret: `${SECRET} ` }],
  [
    'secret_decoded',
    'the secret is decoded from base64',
    { secret: Buffer.from(SECRET, 'base64') },
  ],
];

describe('a mistake alone', () => {
  for (const [mistake, title, mistaken, sent] of CASES) {
    it(`${mistake}: ${title}`, () => {
      const signed = sent === undefined ? mistaken : { body: JSON_BODY, ...mistaken };
      const explanation = explained(signed, sent);
      expect(names(explanation)).toEqual([mistake]);
      expect(explanation.matches).toBe(false);
      expect(explanation.ruledOut).toEqual([]);
      const [finding] = explanation.findings;
      expect(explanation.text).toContain(finding?.cause);
      expect(explanation.text).toContain(finding?.mend);
      if (finding?.component !== 'secret') expect(finding?.expected).not.toBe(finding?.received);
    });
  }

  it('secret_decoded: the secret is decoded from hex', () => {
    const explanation = explained(
      { secret: Buffer.from(HEX_SECRET, 'hex') },
      { secret: HEX_SECRET },
    );
    expect(names(explanation)).toEqual(['secret_decoded']);
  });

  it('timestamp_milliseconds: the header has them, and they are signed', () => {
    const explanation = explained({}, { timestamp: String(NOW) });
    expect(explanation.matches).toBe(true);
    expect(names(explanation)).toEqual(['timestamp_milliseconds']);
    expect(explanation.text).toMatch(/^The signature is right, but /);
  });

  it('timestamp_milliseconds: the header has them, and seconds are signed', () => {
    const explanation = explained({ timestamp: String(NOW / 1000) }, { timestamp: String(NOW) });
    expect(names(explanation)).toContain('timestamp_milliseconds');
    expect(explanation.matches).toBe(false);
  });

  it.each([
    [
      'upper-case hex',
      (digest: Buffer) => `hmac_sha256=${digest.toString('hex').toUpperCase()}`,
      'upper case',
    ],
    ['base64', (digest: Buffer) => `hmac_sha256=${digest.toString('base64')}`, 'base64'],
    ['base64url', (digest: Buffer) => `hmac_sha256=${digest.toString('base64url')}`, 'base64'],
    ['no prefix', (digest: Buffer) => digest.toString('hex'), 'prefix'],
    ['another prefix', (digest: Buffer) => `sha256=${digest.toString('hex')}`, 'prefix'],
    ['white space', (digest: Buffer) => ` hmac_sha256=${digest.toString('hex')}`, 'white space'],
  ])('signature_encoding: %s', (_, write, word) => {
    const explanation = explained({ write });
    expect(explanation.matches).toBe(true);
    expect(explanation.findings).toMatchObject([
      { mistake: 'signature_encoding', component: 'signature' },
    ]);
    expect(explanation.findings[0]?.cause).toContain(word);
  });

  it.each([
    [-301, ['clock_skew']],
    [-300, []],
    [300, []],
    [301, ['clock_skew']],
  ])('clock_skew: %i s', (seconds, expected) => {
    const explanation = explained({}, { timestamp: String(NOW / 1000 + seconds) });
    expect(names(explanation)).toEqual(expected);
    expect(explanation.matches).toBe(true);
  });

  it.each([
    ['a webhook secret', 'whsec_abcdefgh', 'webhook secret'],
    ['an API key', 'qp_test_sk_abcdefgh', 'API key'],
    ['a production key', 'qp_prod_sk_abcdefgh', 'API key'],
    ['nothing', '', 'empty'],
  ])('secret_unusable: %s in its place', (_, secret, word) => {
    const explanation = explained({}, { secret });
    expect(names(explanation)).toEqual(['secret_unusable']);
    expect(explanation.findings[0]?.cause).toContain(word);
    if (secret !== '') expect(inspect(explanation)).not.toContain(secret);
  });

  it.each(['x-merchant-id', 'x-timestamp', 'x-nonce', 'x-signature-version', 'x-signature'])(
    'header_missing: %s',
    (name) => {
      const headers: Record<string, string> = {
        'x-merchant-id': '1024',
        'x-timestamp': RIGHT.timestamp,
        'x-nonce': RIGHT.nonce,
        'x-signature-version': 'v1',
        'x-signature': sign(RIGHT),
      };
      const rest = Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
      const explanation = explain({
        request: { method: 'POST', path: PATH, body: JSON_BODY, headers: rest },
        secret: SECRET,
        now,
      });
      expect(names(explanation)).toContain('header_missing');
      expect(explanation.text.toLowerCase()).toContain(name);
    },
  );

  it('header_malformed: a timestamp that is no number', () => {
    expect(names(explained({}, { timestamp: '1777420800x' }))).toEqual(['header_malformed']);
  });
});

describe('two mistakes', () => {
  const changes = CASES.filter(([, , , sent]) => sent === undefined);
  const pairs = changes.flatMap((first, index) =>
    changes
      .slice(index + 1)
      .filter((second) => {
        const shared = Object.keys(first[2]).filter((key) => key in second[2]);
        return shared.length === 0;
      })
      .map((second) => [first, second] as const),
  );

  it.each(pairs)('%o and %o', ([firstName, , first], [secondName, , second]) => {
    expect(names(explained({ ...first, ...second })).sort()).toEqual(
      [firstName, secondName].sort(),
    );
  });

  it('names a wrong separator in a wrong order', () => {
    const join = ([, ...parts]: string[]) => parts.join('\n');
    expect(names(explained({ join }))).toEqual(['wrong_separator', 'wrong_order']);
  });

  it('names two mistakes in one path', () => {
    expect(names(explained({ path: '/payments' }))).toEqual([
      'path_without_query',
      'path_without_prefix',
    ]);
  });
});

describe('no known mistake', () => {
  it.each([
    ['another secret', { secret: 'another secret' }],
    ['another body', { body: '{"amount":150001}' }],
    ['another nonce', { nonce: 'nonce-0002' }],
    ['three mistakes at once', { method: 'post', path: '/payments', body: pretty }],
  ])('says what it ruled out: %s', (_, mistaken) => {
    const explanation = explained(mistaken);
    expect(explanation).toMatchObject({ matches: false, findings: [] });
    expect(explanation.ruledOut).toHaveLength(13);
    expect(explanation).not.toHaveProperty('signedCanonical');
    expect(explanation.text).toContain('Ruled out');
  });

  it('names none for any other secret', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
        fc.pre(Buffer.from(bytes).toString('utf8').trim() !== SECRET);
        expect(explained({ secret: Buffer.from(bytes) }).findings).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('says that a signature is no digest', () => {
    const explanation = explain({
      request: { method: 'POST', path: PATH },
      secret: SECRET,
      received: 'hmac_sha256=x',
      now,
    });
    expect(names(explanation)).toContain('signature_encoding');
    expect(explanation).toMatchObject({ ruledOut: [], untried: [], exhausted: false });
  });
});

describe('explain', () => {
  const request = {
    method: 'POST',
    path: PATH,
    body: JSON_BODY,
    headers: new Headers({
      'X-Merchant-Id': '1024',
      'X-Timestamp': RIGHT.timestamp,
      'X-Nonce': RIGHT.nonce,
      'X-Signature-Version': 'v1',
    }),
  };

  it('says that a right signature is right', () => {
    const explanation = explained({});
    expect(explanation).toMatchObject({ matches: true, findings: [] });
    expect(explanation.signedCanonical).toBe(explanation.expectedCanonical);
    expect(explanation.text).toMatch(/^The signature is right\.\n/);
  });

  it('takes the signature by itself, or all headers that came', () => {
    const signature = sign({ ...RIGHT, method: 'post' });
    expect(names(explain({ request, secret: SECRET, received: signature, now }))).toEqual([
      'method_lower_case',
    ]);
    const received = new Headers(request.headers);
    received.set('X-Signature', signature);
    const { headers: _, ...bare } = request;
    expect(names(explain({ request: bare, secret: SECRET, received, now }))).toEqual([
      'method_lower_case',
    ]);
  });

  it('aligns the two canonical strings and marks the difference', () => {
    const { text } = explained({ path: '/api/v2/payments' });
    const [signed = '', sent = '', marks = ''] = text.split('\n').slice(2, 5);
    const at = marks.indexOf('^');
    expect(sent.slice(at, at + marks.trim().length)).toBe('?note=a%20b&x=1');
    expect(sent.slice(0, at)).toBe(signed.slice(0, at).replace('signed', 'sent  '));
    expect(text).toMatch(/\n\nTo do: Sign `url\.pathname \+ url\.search`/);
    expect(text).not.toMatch(/expected|received|SHA-256 of the body/);
  });

  it.each([
    ['v2', 'v2'],
    ['', 'v1'],
  ])('takes the version that came, %j, as it is, or v1', (version, expected) => {
    const { expectedCanonical, matches } = explained({ version: expected }, { version });
    expect(expectedCanonical).toMatch(new RegExp(`^${expected}\\.1777420800\\.`));
    expect(matches).toBe(true);
  });

  it('shows of a secret nothing, of a body its size and hash, of a form its parts', () => {
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(explained({ secret: `${SECRET}\n` }).findings).toMatchObject([
      { component: 'secret', expected: 'not shown', received: 'not shown' },
    ]);
    expect(explained({ body: `${JSON_BODY}\n` }).findings).toMatchObject([
      {
        component: 'body',
        expected: `43 bytes, SHA-256 ${hash(JSON_BODY)}`,
        received: `44 bytes, SHA-256 ${hash(`${JSON_BODY}\n`)}`,
      },
    ]);
    expect(explained(order(1, 2, 3, 4, 5)).findings).toMatchObject([
      {
        component: 'canonical string',
        expected: '{version}.{timestamp}.{nonce}.{method}.{path}.{bodySha256}',
        received: '{timestamp}.{nonce}.{method}.{path}.{bodySha256}',
      },
    ]);
  });

  it('shows line breaks as pictures', () => {
    expect(explained({ join: (parts) => parts.join('\n') }).text).toContain('v1␊1777420800␊');
  });

  it('never shows the secret', () => {
    for (const [, , mistaken, sent] of CASES) {
      expect(inspect(explained(mistaken, sent), { depth: 9, showHidden: true })).not.toContain(
        SECRET,
      );
    }
  });

  it.each([
    ['as it is', SECRET],
    ['trimmed', `${SECRET}\n`],
    ['of base64', 'ab+c/dE=='],
  ])('never shows the secret where it came in the request, %s', (_case, secret) => {
    const plain = secret.trim();
    const encoded = encodeURIComponent(plain);
    const forms = [plain, encoded, encoded.replace(/%../g, (escape) => escape.toLowerCase())];
    for (const form of forms) {
      const path = `/api/v2/payments?key=${form}&b=%20`;
      const places: Partial<Signing>[] = [
        { path },
        { nonce: `nonce-${form}` },
        { timestamp: form },
        { version: form },
        { method: form },
        { write: () => form },
        { path, write: () => `hmac_sha256=${form}` },
      ];
      for (const sent of places) {
        for (const mistaken of [
          {},
          { method: 'post' },
          { secret: 'another' },
          { path: '/other' },
        ]) {
          const explanation = explained(mistaken, { ...sent, secret });
          expect(JSON.stringify(explanation)).not.toContain(plain);
          expect(JSON.stringify(explanation)).not.toContain(form);
          expect(explanation.text).not.toContain(plain);
        }
      }
      const { text, signedCanonical } = explained({ path: '/api/v2/payments' }, { path, secret });
      expect(text).toContain('/api/v2/payments?key=[secret]&b=%20');
      expect(signedCanonical).toMatch(/\.\/api\/v2\/payments\.[\da-f]{64}$/);
    }
  });

  it('does not take what is seen at once for the reason of a signature that nothing reproduces', () => {
    const { text, findings } = explained(
      { secret: 'another' },
      { timestamp: String(NOW / 1000 - 400) },
    );
    expect(findings).toMatchObject([{ mistake: 'clock_skew' }]);
    expect(text).toMatch(/no mistake that was tried reproduces it/);
    expect(text).toContain('Besides, the timestamp lies 400 s in the past.');
  });

  it('refuses a parsed body', () => {
    const parsed = { ...request, body: { amount: 1 } as never };
    expect(() => explain({ request: parsed, secret: SECRET, now })).toThrow(
      expect.objectContaining({ code: 'INVALID_BODY' }),
    );
  });

  it('copes with a body of a mebibyte', () => {
    const body = JSON.stringify({ note: 'é'.repeat(500_000) });
    expect(names(explained({ body: `${body}\n` }, { body }))).toEqual(['body_trailing_newline']);
  });
});
