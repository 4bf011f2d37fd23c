import { describe, expect, it } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { paymentOf, WITHDRAWAL } from '../../tests/samples.ts';
import { type Step } from '../../tests/scripted-fetch.ts';
import { signedClient } from '../../tests/signed-client.ts';
import { within } from '../../tests/within.ts';
import { withoutJitter } from '../../tests/without-jitter.ts';

withoutJitter();

describe('the clock', () => {
  it('that throws once the answer is here does not lose the payment', async () => {
    let isAnswered = false;
    const { client } = signedClient(
      [
        () => {
          isAnswered = true;
          return Response.json(paymentOf(WITHDRAWAL), { status: 201 });
        },
      ],
      {
        now: () => {
          if (isAnswered) throw new Error('ntp');
          return Date.now();
        },
      },
    );
    expect(await within(500, client.payments.create(WITHDRAWAL))).toMatchObject({
      outcome: 'created',
    });
  });

  it('is learned once a call from servers with different times, and nothing loops', async () => {
    const far: Step = () =>
      Response.json(
        { statusCode: 401, error: 'TIMESTAMP_OUT_OF_RANGE' },
        { status: 401, headers: { Date: new Date(Date.now() + 3_600_000).toUTCString() } },
      );
    const near: Step = () =>
      Response.json(
        { statusCode: 401, error: 'TIMESTAMP_OUT_OF_RANGE' },
        { status: 401, headers: { Date: new Date().toUTCString() } },
      );
    const { client, seen } = signedClient([far, near, far, near, far, near, far, near]);
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      outcome: 'rejected',
    });
    expect(seen.length).toBeLessThanOrEqual(3);
  });
});
