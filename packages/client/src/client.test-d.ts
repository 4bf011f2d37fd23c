import type { AllBalances, Balance, Page, Payment } from '@luxcore/contract';
import type { Scope, ScopeName } from '@luxcore/scopes';
import { expectTypeOf } from 'vitest';
import {
  apiKey,
  apiKeyFromEnv,
  bearer,
  createClient,
  hmac,
  hmacFromEnv,
  type ApiPromise,
  type ApiResponse,
  type Auth,
  type Balances,
  type Client,
  type ClientOptions,
  type CreatedPayment,
  type Payments,
} from './index.ts';

const deposit = { type: 'deposit', amount: 1, currency: 'MXN', method: 'spei' } as const;

const v1 = createClient({ auth: apiKey('qp_test_sk_1') });
const v2 = createClient({ auth: hmac({ merchantId: 1, secret: 's' }) });
const reader = createClient({ auth: apiKey('qp_test_sk_1', { scopes: ['payments.view'] }) });
const balances = createClient({
  auth: hmac({ merchantId: 1, secret: 's', scopes: ['balance.read'] }),
});

// All that there is, for credentials without declared scopes.
expectTypeOf(v1).toEqualTypeOf<Client>();
expectTypeOf<keyof Client['payments']>().toEqualTypeOf<keyof Payments>();
expectTypeOf<keyof Client['balance']>().toEqualTypeOf<keyof Balances>();
expectTypeOf(createClient({ auth: apiKeyFromEnv() })).toEqualTypeOf<Client>();
expectTypeOf(createClient({ auth: apiKey('k', {}) })).toEqualTypeOf<Client>();
expectTypeOf(createClient({ auth: bearer(() => 't') }).payments).toEqualTypeOf<
  Client['payments']
>();
expectTypeOf(createClient({ auth: hmacFromEnv() })).toEqualTypeOf(v2);

// hmac has the operations of v2.
expectTypeOf<keyof typeof v2.payments>().toEqualTypeOf<'create'>();
expectTypeOf<keyof typeof v2.balance>().toEqualTypeOf<'get' | 'all'>();
// @ts-expect-error v2 has no payments.list
expectTypeOf(v2.payments.list);

// Scopes: an alias counts as its scope.
expectTypeOf<keyof typeof reader.payments>().toEqualTypeOf<'list' | 'get'>();
// @ts-expect-error payments.read does not create
expectTypeOf(reader.payments.create);
// @ts-expect-error a resource without an allowed method is not there
expectTypeOf(reader.balance);
expectTypeOf<keyof typeof balances>().toEqualTypeOf<'balance' | 'limits'>();
// @ts-expect-error a resource without an allowed method is not there
expectTypeOf(balances.payments);
expectTypeOf(apiKey('k', { scopes: [] })).toEqualTypeOf<Auth<'apiKey', never>>();
// @ts-expect-error no scope, no resource
expectTypeOf(createClient({ auth: apiKey('k', { scopes: [] }) }).payments);
// @ts-expect-error scopes are those that LuxCore documents
apiKey('k', { scopes: ['payments.write'] });
// @ts-expect-error a token supplier returns a token
bearer(() => 5);

// What is known only at run time is offered, and checked at run time.
declare const scopes: ScopeName[];
expectTypeOf(createClient({ auth: apiKey('k', { scopes }) }).payments).toEqualTypeOf(v1.payments);

// Of several credentials, what all of them can do.
declare const either: Auth<'apiKey', Scope> | Auth<'hmac', Scope>;
const both = createClient({ auth: either });
expectTypeOf(both.payments.create).toBeCallableWith(deposit);
// @ts-expect-error one of the two has no payments.list
expectTypeOf(both.payments.list);
type Some = Auth<'apiKey' | 'hmac', Scope>;
expectTypeOf<keyof Client<Some>['payments']>().toEqualTypeOf<'create'>();

// A client that can do more stands in for one that can do less, never the other way round.
expectTypeOf(v1).toExtend<typeof reader>();
expectTypeOf(reader).not.toExtend<Client>();

// Results.
expectTypeOf(v1.payments.create(deposit)).toEqualTypeOf<ApiPromise<CreatedPayment>>();
expectTypeOf(v1.payments.create(deposit)).toExtend<Promise<Payment>>();
expectTypeOf<
  Awaited<ReturnType<Payments['create']>>['merchant_reference']
>().toEqualTypeOf<string>();
expectTypeOf(v1.payments.get('pay_1')).resolves.toEqualTypeOf<Payment>();
expectTypeOf(v1.payments.get('pay_1').withResponse()).resolves.toEqualTypeOf<
  ApiResponse<Payment>
>();
expectTypeOf(v1.payments.list()).resolves.toEqualTypeOf<Page<Payment>>();
expectTypeOf(v1.payments.list()).toExtend<AsyncIterable<Payment>>();
expectTypeOf(v1.balance.get({ currency: 'ARS' })).resolves.toEqualTypeOf<Balance>();
expectTypeOf(v1.balance.all()).resolves.toEqualTypeOf<AllBalances>();

// @ts-expect-error a withdrawal has a merchant_reference and a payout
void v1.payments.create({ ...deposit, type: 'withdrawal' });
// @ts-expect-error options of a call are spelt as they are
void v1.payments.get('pay_1', { timeout: 5 });

// The fetch of the runtime is one, and so is a stub that looks at what it is given.
expectTypeOf(globalThis.fetch).toExtend<NonNullable<ClientOptions['fetch']>>();
expectTypeOf((url: string, init: RequestInit) => Response.json([url, init.method])).toExtend<
  NonNullable<ClientOptions['fetch']>
>();
