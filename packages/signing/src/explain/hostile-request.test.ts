import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain, type ExplainOptions } from './explain.ts';

const now = () => 1_777_420_800_000;
const SIGNATURE = `hmac_sha256=${'a'.repeat(64)}`;

/** Whatever came, there is an explanation, and it can be printed. */
function expectExplanation(came: { request: unknown; received?: unknown }): void {
  const explanation = explain({ ...came, secret: 'test_secret', now } as ExplainOptions);
  expect(explanation.matches).toBe(false);
  expect(explanation.text).toMatch(/^The signature does not match/);
  expect(JSON.stringify(explanation)).not.toContain('test_secret');
}

describe('explain never throws', () => {
  it.each([
    ['no request', undefined],
    ['null', null],
    ['a text', 'POST /'],
    ['an empty request', {}],
    ['a request without headers', { method: 'GET', path: '/' }],
    ['headers that throw', { headers: { get: () => expect.unreachable() } }],
    ['headers that are a list', { headers: [['x-signature', SIGNATURE]] }],
    ['a method that is no text', { method: Symbol('x'), path: {}, headers: {} }],
    ['lone surrogates', { method: '\ud800', path: '/\udfff?\ud800=%', body: '\ud800' }],
  ])('for %s', (_case, request) => {
    expectExplanation({ request });
    expectExplanation({ request, received: SIGNATURE });
    expectExplanation({ request, received: { 'x-signature': SIGNATURE } });
  });

  it.each([undefined, null, 42, '', '\ud800', '\ud800'.repeat(9)])(
    'for the secret %j',
    (secret) => {
      const request = { method: 'GET', path: `/?a=${encodeURIComponent('é')}` };
      expect(explain({ request, secret: secret as string, received: SIGNATURE, now }).matches).toBe(
        false,
      );
    },
  );

  it('for random parts, headers and bodies', () => {
    const anything = fc.anything({ maxDepth: 2, withBigInt: true, withNullPrototype: true });
    // Halves of surrogate pairs too; `unit: 'binary'` and `webPath` cost seconds at their first use.
    const unit = fc.nat(0xffff).map((code) => String.fromCharCode(code));
    const text = fc.oneof(
      fc.string({ unit, maxLength: 60 }),
      fc.array(fc.constantFrom('api', '..', '%2F', 'é', '')).map((parts) => `/${parts.join('/')}`),
      fc.constantFrom('/api/v2/p?a=%&b=%2f+', '%', '1777420800', SIGNATURE, 'a=='.repeat(20)),
    );
    const value = fc.oneof(text, anything, fc.array(text, { maxLength: 2 }));
    const headers = fc.record(
      {
        'X-Merchant-Id': value,
        'x-timestamp': value,
        'X-NONCE': value,
        'x-signature-version': value,
        'X-Signature': fc.oneof(value, fc.constant(SIGNATURE)),
      },
      { requiredKeys: [] },
    );
    const body = fc.oneof(
      fc.json(),
      text,
      fc.uint8Array({ maxLength: 60 }),
      fc.constant(undefined),
      fc.uint8Array({ maxLength: 9 }).map((bytes) => bytes.buffer),
    );
    const request = fc.record(
      { method: value, path: value, headers: fc.oneof(headers, anything), body },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(request, fc.oneof(headers, value, fc.constant(SIGNATURE)), (sent, received) => {
        expectExplanation({ request: sent });
        expectExplanation({ request: sent, received });
      }),
      { numRuns: 150 },
    );
  });
});
