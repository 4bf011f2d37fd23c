import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { describe, expect, it } from 'vitest';
import { SCHEMES } from './scheme/schemes.ts';
import { signDelivery } from './sign-delivery.ts';
import { verifyDelivery } from './verify-delivery.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const scheme = SCHEMES.standardWebhooks;
const event = { id: 'evt_1', event: 'payment.completed', payment: { id: 'pay_1', note: '🎉 é' } };

describe.each([
  ['standardwebhooks', new StandardWebhook(SECRET)],
  ['svix', new SvixWebhook(SECRET)],
])('the public package %s', (_, theirs) => {
  it('accepts what standardWebhooks signs here', () => {
    const { headers, body } = signDelivery({ event, secret: SECRET, scheme });
    expect(() => theirs.verify(body as string, headers)).not.toThrow();
  });

  it('is accepted here', () => {
    const body = JSON.stringify(event);
    const date = new Date();
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(date.getTime() / 1000)),
      'webhook-signature': theirs.sign('msg_1', date, body),
    };
    const verified = verifyDelivery({ headers, body }, { secrets: SECRET, scheme });
    expect(verified).toEqual({ ...event, type: 'payment.completed' });
  });

  it('finds the right one of several signatures, of other versions too', () => {
    const secrets = ['whsec_b3RoZXI=', SECRET];
    const { headers, body } = signDelivery({ event, secret: secrets, scheme });
    const mixed = {
      ...headers,
      'webhook-signature': `v1a,abc ${headers['webhook-signature'] ?? ''}`,
    };
    expect(() => theirs.verify(body as string, mixed)).not.toThrow();
    expect(verifyDelivery({ headers: mixed, body }, { secrets: SECRET, scheme }).id).toBe('evt_1');
  });

  it('refuses a changed id there and here', () => {
    const { headers, body } = signDelivery({ event, secret: SECRET, scheme, id: 'msg_1' });
    const changed = { ...headers, 'webhook-id': 'msg_2' };
    expect(() => theirs.verify(body as string, changed)).toThrow();
    expect(() => verifyDelivery({ headers: changed, body }, { secrets: SECRET, scheme })).toThrow(
      expect.objectContaining({ code: 'INVALID_SIGNATURE' }) as Error,
    );
  });
});
