import { ConnectionError } from '@luxcore/errors';
import { describe, expect, it } from 'vitest';
import { aboutPayment } from './about-payment.ts';

const lost = (merchantReference?: string) =>
  new ConnectionError('reset', { code: 'CONNECTION_FAILED', merchantReference });

describe('aboutPayment', () => {
  it('adds the reference to the error itself', () => {
    const error = lost();
    expect(aboutPayment(error, 'order-1')).toBe(error);
    expect(error.merchantReference).toBe('order-1');
  });

  it('hides a key in it, and leaves words that only look like credentials', () => {
    expect(aboutPayment(lost(), 'whsec_0123456789').merchantReference).toBe('whsec_[redacted]');
    expect(aboutPayment(lost(), 'Bearer 0123456789').merchantReference).toBe('Bearer 0123456789');
  });

  it('leaves what knows better, takes no more, or is about no payment', () => {
    expect(aboutPayment(lost('order-1'), 'order-2').merchantReference).toBe('order-1');
    for (const close of [Object.freeze, Object.seal, Object.preventExtensions]) {
      expect(aboutPayment(close(lost()), 'order-1').merchantReference).toBeUndefined();
    }
    expect('merchantReference' in aboutPayment(lost(), undefined)).toBe(false);
  });
});
