import { createHmac } from 'node:crypto';
import { isLuxCoreError } from '@luxcore/errors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCHEMES } from './scheme/schemes.ts';
import { signDelivery, type DeliveryContent } from './sign-delivery.ts';
import { anyUnit } from './test-text.ts';
import { verifyDelivery } from './verify-delivery.ts';
import type { VerifyOptions } from './verify-options.ts';
import { verifySignature, type Delivery } from './verify-signature.ts';

const NOW = 1_790_000_000;
const SECRET = 'whsec_bHV4Y29yZSB3ZWJob29rIHNlY3JldA==';
const OTHER = 'whsec_YW5vdGhlciBvbmUgb2YgdGhlIGVuZHBvaW50';
const now = () => NOW * 1000;
const options: VerifyOptions = { secrets: SECRET, now };
const event = {
  id: 'evt_1',
  created_at: '2026-09-21T13:33:20Z',
  merchant_id: 1024,
  event: 'payment.completed',
  payment: { id: 'pay_1', status: 'completed', status_version: 3 },
};
const BODY = JSON.stringify(event);

/** The headers of a body, made by hand as the assumed scheme says. */
function headersOf(body: string | Uint8Array, timestamp: string | number = NOW, secret = SECRET) {
  const digest = createHmac('sha256', secret)
    .update(`${String(timestamp)}.`)
    .update(body);
  return {
    'X-Webhook-Timestamp': String(timestamp),
    'X-Webhook-Signature': `hmac_sha256=${digest.digest('hex')}`,
  };
}

function thrown(run: () => unknown): { name: string; code: string; message: string; all: string } {
  try {
    run();
  } catch (error) {
    if (!isLuxCoreError(error)) throw error;
    const { name, code, message } = error;
    return { name, code, message, all: JSON.stringify(error) + (error.stack ?? '') };
  }
  throw new Error('nothing was thrown');
}

function refusal(headers: object, body: unknown = BODY, change: Partial<VerifyOptions> = {}) {
  const delivery = { headers, body } as Delivery;
  const error = thrown(() => verifyDelivery(delivery, { ...options, ...change }));
  expect(error.all).not.toContain(SECRET);
  return error;
}

