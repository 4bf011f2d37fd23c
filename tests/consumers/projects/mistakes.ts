import { apiKey, createClient, hmac } from '@luxcore/client';
import { createSigner } from '@luxcore/signing';

const auth = hmac({ merchantId: 1024, secret: 'secret' });
const client = createClient({ auth });
const reader = createClient({ auth: apiKey('qp_test_sk_1', { scopes: ['payments.read'] }) });
const deposit = { type: 'deposit', amount: 1, currency: 'MXN', method: 'spei' } as const;

// @ts-expect-error TS2339: signatures do not reach v1, and tickets are there alone
console.log(client.tickets);
// @ts-expect-error TS2339: the key may only read
console.log(reader.payments.create);
// @ts-expect-error TS2345: a withdrawal needs its reference
void client.payments.create({ ...deposit, type: 'withdrawal' });
// @ts-expect-error TS2561: times are milliseconds, and their names say so
void createClient({ auth, timeout: 5 });
// @ts-expect-error TS2322: what is signed has a path, as a text
createSigner({ merchantId: 1024, secret: 'secret' }).sign({ method: 'GET', path: 5 });
