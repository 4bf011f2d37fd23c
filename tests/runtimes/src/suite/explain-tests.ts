/** Each mistake that a signer makes, made: the explanation names it. */
import { canonicalString, explain, sha256Hex, signCanonical } from '@luxcore/signing';
import { equal, group, ok, type Need, type Test } from './test.ts';

const TIME = 1_777_420_800;
const NONCE = 'nonce-0001';
/** `test_secret` in base64. */
const SECRET = 'dGVzdF9zZWNyZXQ=';
const REQUEST = {
  method: 'POST',
  path: '/api/v2/payments?note=a%20b',
  body: '{"amount":150000,"currency":"MXN"}',
};

/** What was signed in place of what is sent. */
interface Signed {
  readonly timestamp?: string;
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly secret?: string;
  readonly separator?: string;
}

const MISTAKES: Readonly<Record<string, Signed>> = {
  body_trailing_newline: { body: `${REQUEST.body}\n` },
  body_reserialised: { body: '{"amount": 150000, "currency": "MXN"}' },
  body_pretty_printed: { body: JSON.stringify(JSON.parse(REQUEST.body), null, 2) },
  path_without_query: { path: '/api/v2/payments' },
  path_without_prefix: { path: '/payments?note=a%20b' },
  timestamp_milliseconds: { timestamp: `${String(TIME)}000` },
  method_lower_case: { method: 'post' },
  query_reencoded: { path: '/api/v2/payments?note=a+b' },
  wrong_separator: { separator: '\n' },
  secret_decoded: { secret: 'test_secret' },
};

const NEEDS_URL_SEARCH_PARAMS: readonly Need[] = ['web'];

function signatureOf({ separator = '.', ...signed }: Signed): string {
  const { method, path, body } = { ...REQUEST, ...signed };
  const parts = ['v1', signed.timestamp ?? String(TIME), NONCE, method, path, sha256Hex(body)];
  return signCanonical(signed.secret ?? SECRET, parts.join(separator));
}

function explainSigned(signed: Signed) {
  const headers = {
    'X-Merchant-Id': '1024',
    'X-Timestamp': String(TIME),
    'X-Nonce': NONCE,
    'X-Signature-Version': 'v1',
    'X-Signature': signatureOf(signed),
  };
  return explain({
    request: { ...REQUEST, headers },
    secret: SECRET,
    now: () => TIME * 1000,
  });
}

export const explainTests: Test[] = group('explain', [], (test) => {
  test('finds nothing wrong with what is right', () => {
    const { matches, findings, expectedCanonical } = explainSigned({});
    equal({ matches, findings }, { matches: true, findings: [] });
    const { method, path, body } = REQUEST;
    const parts = { timestamp: TIME, nonce: NONCE, method, path, bodySha256: sha256Hex(body) };
    equal(expectedCanonical, canonicalString(parts));
  });

  for (const [mistake, signed] of Object.entries(MISTAKES)) {
    test(
      `names ${mistake}`,
      () => {
        const { findings, text } = explainSigned(signed);
        equal(
          findings.map((finding) => finding.mistake),
          [mistake],
        );
        ok(!text.includes(SECRET), 'no secret in the text');
      },
      ...(mistake === 'query_reencoded' ? NEEDS_URL_SEARCH_PARAMS : []),
    );
  }

  test('names two mistakes that were made together', () => {
    const { findings } = explainSigned({ path: '/api/v2/payments', method: 'post' });
    equal(findings.map(({ mistake }) => mistake).sort(), [
      'method_lower_case',
      'path_without_query',
    ]);
  });

  test('says what it ruled out where it finds nothing', () => {
    const { findings, ruledOut } = explainSigned({ secret: 'quite_another' });
    equal(findings, []);
    ok(ruledOut.includes('path_without_query'), 'what was ruled out');
  });
});