describe('verifyDelivery', () => {
  it('accepts what is signed over the timestamp, a dot and the raw body', () => {
    const verified = verifyDelivery({ headers: headersOf(BODY), body: BODY }, options);
    expect(verified).toEqual({ ...event, type: 'payment.completed' });
  });

  it('takes the body as text, bytes and buffer, and headers in any case', () => {
    const bytes = new TextEncoder().encode(BODY);
    for (const body of [BODY, bytes, bytes.buffer]) {
      const headers = new Headers(headersOf(BODY));
      expect(verifyDelivery({ headers, body }, options).id).toBe('evt_1');
    }
    const lower = Object.fromEntries([...new Headers(headersOf(BODY))]);
    expect(verifyDelivery({ headers: lower, body: BODY }, options).id).toBe('evt_1');
  });

  it.each(['X-Webhook-Timestamp', 'X-Webhook-Signature'])('misses the header %s', (name) => {
    const { code, message } = refusal({ ...headersOf(BODY), [name]: undefined });
    expect(code).toBe('MISSING_HEADER');
    expect(message).toBe(`${name}: expected the header once, received none`);
  });

  it.each(['X-Webhook-Timestamp', 'X-Webhook-Signature'])('sees a doubled header %s', (name) => {
    const headers = { ...headersOf(BODY), [name.toLowerCase()]: 'x' };
    expect(refusal(headers)).toMatchObject({
      name: 'WebhookVerificationError',
      code: 'DUPLICATE_HEADER',
    });
  });

  it.each(['1790000000garbage', ' 1790000000', '1e9', '+1', '١٧', '1'.repeat(20), '', '1,1'])(
    'takes no timestamp for %j',
    (timestamp) => {
      const { code, message } = refusal(headersOf(BODY, timestamp));
      expect(code).toBe('INVALID_TIMESTAMP');
      expect(message).toContain(`received ${String(timestamp.length)} other characters`);
    },
  );

  it.each([-300, -299, 0, 299, 300])('accepts a delivery that is %i s off', (offset) => {
    const headers = headersOf(BODY, NOW + offset);
    expect(verifyDelivery({ headers, body: BODY }, options).id).toBe('evt_1');
  });

  it.each([
    [-301, '301 s in the past'],
    [301, '301 s in the future'],
  ])('refuses a delivery that is %i s off', (offset, received) => {
    const { code, message } = refusal(headersOf(BODY, NOW + offset));
    expect(code).toBe('TIMESTAMP_OUT_OF_RANGE');
    expect(message).toBe(
      `X-Webhook-Timestamp: expected at most 300 s from the current time, received ${received}`,
    );
  });

  it('takes another tolerance, also none', () => {
    const late = { headers: headersOf(BODY, NOW - 10), body: BODY };
    expect(verifyDelivery(late, { ...options, toleranceSeconds: 10 }).id).toBe('evt_1');
    expect(refusal(late.headers, BODY, { toleranceSeconds: 9 }).code).toBe(
      'TIMESTAMP_OUT_OF_RANGE',
    );
    const exact = { headers: headersOf(BODY), body: BODY };
    expect(verifyDelivery(exact, { ...options, toleranceSeconds: 0 }).id).toBe('evt_1');
    for (const toleranceSeconds of [-1, 1.5, Number.NaN, '300' as never]) {
      const error = thrown(() => verifyDelivery(exact, { ...options, toleranceSeconds }));
      expect(error.code).toBe('INVALID_OPTION');
    }
  });

  it.each<[string, (signature: string) => string]>([
    ['no prefix', (signature) => signature.replace('hmac_sha256=', '')],
    ['another prefix', (signature) => signature.replace('hmac', 'HMAC')],
    ['upper-case digits', (signature) => signature.replace(/=.*/, (hex) => hex.toUpperCase())],
    ['63 digits', (signature) => signature.slice(0, -1)],
    ['65 digits', (signature) => `${signature}0`],
    ['a digit that is none', (signature) => `${signature.slice(0, -1)}g`],
    ['nothing', () => ''],
    ['the secret itself', () => SECRET],
  ])('takes %s for malformed, and does not show it', (_, change) => {
    const headers = headersOf(BODY);
    const signature = change(headers['X-Webhook-Signature']);
    const { code, message } = refusal({ ...headers, 'X-Webhook-Signature': signature });
    expect(code).toBe('MALFORMED_SIGNATURE');
    expect(message).toBe(
      `X-Webhook-Signature: expected hmac_sha256= and 64 lower-case hex digits, received ${String(signature.length)} other characters`,
    );
  });

  it('refuses another signature, body, timestamp or secret', () => {
    const headers = headersOf(BODY);
    expect(refusal(headers, `${BODY} `).code).toBe('INVALID_SIGNATURE');
    expect(refusal(headersOf(BODY, NOW, OTHER)).code).toBe('INVALID_SIGNATURE');
    expect(refusal({ ...headers, 'X-Webhook-Timestamp': String(NOW + 1) }).message).toContain(
      'expected the HMAC-SHA256 of the delivery, received another; `explainDelivery` says why',
    );
  });

  it.each([`a,b`, `b,a`, `b, a`, `x, a`, `v0=1,a`, ` a `])(
    'finds the right one of several signatures: %s',
    (form) => {
      const right = headersOf(BODY);
      const wrong = headersOf(BODY, NOW, OTHER)['X-Webhook-Signature'];
      const texts: Record<string, string> = { a: right['X-Webhook-Signature'], b: wrong };
      const signature = form.replace(/[ab]/g, (letter) => texts[letter] ?? '');
      const headers = { ...right, 'X-Webhook-Signature': signature };
      expect(verifyDelivery({ headers, body: BODY }, options).id).toBe('evt_1');
    },
  );

  it.each([
    [[SECRET], 0],
    [[SECRET, OTHER], 0],
    [[SECRET, SECRET], 0],
    [[OTHER, SECRET], 1],
    [[OTHER, OTHER, SECRET, SECRET], 2],
  ])('accepts each of several secrets, and tells which', (secrets, index) => {
    const delivery = { headers: headersOf(BODY), body: BODY };
    expect(verifySignature(delivery, { ...options, secrets })).toEqual({
      body: new TextEncoder().encode(BODY),
      secretIndex: index,
      timestamp: NOW,
      id: '',
    });
  });

  it.each<[string, unknown, string]>([
    ['an empty text', '', 'an empty text'],
    ['nothing', undefined, 'undefined'],
    ['a number', 7, 'number'],
    ['an empty list', [], 'an empty list'],
    ['an API key', 'qp_test_sk_0123456789', 'an API key'],
    ['an API key of production', ' qp_prod_sk_0123456789', 'an API key'],
    ['a text without the prefix', SECRET.slice(6), 'a text that begins otherwise'],
    ['the prefix alone', 'whsec_', 'that prefix alone'],
    ['white space before it', ` ${SECRET}`, 'one with white space around it'],
    ['a line break behind it', `${SECRET}\n`, 'one with white space around it'],
    ['a wrong one among right ones', [SECRET, ''], 'an empty text'],
  ])('refuses %s as a secret, before anything is hashed', (_, secrets, received) => {
    const error = refusal(headersOf(BODY), BODY, { secrets: secrets as never });
    expect(error.code).toBe('INVALID_WEBHOOK_SECRET');
    expect(error.name).toBe('ConfigurationError');
    expect(error.message).toBe(
      `secrets: expected the secret of the webhook endpoint, which begins with whsec_, received ${received}`,
    );
  });

  it.each<[string, unknown]>([
    ['a parsed object', event],
    ['a list', [1]],
    ['null', null],
    ['a number', 1],
    ['a stream', new ReadableStream()],
  ])('refuses %s in place of the raw body, and names the mend', (_, body) => {
    const { code, message, name } = refusal(headersOf(BODY), body);
    expect([name, code]).toEqual(['WebhookVerificationError', 'RAW_BODY_REQUIRED']);
    expect(message).toContain('expected the exact text or bytes that were received');
    expect(message).toContain('await request.text()');
  });

  it('accepts a byte order mark, and any bytes of the right signature before it reads them', () => {
    const marked = `\ufeff${BODY}`;
    expect(verifyDelivery({ headers: headersOf(marked), body: marked }, options).id).toBe('evt_1');
    const broken = new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
    const verified = verifySignature({ headers: headersOf(broken), body: broken }, options);
    expect(verified.body).toEqual(broken);
    expect(refusal(headersOf(broken), broken)).toMatchObject({
      code: 'INVALID_EVENT',
      message: 'body: expected JSON in UTF-8, received 6 other bytes',
    });
  });

  it.each([
    ['an empty body', '', '0 other bytes'],
    ['a list', '[]', 'an array'],
    ['null', 'null', 'null'],
    ['a text', '"x"', '"x"'],
    ['half of an object', '{"id":', '6 other bytes'],
  ])('reads no event from %s, though it is signed', (_, body, received) => {
    const { code, message } = refusal(headersOf(body), body);
    expect(code).toBe('INVALID_EVENT');
    expect(message).toContain(`received ${received}`);
  });

  it('refuses any change of one bit', () => {
    const bytes = new TextEncoder().encode(BODY);
    const headers = headersOf(BODY);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const body = new Uint8Array(bytes);
        body[at] = (bytes[at] ?? 0) ^ (1 << bit);
        expect(refusal(headers, body).code).toBe('INVALID_SIGNATURE');
      }),
    );
  });

  it('does not read options from Object.prototype', () => {
    Object.assign(Object.prototype, { toleranceSeconds: 1e9 });
    try {
      expect(refusal(headersOf(BODY, NOW - 301)).code).toBe('TIMESTAMP_OUT_OF_RANGE');
    } finally {
      Reflect.deleteProperty(Object.prototype, 'toleranceSeconds');
    }
  });
});

