import { describe, expect, it } from 'vitest';
import { SCHEMES } from './scheme/schemes.ts';
import { signDelivery } from './sign-delivery.ts';
import { verifySignature } from './verify-signature.ts';

const secret = 'whsec_c2VjcmV0';
const NOW_MS = 1_790_000_000_999;

describe('signDelivery', () => {
  it('serialises an event once, and signs those bytes at the second of the clock', () => {
    const event = { id: 'evt_1', event: 'webhook.test', note: '🎉' };
    const { headers, body } = signDelivery({ event, secret, now: () => NOW_MS });
    expect(body).toBe(JSON.stringify(event));
    expect(headers['X-Webhook-Timestamp']).toBe('1790000000');
    expect(headers['X-Webhook-Signature']).toMatch(/^hmac_sha256=[\da-f]{64}$/);
    expect(headers['Content-Type']).toBe('application/json');
  });

  it('hands bytes back as a copy of what was signed', () => {
    const bytes = new Uint8Array([1, 2, 255]);
    const { headers, body } = signDelivery({ body: bytes, secret });
    bytes.fill(0);
    expect(body).toEqual(new Uint8Array([1, 2, 255]));
    expect(verifySignature({ headers, body }, { secrets: secret }).secretIndex).toBe(0);
  });

  it('signs with each of several secrets', () => {
    const secrets = [secret, 'whsec_b3RoZXI='];
    const { headers, body } = signDelivery({ body: '{}', secret: secrets });
    expect(headers['X-Webhook-Signature']?.split(',')).toHaveLength(2);
    for (const one of secrets) {
      expect(verifySignature({ headers, body }, { secrets: one }).secretIndex).toBe(0);
    }
  });

  it('takes a timestamp and an id, and makes an id where the scheme has one', () => {
    const scheme = SCHEMES.standardWebhooks;
    const given = signDelivery({ body: '', secret, scheme, timestamp: 0, id: 'msg_1' });
    expect(given.headers).toMatchObject({ 'webhook-timestamp': '0', 'webhook-id': 'msg_1' });
    const [one, two] = [
      signDelivery({ body: '', secret, scheme }),
      signDelivery({ body: '', secret, scheme }),
    ];
    expect(one.headers['webhook-id']).toMatch(/^msg_[\da-f]{32}$/);
    expect(one.headers['webhook-id']).not.toBe(two.headers['webhook-id']);
  });

  it.each([-1, 1.5, Number.NaN, '1' as never])('refuses the timestamp %s', (timestamp) => {
    expect(() => signDelivery({ body: '', secret, timestamp })).toThrow(
      'timestamp: expected Unix time in whole seconds',
    );
  });

  it('refuses a parsed body and a wrong secret', () => {
    expect(() => signDelivery({ body: {} as never, secret })).toThrow('expected the exact text');
    expect(() => signDelivery({ body: '', secret: 'secret' })).toThrow('begins with whsec_');
  });
});
