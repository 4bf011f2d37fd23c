import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeliveryExplanation, DeliveryHypothesis } from './delivery-explanation.ts';
import { HYPOTHESES } from './delivery-mistakes.ts';
import { explainDelivery } from './explain-delivery.ts';

const NOW = 1_790_000_000;

const alphabet = (characters: string, length: number) =>
  fc
    .array(fc.constantFrom(...characters), { minLength: length, maxLength: length })
    .map((list) => list.join(''));

/** A rest of two hex digits a byte, so that it is base64 too, or of base64 alone. */
const rest = fc.oneof(alphabet('0123456789abcdef', 32), alphabet('ABCDwxyz0189+/', 44));
const sent = fc.record({
  value: fc.dictionary(alphabet('abcdé/', 3), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1 }),
  rest,
  timestamp: fc.integer({ min: NOW - 300, max: NOW + 300 }),
});
type Sent = typeof sent extends fc.Arbitrary<infer T> ? T : never;

interface Signing {
  text: string;
  body: string;
  key: string | Buffer;
  write: (digest: Buffer) => string;
}

/** What is done that makes the mistake, written without a look at how it is found. */
const MAKERS: Partial<
  Record<DeliveryHypothesis, (sent: Sent, right: Signing) => Partial<Signing>>
> = {
  body_reserialised: (_, { body }) => ({ body: body.replaceAll('/', '\\/') }),
  body_pretty_printed: ({ value }) => ({ body: JSON.stringify(value, null, 2) }),
  body_trailing_newline: (_, { body }) => ({ body: `${body}\n` }),
  body_reencoded: (_, { body }) => ({ body: Buffer.from(body).toString('latin1') }),
  body_empty: () => ({ body: '' }),
  secret_without_prefix: (given) => ({ key: given.rest }),
  secret_decoded: (given) => ({
    key: Buffer.from(given.rest, given.rest.length === 32 ? 'hex' : 'base64'),
  }),
  secret_white_space: (_, { key }) => ({ key: `${key.toString()}\n` }),
  timestamp_left_out: () => ({ text: '' }),
  timestamp_milliseconds: ({ timestamp }) => ({ text: `${String(timestamp * 1000)}.` }),
  digest_encoding: () => ({ write: (it) => `hmac_sha256=${it.toString('base64')}` }),
  digest_upper_case: () => ({ write: (it) => `hmac_sha256=${it.toString('hex').toUpperCase()}` }),
  digest_without_prefix: () => ({ write: (it) => it.toString('hex') }),
};
const mistakes = fc.constantFrom(...(Object.keys(MAKERS) as DeliveryHypothesis[]));

function rightOf({ value, rest: key, timestamp }: Sent): Signing {
  return {
    text: `${String(timestamp)}.`,
    body: JSON.stringify(value),
    key: `whsec_${key}`,
    write: (it) => `hmac_sha256=${it.toString('hex')}`,
  };
}

function signatureOf({ key, text, body, write }: Signing): string {
  return write(createHmac('sha256', key).update(text).update(body).digest());
}

/** The explanation of a delivery that was signed in another way than it arrived. */
function explained(given: Sent, signed: Signing, more: object = {}): DeliveryExplanation {
  const headers = {
    'X-Webhook-Timestamp': String(given.timestamp),
    'X-Webhook-Signature': signatureOf(signed),
    ...more,
  };
  const secrets = `whsec_${given.rest}`;
  const explanation = explainDelivery(
    { headers, body: rightOf(given).body },
    { secrets, now: () => NOW * 1000 },
  );
  expect(JSON.stringify(explanation)).not.toContain(given.rest);
  return explanation;
}

const names = ({ findings }: DeliveryExplanation) => findings.map(({ mistake }) => mistake);

describe('explainDelivery, for any delivery', () => {
  it('names the mistake that was made, or one that signs the very same', () => {
    const told = new Set<string>();
    fc.assert(
      fc.property(sent, mistakes, (given, mistake) => {
        const right = rightOf(given);
        const signed = { ...right, ...MAKERS[mistake]?.(given, right) };
        fc.pre(signatureOf(signed) !== signatureOf(right));
        const explanation = explained(given, signed);
        expect(explanation.matches).toBe(false);
        expect(explanation.findings).toHaveLength(1);
        const [name = ''] = names(explanation);
        // Bodies alone can be confused: one that is indented may be the same by another indentation.
        if (signed.body === right.body) expect(name).toBe(mistake);
        else expect(name).toMatch(/^body_/);
        told.add(name);
      }),
      { numRuns: 400 },
    );
    expect([...told].sort()).toEqual(Object.keys(MAKERS).sort());
  });

  it('names two that were made together, or fewer that sign the very same', () => {
    fc.assert(
      fc.property(sent, mistakes, mistakes, (given, first, second) => {
        const right = rightOf(given);
        const [one, other] = [first, second].map((name) => MAKERS[name]?.(given, right));
        fc.pre(Object.keys({ ...one, ...other }).length === 2);
        const signed = { ...right, ...one, ...other };
        const found = names(explained(given, signed));
        const changed = [first, second].filter((name) => {
          const alone = { ...right, ...MAKERS[name]?.(given, right) };
          return signatureOf(alone) !== signatureOf(right);
        });
        expect(found).toHaveLength(changed.length);
        for (const name of changed) {
          if (!name.startsWith('body_')) expect(found).toContain(name);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('names none for another secret, and says that what was tried is not the reason', () => {
    fc.assert(
      fc.property(sent, rest, (given, other) => {
        fc.pre(other !== given.rest);
        const explanation = explained(given, { ...rightOf(given), key: `whsec_${other}` });
        expect(explanation).toMatchObject({ matches: false, findings: [], ruledOut: HYPOTHESES });
      }),
      { numRuns: 60 },
    );
  });

  it('shows no secret that came in a header, with its prefix or without', () => {
    const name = fc.constantFrom('X-Webhook-Timestamp', 'X-Webhook-Signature', 'webhook-id');
    fc.assert(
      fc.property(sent, name, fc.boolean(), fc.boolean(), (given, header, isWhole, isLonger) => {
        const secret = (isWhole ? 'whsec_' : '') + given.rest;
        const value = isLonger ? `a ${secret} z` : secret;
        const standard = { 'webhook-signature': 'v1,x', 'webhook-timestamp': String(NOW) };
        explained(given, rightOf(given), { ...standard, [header]: value });
      }),
      { numRuns: 100 },
    );
  });
});
