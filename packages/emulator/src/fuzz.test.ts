/** Random and mutated requests: whatever comes, the answer has the documented shape and is no 500. */
import { OPERATIONS, API_BASE_PATHS } from '@luxcore/contract';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CREDENTIALS } from './merchants/credentials.ts';
import { createEmulator } from './emulator.ts';

const NASTY = [
  '__proto__',
  'constructor',
  '',
  '0',
  '-1',
  '1e999',
  '\u0000',
  '😀',
  '\ud800',
  '../..',
  '%',
  "'",
];
const value = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.jsonValue({ maxDepth: 3 }),
  fc.maxSafeInteger(),
);
const FIELDS = [
  'amount',
  'currency',
  'method',
  'type',
  'merchant_reference',
  'customer',
  'payout',
  'metadata',
  '__proto__',
];
const GOOD = { amount: 100, currency: 'MXN', method: 'spei', type: 'deposit' };

const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .tuple(fc.dictionary(fc.constantFrom(...FIELDS), value), fc.boolean())
    .map(([fields, isBased]) => JSON.stringify({ ...(isBased ? GOOD : {}), ...fields })),
);
const path = fc
  .tuple(
    fc.constantFrom(...Object.values(API_BASE_PATHS)),
    fc.oneof(
      { arbitrary: fc.constant('/payments'), weight: 2 },
      {
        arbitrary: fc.constantFrom(...Object.values(OPERATIONS).map((row) => row.path)),
        weight: 3,
      },
      { arbitrary: fc.webPath(), weight: 1 },
    ),
    fc.constantFrom('pay_1', '..', '%00', '%E0%A4%A', 'methods', 'x'.repeat(300)),
    fc.oneof(
      fc.constant(''),
      fc.webQueryParameters(),
      fc.constantFrom('page=%', 'limit=1e9', '&&&===', 'currency=%00'),
    ),
  )
  .map(([base, template, id, query]) => `${base}${template.replace(/\{\w+\}/g, id)}?${query}`);
const headers = fc.record(
  {
    // The first twice: most requests should come past the door.
    'x-api-key': fc.constantFrom(
      CREDENTIALS.testKey,
      CREDENTIALS.testKey,
      CREDENTIALS.readOnlyKey,
      'qp_test_sk_x',
      '',
    ),
    'content-type': fc.constantFrom(
      'application/json',
      'application/json; charset=utf-8',
      'text/plain',
    ),
    'x-merchant-id': fc.constantFrom('1024', '0', 'x'),
    'x-timestamp': fc.constantFrom(String(Math.floor(Date.now() / 1000)), '1e9', '-1'),
    'x-nonce': fc.constantFrom('nonce-0001', 'x', 'a.b,c'),
    'x-signature-version': fc.constantFrom('v1', '__proto__'),
    'x-signature': fc.constantFrom(`hmac_sha256=${'0'.repeat(64)}`, 'hmac_sha256='),
  },
  { requiredKeys: [] },
);

it('answers 2,000 random requests in the documented shape, and never with a 500', async () => {
  const emulator = createEmulator();
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'POST', 'PUT', 'DELETE'),
      path,
      headers,
      body,
      async (method, target, head, bytes) => {
        const init = {
          method,
          headers: head as Record<string, string>,
          ...(method === 'GET' ? {} : { body: bytes as BodyInit }),
        };
        const response = await emulator.fetch(`http://127.0.0.1${target}`, init);
        const answer = (await response.json()) as Record<string, unknown>;
        statuses.add(response.status);
        if (response.status >= 400) {
          expect(response.status).not.toBe(500);
          expect(answer).toMatchObject({
            statusCode: response.status,
            error: expect.any(String) as string,
          });
          expect(answer.message).toBeTypeOf(Array.isArray(answer.message) ? 'object' : 'string');
        }
      },
    ),
    { numRuns: 2_000 },
  );
  // The requests reach every layer, or the property says little.
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 401, 403, 404, 415]));
});