describe('the schemes', () => {
  const schemes = Object.values(SCHEMES);

  it.each(schemes)('$name verifies what it signs, text and bytes', (scheme) => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: anyUnit }), fc.uint8Array()), (body) => {
        const content: DeliveryContent = { body };
        const signed = signDelivery({ ...content, secret: SECRET, scheme, now });
        const verified = verifySignature(signed, { ...options, scheme });
        const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
        expect(verified.body).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it.each(schemes)('$name does not accept what another one signs', (scheme) => {
    for (const other of schemes.filter(({ name }) => name !== scheme.name)) {
      const { headers, body } = signDelivery({ body: BODY, secret: SECRET, scheme: other, now });
      expect(() => verifySignature({ headers, body }, { ...options, scheme })).toThrow();
    }
  });

  it('bodyOnly signs the body alone, and looks at no clock', () => {
    const digest = createHmac('sha256', SECRET).update(BODY).digest('hex');
    const { headers } = signDelivery({ body: BODY, secret: SECRET, scheme: SCHEMES.bodyOnly });
    expect(headers).toEqual({
      'Content-Type': 'application/json',
      'X-Webhook-Signature': `hmac_sha256=${digest}`,
    });
    const late = { ...options, scheme: SCHEMES.bodyOnly, now: () => 0 };
    expect(verifySignature({ headers, body: BODY }, late).timestamp).toBe(0);
  });

  it('takes a scheme of the caller', () => {
    const scheme = {
      ...SCHEMES.luxcore,
      name: 'mine',
      headers: { signature: 'X-Mine', timestamp: 'X-Mine-At' },
      signaturePrefix: '',
      secretPrefix: '',
      payload: ({ timestamp, body }: { timestamp: number; body: Uint8Array }) =>
        [`${new TextDecoder().decode(body)}|${String(timestamp)}`] as const,
    };
    const digest = createHmac('sha256', 'any')
      .update(`${BODY}|${String(NOW)}`)
      .digest('hex');
    const headers = { 'x-mine': digest, 'x-mine-at': String(NOW) };
    const verified = verifyDelivery({ headers, body: BODY }, { secrets: 'any', scheme, now });
    expect(verified.id).toBe('evt_1');
  });

  it('decodes the secret of standardWebhooks, and refuses one that is no base64', () => {
    const scheme = SCHEMES.standardWebhooks;
    const error = refusal({}, BODY, { scheme, secrets: 'whsec_not base64' });
    expect(error.code).toBe('INVALID_WEBHOOK_SECRET');
    expect(error.message).toContain('received one whose rest is no base64');
  });
});
