import type {
  AllBalances,
  Balance,
  CreatedWebhook,
  Operation,
  Page,
  Payment,
  PaymentMethodInfo,
  Ticket,
  WebhookDelivery,
} from '@luxcore/contract';
import type { Scope, ScopeName } from '@luxcore/scopes';
import type { Meter, Tracer } from '@opentelemetry/api';
import { expectTypeOf } from 'vitest';
import type { MeterLike, TracerLike } from './opentelemetry.ts';
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
  type Resources,
  type TicketAttachments,
  type Tickets,
  type Webhooks,
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
expectTypeOf<keyof Client>().toEqualTypeOf<keyof Resources | 'limits'>();
expectTypeOf<keyof Client['webhooks']>().toEqualTypeOf<keyof Webhooks>();
expectTypeOf<keyof Client['tickets']>().toEqualTypeOf<keyof Tickets>();
expectTypeOf<Client['tickets']['attachments']>().toEqualTypeOf<Readonly<TicketAttachments>>();

// Every operation of the table is a method, and every method but the composed ones an operation.
type Paths<Members, Prefix extends string = ''> = {
  [Key in keyof Members & string]: Members[Key] extends (...args: never) => unknown
    ? `${Prefix}${Key}`
    : Paths<Members[Key], `${Prefix}${Key}.`>;
}[Exclude<keyof Members & string, 'limits'>];
expectTypeOf<Paths<Client>>().toEqualTypeOf<Operation | 'tickets.attachments.upload'>();
expectTypeOf(createClient({ auth: apiKeyFromEnv() })).toEqualTypeOf<Client>();
expectTypeOf(createClient({ auth: apiKey('k', {}) })).toEqualTypeOf<Client>();
expectTypeOf(createClient({ auth: bearer(() => 't') }).payments).toEqualTypeOf<
  Client['payments']
>();
expectTypeOf(createClient({ auth: hmacFromEnv() })).toEqualTypeOf(v2);

// The `env` of a Worker is not text alone, and an interface has no index signature.
interface WorkerEnv {
  readonly LUXCORE_MERCHANT_ID: string;
  readonly LUXCORE_HMAC_SECRET: string;
  readonly ORDERS: { get(id: object): object };
}
declare const workerEnv: WorkerEnv;
expectTypeOf(hmacFromEnv).toBeCallableWith(workerEnv);
expectTypeOf(apiKeyFromEnv).toBeCallableWith(process.env);
declare const otherEnv: { readonly OTHER_KEY: string };
// @ts-expect-error an environment that has none of the variables
apiKeyFromEnv(otherEnv);

// hmac has the operations of v2.
expectTypeOf<keyof typeof v2.payments>().toEqualTypeOf<'create'>();
expectTypeOf<keyof typeof v2.balance>().toEqualTypeOf<'get' | 'all'>();
expectTypeOf<Paths<typeof v2>>().toEqualTypeOf<'payments.create' | 'balance.get' | 'balance.all'>();
// @ts-expect-error v2 has no payments.list
expectTypeOf(v2.payments.list);
// @ts-expect-error a resource inside another, without an allowed method, is not there
expectTypeOf(v2.payments.methods);
// @ts-expect-error v2 has no webhooks
expectTypeOf(v2.webhooks);

// hmac takes one secret, or several in its place.
hmac({ merchantId: 1, secrets: ['old', 'next'] });
// @ts-expect-error there is no secret
hmac({ merchantId: 1 });
// @ts-expect-error it is not known which to begin with
hmac({ merchantId: 1, secret: 's', secrets: ['s', 'next'] });

// A list of keys has one; how many a list has that was made at run time, nobody knows before.
declare const someKeys: string[];
expectTypeOf(createClient({ auth: apiKey(someKeys) })).toEqualTypeOf<Client>();
expectTypeOf(createClient({ auth: apiKey(['k', 'next']) })).toEqualTypeOf<Client>();
expectTypeOf(createClient({ auth: apiKey(() => 'k') })).toEqualTypeOf<Client>();
// @ts-expect-error there is no key
apiKey([]);

