/**
 * A merchant's side, as a process that knows the platform only by its URL and its credentials: pays
 * once with a v2 signature and once with a v1 key, then makes the mistakes that everybody makes.
 */
import assert from 'node:assert/strict';
import { apiKey, apiKeyFromEnv, createClient } from '@luxcore/client';
import { isLuxCoreError, PermissionError } from '@luxcore/errors';
import { createSigner, type SignedRequest } from '@luxcore/signing';
import { done, show, step } from './narrate.ts';

const url = fromEnv('LUXCORE_URL');
const merchantId = fromEnv('LUXCORE_MERCHANT_ID');
const secret = fromEnv('LUXCORE_HMAC_SECRET');
const path = '/api/v2/payments';
const signer = createSigner({ merchantId, secret });

function fromEnv(name: string): string {
  const value = process.env[name];
  assert.ok(value, `${name} is set`);
  return value;
}

function paymentBody(reference: string): string {
  return JSON.stringify({
    amount: 150_000,
    currency: 'MXN',
    method: 'spei',
    type: 'deposit',
    merchant_reference: reference,
  });
}

async function post(signed: SignedRequest, body: string): Promise<[number, Answer]> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { ...signed.headers, 'Content-Type': 'application/json' },
    body,
    redirect: 'manual',
  });
  return [response.status, (await response.json()) as Answer];
}

interface Answer {
  readonly error?: string;
  readonly status?: string;
  readonly explanation?: { readonly text: string };
}

step('A payment with a v2 signature');
const body = paymentBody('order-1');
const signed = signer.sign({ method: 'POST', path, body });
show('canonical string', signed.canonical);
show('headers', signed.headers);
const [status, payment] = await post(signed, body);
show(`answer ${String(status)}`, payment);
assert.equal(status, 201);
assert.equal(payment.status, 'pending');
done('accepted');

step('The same with a v1 API key, through the client');
const client = createClient({ auth: apiKeyFromEnv(), baseUrl: url });
const created = await client.payments.create({
  amount: 150_000,
  currency: 'MXN',
  method: 'spei',
  type: 'deposit',
  merchant_reference: 'order-2',
});
show('answer', created);
assert.equal(created.outcome, 'created');
assert.equal((await client.payments.get(created.transaction_id)).status, 'pending');
done('accepted');

step('A key that lacks the scope');
const reader = createClient({ auth: apiKey(fromEnv('LUXCORE_READ_ONLY_KEY')), baseUrl: url });
const forbidden = await rejection(
  reader.payments.create({ amount: 1, currency: 'MXN', method: 'spei', type: 'deposit' }),
);
assert.ok(forbidden instanceof PermissionError);
show('error', forbidden.message);
show('missing scopes', forbidden.missingScopes);
assert.equal(forbidden.status, 403);
assert.deepEqual(forbidden.missingScopes, ['payments.create']);
done('refused with 403');

step('A body that was changed after it was signed');
const original = paymentBody('order-3');
const changed = JSON.stringify(JSON.parse(original), null, 2);
const [changedStatus, changedAnswer] = await post(
  signer.sign({ method: 'POST', path, body: original }),
  changed,
);
show('body that was signed', original);
show('body that was sent', changed);
show('error', changedAnswer.error);
show('explanation', changedAnswer.explanation?.text);
assert.equal(changedStatus, 401);
assert.equal(changedAnswer.error, 'INVALID_SIGNATURE');
assert.match(changedAnswer.explanation?.text ?? '', /serialised again/);
done('refused with 401');

step('A nonce that was used before');
const [replayStatus, replayAnswer] = await post(signed, body);
show('error', replayAnswer.error);
assert.equal(replayStatus, 401);
assert.equal(replayAnswer.error, 'NONCE_REUSED');
done('refused with 401');

step('A timestamp more than 300 seconds off');
const late = Math.floor(Date.now() / 1000) - 301;
const local = await rejection(
  Promise.resolve().then(() => signer.sign({ method: 'POST', path, body, timestamp: late })),
);
assert.ok(isLuxCoreError(local));
show('refused here', local.message);
assert.equal(local.code, 'TIMESTAMP_OUT_OF_RANGE');
const slowClock = createSigner({ merchantId, secret, now: () => late * 1000 });
const [lateStatus, lateAnswer] = await post(slowClock.sign({ method: 'POST', path, body }), body);
show('refused there', lateAnswer.error);
assert.equal(lateStatus, 401);
assert.equal(lateAnswer.error, 'TIMESTAMP_OUT_OF_RANGE');
done('refused on both sides');

async function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: 'expected a refusal' });
}
