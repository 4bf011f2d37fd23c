import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { currentEngine, replaceEngine } from '../engine/current-engine.ts';
import { explain } from './explain.ts';
import type { Explanation } from './explanation.ts';
import type { MistakeName } from './mistakes.ts';

const NOW = 1_777_420_800_000;

interface Signing {
  parts: readonly string[];
  body: string;
  key: string | Buffer;
  separator: string;
}

const alphabet = (characters: string, minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...characters), { minLength, maxLength }).map((list) => list.join(''));

const value = fc.string({ unit: 'grapheme', maxLength: 8 });
const query = fc
  .array(fc.tuple(alphabet('abc', 1, 3), value), { minLength: 1, maxLength: 3 })
  .map((pairs) => pairs.map(([name, text]) => `${name}=${encodeURIComponent(text)}`).join('&'));
const json = fc.dictionary(alphabet('abcdé', 1, 4), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1 });
const request = fc.record({
  timestamp: fc.integer({ min: -300, max: 300 }).map((offset) => String(NOW / 1000 + offset)),
  nonce: alphabet('abcdef0123456789-_', 8, 32),
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  path: query.map((text) => `/api/v2/payments?${text}`),
  value: json,
  secret: fc.oneof(alphabet('0123456789abcdef', 16, 16), alphabet('ABCDabcd0123+/', 20, 20)),
});
type Sent = typeof request extends fc.Arbitrary<infer T> ? T : never;

function spaced(item: unknown): string {
  if (Array.isArray(item)) return `[${item.map(spaced).join(', ')}]`;
  if (typeof item !== 'object' || item === null) return JSON.stringify(item);
  const fields = Object.entries(item).map(([name, of]) => `${JSON.stringify(name)}: ${spaced(of)}`);
  return `{${fields.join(', ')}}`;
}

/** What a signer does that makes the mistake, written without a look at how it is found. */
const MAKERS: Record<MistakeName, (sent: Sent, right: Signing) => Partial<Signing>> = {
  body_trailing_newline: (_, { body }) => ({ body: `${body}\n` }),
  body_reserialised: ({ value: item }) => ({ body: spaced(item) }),
  body_pretty_printed: ({ value: item }) => ({ body: JSON.stringify(item, null, 4) }),
  path_without_query: (_, { parts }) => ({ parts: parts.with(4, '/api/v2/payments') }),
  path_without_prefix: ({ path }, { parts }) => ({ parts: parts.with(4, path.slice(7)) }),
  timestamp_milliseconds: ({ timestamp }, { parts }) => ({
    parts: parts.with(1, String(Number(timestamp) * 1000)),
  }),
  method_lower_case: ({ method }, { parts }) => ({ parts: parts.with(3, method.toLowerCase()) }),
  query_reencoded: ({ path }, { parts }) => ({ parts: parts.with(4, decodeURIComponent(path)) }),
  body_reencoded: (_, { body }) => ({ body: Buffer.from(body).toString('latin1') }),
  wrong_separator: () => ({ separator: '\n' }),
  wrong_order: (_, { parts }) => ({ parts: parts.slice(1) }),
  secret_white_space: ({ secret }) => ({ key: `${secret}\n` }),
  secret_decoded: ({ secret }) => ({
    key: Buffer.from(secret, /^[\da-f]{16}$/.test(secret) ? 'hex' : 'base64'),
  }),
};
const mistakes = fc.constantFrom(...(Object.keys(MAKERS) as MistakeName[]));

function canonicalOf({ parts, body, separator }: Signing): string {
  return [...parts, createHash('sha256').update(body).digest('hex')].join(separator);
}

function rightOf({ timestamp, nonce, method, path, value: item, secret }: Sent): Signing {
  const parts = ['v1', timestamp, nonce, method, path];
  return { parts, body: JSON.stringify(item), key: secret, separator: '.' };
}

/** The explanation of a request that was signed in another way than it was sent. */
function explained(
  { timestamp, nonce, method, path, secret }: Sent,
  body: string,
  signed: Signing,
) {
  const digest = createHmac('sha256', signed.key).update(canonicalOf(signed)).digest('hex');
  const headers = {
    'X-Merchant-Id': '1024',
    'X-Timestamp': timestamp,
    'X-Nonce': nonce,
    'X-Signature-Version': 'v1',
    'X-Signature': `hmac_sha256=${digest}`,
  };
  return explain({ request: { method, path, headers, body }, secret, now: () => NOW });
}

const names = ({ findings }: Explanation) => findings.map(({ mistake }) => mistake);

describe('explain, for any request', () => {
  it('names the mistake that was made, or one that signs the very same', () => {
    const told = new Set<string>();
    fc.assert(
      fc.property(request, mistakes, (sent, mistake) => {
        const right = rightOf(sent);
        const signed = { ...right, ...MAKERS[mistake](sent, right) };
        const canonical = canonicalOf(signed);
        fc.pre(canonical !== canonicalOf(right) || signed.key !== right.key);
        const explanation = explained(sent, right.body, signed);
        expect(explanation.matches).toBe(false);
        expect(explanation.signedCanonical).toBe(canonical);
        expect(explanation.findings).toHaveLength(1);
        const [name = ''] = names(explanation);
        // Where two mistakes sign the same, the likelier is named; a secret is confused with none.
        if (signed.key !== right.key) expect(name).toBe(mistake);
        told.add(name);
      }),
      { numRuns: 400 },
    );
    expect([...told].sort()).toEqual(Object.keys(MAKERS).sort());
  });

  it('names two that were made together, or two that sign the very same', () => {
    fc.assert(
      fc.property(request, mistakes, mistakes, (sent, first, second) => {
        const right = rightOf(sent);
        const [one, other] = [first, second].map((name) => MAKERS[name](sent, right));
        fc.pre(Object.keys({ ...one, ...other }).length === 2);
        const signed = { ...right, ...one, ...other };
        const explanation = explained(sent, right.body, signed);
        if (explanation.exhausted) return;
        expect(explanation.signedCanonical).toBe(canonicalOf(signed));
        expect(explanation.findings.length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 150 },
    );
  });

  it('names none for another secret, and says that what was tried is not the reason', () => {
    fc.assert(
      fc.property(request, fc.string({ minLength: 1 }), (sent, key) => {
        fc.pre(key.trim() !== sent.secret);
        const right = rightOf(sent);
        const explanation = explained(sent, right.body, { ...right, key });
        expect(explanation).toMatchObject({ matches: false, findings: [], untried: [] });
        expect(explanation.ruledOut).toHaveLength(13);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the work for one call', () => {
  afterEach(() => {
    replaceEngine(undefined);
  });

  it('is at most 500 HMACs, all of them only where it says that it was exhausted', () => {
    const engine = currentEngine();
    let hmacs = 0;
    replaceEngine({
      ...engine,
      hmacKey(key) {
        const { hex, digest } = engine.hmacKey(key);
        return {
          digest,
          hex(message) {
            hmacs++;
            return hex(message);
          },
        };
      },
    });
    fc.assert(
      fc.property(request, fc.boolean(), (sent, isPretty) => {
        const right = rightOf(sent);
        const body = isPretty ? `\ufeff${JSON.stringify(sent.value, null, 3)}\r\n` : right.body;
        hmacs = 0;
        const { exhausted } = explained(sent, body, { ...right, key: 'another' });
        expect(hmacs).toBeGreaterThan(20);
        expect(hmacs).toBeLessThanOrEqual(500);
        expect(exhausted).toBe(hmacs === 500);
      }),
      { numRuns: 40 },
    );
  });
});