// Scopes: an alias counts as its scope.
expectTypeOf<keyof typeof reader.payments>().toEqualTypeOf<'list' | 'get'>();
// @ts-expect-error payments.read does not create
expectTypeOf(reader.payments.create);
// @ts-expect-error a resource without an allowed method is not there
expectTypeOf(reader.balance);
expectTypeOf<keyof typeof balances>().toEqualTypeOf<'balance' | 'limits'>();
// @ts-expect-error a resource without an allowed method is not there
expectTypeOf(balances.payments);

// Scopes reach into resources inside others.
const asker = createClient({ auth: apiKey('k', { scopes: ['payments.methods'] }) });
expectTypeOf<Paths<typeof asker>>().toEqualTypeOf<
  'payments.methods.list' | 'payments.methods.validate'
>();
// @ts-expect-error payments.methods does not create
expectTypeOf(asker.payments.create);
expectTypeOf<Paths<Client<Auth<'apiKey', 'tickets.read'>>>>().toEqualTypeOf<
  'tickets.list' | 'tickets.get' | 'tickets.comments.list' | 'tickets.attachments.get'
>();
expectTypeOf<Paths<Client<Auth<'apiKey', 'tickets.update'>>>>().toEqualTypeOf<
  | 'tickets.close'
  | 'tickets.reopen'
  | 'tickets.comments.create'
  | 'tickets.attachments.uploadUrl'
  | 'tickets.attachments.upload'
>();
expectTypeOf<Paths<Client<Auth<'apiKey', 'webhooks.view'>>>>().toEqualTypeOf<
  'webhooks.list' | 'webhooks.get' | 'webhooks.events'
>();

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
// @ts-expect-error one of the two has no payments.methods
expectTypeOf(both.payments.methods);
declare const eitherKey: Auth<'apiKey', 'tickets.read'> | Auth<'apiKey', 'tickets.update'>;
const eitherClient = createClient({ auth: eitherKey });
expectTypeOf<keyof typeof eitherClient>().toEqualTypeOf<'tickets' | 'limits'>();
// @ts-expect-error one of the two reads comments, the other writes them
expectTypeOf(eitherClient.tickets.comments.list);

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
expectTypeOf(v1.merchants.balance(1024)).resolves.toEqualTypeOf<Balance>();
expectTypeOf(v1.payments.methods.list()).resolves.toEqualTypeOf<readonly PaymentMethodInfo[]>();
expectTypeOf(v1.webhooks.create({ url: 'u', events: [] })).resolves.toEqualTypeOf<CreatedWebhook>();
expectTypeOf(v1.webhooks.delete('wh_1')).resolves.toEqualTypeOf<undefined>();
expectTypeOf(v1.webhooks.events('wh_1')).toExtend<AsyncIterable<WebhookDelivery>>();
expectTypeOf(v1.tickets.list({ status: ['open'] })).resolves.toEqualTypeOf<Page<Ticket>>();
expectTypeOf(v1.tickets.attachments.get('t', 'a')).resolves.toEqualTypeOf<
  Uint8Array<ArrayBuffer>
>();

// @ts-expect-error a withdrawal has a merchant_reference and a payout
void v1.payments.create({ ...deposit, type: 'withdrawal' });
// @ts-expect-error an endpoint delivers to a URL
void v1.webhooks.create({ events: ['payment.completed'] });
// @ts-expect-error a ticket has a title
void v1.tickets.create({});
// @ts-expect-error a file has bytes, and its size is counted
void v1.tickets.attachments.upload('t', { file_name: 'a', content_type: 'b/c', size: 1 });
// @ts-expect-error options of a call are spelt as they are
void v1.payments.get('pay_1', { timeout: 5 });

// The fetch of the runtime is one, and so is a stub that looks at what it is given.
expectTypeOf(globalThis.fetch).toExtend<NonNullable<ClientOptions['fetch']>>();
expectTypeOf((url: string, init: RequestInit) => Response.json([url, init.method])).toExtend<
  NonNullable<ClientOptions['fetch']>
>();

// What OpenTelemetry makes is what the listener takes.
expectTypeOf<Tracer>().toExtend<TracerLike>();
expectTypeOf<Meter>().toExtend<MeterLike>();

// A replay is of a payment alone.
void v1.payments.create(deposit, { firstSentAt: Date.now() });
// @ts-expect-error -- another operation has no window
void v1.payments.cancel('pay_1', { firstSentAt: Date.now() });
// @ts-expect-error -- nor has one that changes nothing
void v2.balance.all({ firstSentAt: Date.now() });
