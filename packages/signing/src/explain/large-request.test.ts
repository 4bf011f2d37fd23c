import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import type { Explanation } from './explanation.ts';
import { MISTAKE_NAMES } from './mistakes.ts';

const SECRET = 'emulated_hmac_secret';
const NOW = 1_777_420_800_000;
const REWRITES = ['body_reserialised', 'body_pretty_printed', 'body_reencoded'];

/** The explanation of a request that was signed with another body, path or method. */
function explained(
  sent: { path?: string; body?: string | Uint8Array; nonce?: string },
  signed: { method?: string; path?: string; body?: string | Uint8Array } = { method: 'PATCH' },
): Explanation {
  const { path = '/api/v2/payments?a=b%20c', body = '{"a":1}', nonce = 'nonce-0001' } = sent;
  const hash = createHash('sha256')
    .update(signed.body ?? body)
    .digest('hex');
  const canonical = `v1.1777420800.${nonce}.${signed.method ?? 'POST'}.${signed.path ?? path}.${hash}`;
  const headers = {
    'X-Merchant-Id': '1024',
    'X-Timestamp': '1777420800',
    'X-Nonce': nonce,
    'X-Signature-Version': 'v1',
    'X-Signature': `hmac_sha256=${createHmac('sha256', SECRET).update(canonical).digest('hex')}`,
  };
  const request = { method: 'POST', path, body, headers };
  return explain({ request, secret: SECRET, now: () => NOW });
}

/** JSON of about so many bytes, of many small values, as a list of payments has. */
function jsonOf(bytes: number): string {
  const row = { id: 17, name: 'Ana é', amount: 1.5, list: [1, 2] };
  return JSON.stringify(Array.from({ length: Math.ceil(bytes / 54) }, () => row));
}

const names = ({ findings }: Explanation) => findings.map(({ mistake }) => mistake);
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('a body', () => {
  it('of a mebibyte is answered soon, and says what was not tried', () => {
    const body = jsonOf(1_000_000);
    const started = process.cpuUsage();
    const explanation = explained({ body });
    // Some 40 ms on a laptop; a slow and busy machine has its time. It once took 5 to 13 s.
    expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
    expect(explanation).toMatchObject({ matches: false, findings: [], untried: REWRITES });
    expect(explanation.ruledOut).toHaveLength(MISTAKE_NAMES.length - REWRITES.length);
    expect(explanation.ruledOut).not.toEqual(expect.arrayContaining(REWRITES));
    expect(explanation.exhausted).toBe(true);
    expect(explanation.text).toMatch(/too large:\n {2}- the body was serialised again/);
  });

  it.each([
    ['body_trailing_newline', (body: string) => ({ body: `${body}\n` })],
    ['method_lower_case', () => ({ method: 'post' })],
    ['path_without_query', () => ({ path: '/api/v2/payments' })],
  ])('of a mebibyte does not keep %s from being found', (mistake, signed) => {
    const body = jsonOf(1_000_000);
    expect(names(explained({ body }, signed(body)))).toEqual([mistake]);
  });

  it.each([1_048_576, 1_048_577])('of %i bytes is tried with a line break or not', (length) => {
    const { untried } = explained({ body: new Uint8Array(length) });
    expect(untried).toEqual([
      ...(length > 1_048_576 ? ['body_trailing_newline'] : []),
      ...REWRITES,
    ]);
  });

  it.each([65_536, 65_537])('of %i bytes is written anew or not', (length) => {
    const body = `{"a":"${'x'.repeat(length - 8)}"}`;
    expect(explained({ body }).untried).toEqual(length > 65_536 ? REWRITES : []);
    expect(names(explained({ body }, { body: JSON.stringify(JSON.parse(body), null, 2) }))).toEqual(
      length > 65_536 ? [] : ['body_pretty_printed'],
    );
  });

  it('of many small values is answered soon', () => {
    const started = process.cpuUsage();
    expect(explained({ body: jsonOf(65_000) }).untried).toEqual([]);
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
  });

  it.each([5_000, 100_000])('of JSON %i lists deep neither throws nor stalls', (depth) => {
    const started = process.cpuUsage();
    const { untried, text } = explained({ body: nested(depth) });
    expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
    expect(untried).toEqual(depth > 65_536 / 2 ? REWRITES : REWRITES.slice(0, 2));
    expect(text).toContain('Not tried');
  });

  it.each([16, 17])('of JSON %i lists deep is written anew or not', (depth) => {
    const body = nested(depth);
    expect(explained({ body }).untried).toEqual(depth > 16 ? REWRITES.slice(0, 2) : []);
  });
});

describe('a path', () => {
  it.each([
    ['of escapes', `/api/v2/p?a=${'b%20'.repeat(25_000)}`],
    ['of broken escapes', `/api/v2/p?a=${'%&'.repeat(50_000)}`],
    ['of question marks before a line break', `/api/v2/p${'?'.repeat(100_000)}\n`],
    ['of plus signs', `/api/v2/p?${'+=&'.repeat(33_000)}`],
  ])('of 100 KB %s is answered soon', (_case, path) => {
    const started = process.cpuUsage();
    const { untried, ruledOut } = explained({ path });
    expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
    expect(untried).toEqual(['query_reencoded']);
    expect(ruledOut).toHaveLength(MISTAKE_NAMES.length - 1);
  });

  it('of 100 KB does not keep a mistake from being found', () => {
    const path = `/api/v2/p?a=${'b'.repeat(100_000)}`;
    expect(names(explained({ path }, { path: '/api/v2/p' }))).toEqual(['path_without_query']);
  });

  it.each([16_384, 16_385])('of %i characters is encoded anew or not', (length) => {
    const path = '/api/v2/p?a='.padEnd(length, 'b');
    expect(explained({ path }).untried).toEqual(length > 16_384 ? ['query_reencoded'] : []);
  });

  it('of megabytes is tried as it is, and nothing is claimed of the rest', () => {
    const path = `/api/v2/p?${'a'.repeat(5_000_000)}`;
    expect(explained({ path }, {}).matches).toBe(true);
    expect(explained({ path })).toMatchObject({ ruledOut: [], exhausted: true });
    expect(explained({ path }).untried).toEqual(expect.arrayContaining([...MISTAKE_NAMES]));
  });
});

it.each(['=', 'a', ' ', '_=', 'a '])('a signature of 100,000 times %j is answered soon', (text) => {
  const started = process.cpuUsage();
  const received = `${text.repeat(100_000)}.x`;
  explain({ request: { method: 'GET', path: '/' }, secret: SECRET, received, now: () => NOW });
  expect(process.cpuUsage(started).user).toBeLessThan(500_000);
});
