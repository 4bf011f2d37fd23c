/** Clients that break the promise, each in one way: a run that does not see it proves nothing. */
import { isLuxCoreError, LuxCoreError } from '@luxcore/errors';
import type { Subject } from './clients.ts';
import type { Rule } from './judge.ts';
import { onUnknown } from './on-unknown.ts';

export interface BrokenClient {
  readonly breaks: Rule;
  readonly wrap: (client: Subject) => Subject;
}

/** Tries again under the same reference, as it should, and tells whatever the last attempt was told. */
const PERSISTENT = Array.from({ length: 4 }, () =>
  onUnknown(({ merchantReference = '' }, again) =>
    again({ merchant_reference: merchantReference }),
  ),
);

export const BROKEN_CLIENTS: Readonly<Record<string, BrokenClient>> = {
  'says that nothing was sent': {
    breaks: 'denied',
    wrap: onUnknown(() => {
      throw new LuxCoreError('Nothing was sent', {
        code: 'CONNECTION_FAILED',
        outcome: 'not_sent',
      });
    }),
  },
  'says that it was refused': {
    breaks: 'denied',
    wrap: onUnknown(() => {
      throw new LuxCoreError('Refused', { code: 'VALIDATION_ERROR', outcome: 'rejected' });
    }),
  },
  'tries again under a new reference': {
    breaks: 'madeTwice',
    wrap: onUnknown((_, again) => again({ merchant_reference: `again-${String(Math.random())}` })),
  },
  'forgets, as it tries again, that it did not know': {
    breaks: 'denied',
    wrap: (client) => PERSISTENT.reduce((inner, wrap) => wrap(inner), client),
  },
  'takes it for made': {
    breaks: 'absent',
    wrap: onUnknown(({ merchantReference = '' }) => ({
      transaction_id: 'pay_0',
      merchant_reference: merchantReference,
      amount: 100,
      type: 'deposit',
      outcome: 'recovered',
    })),
  },
  'takes another payment for the one that was asked for': {
    breaks: 'different',
    wrap: (client) => ({
      create: async (body, options) => {
        try {
          return await client.create(body, options);
        } catch (error) {
          if (!isLuxCoreError(error) || error.code !== 'MERCHANT_REFERENCE_CONFLICT') throw error;
          const { received } = error.details as { received: { amount: number; type: string } };
          const id = String(error.details?.transaction_id);
          const reference = error.merchantReference ?? '';
          return {
            ...received,
            transaction_id: id,
            merchant_reference: reference,
            outcome: 'existing',
          };
        }
      },
    }),
  },
  'does not say which payment it was': {
    breaks: 'unnamed',
    wrap: onUnknown(() => {
      throw new LuxCoreError('Who knows', { code: 'OUTCOME_UNKNOWN', outcome: 'unknown' });
    }),
  },
  'fails with whatever it was': {
    breaks: 'untyped',
    wrap: onUnknown((error) => {
      throw new Error(error.message);
    }),
  },
  'never ends': {
    breaks: 'pending',
    wrap: onUnknown(() => new Promise(() => undefined)),
  },
};
