/** The client against an emulator in this process, and nothing but Web APIs between them. */
import {
  apiKey,
  createClient,
  hmac,
  type Client,
  type ClientEvent,
  type ClientOptions,
} from '@luxcore/client';
import { createEmulator, type Emulator, type EmulatorOptions } from '@luxcore/emulator';
import { isLuxCoreError } from '@luxcore/errors';
import type { Host } from './host.ts';
import { deposit } from './samples.ts';
import { equal, group, matches, ok, rejects, type Test } from './test.ts';

const HOUR_MS = 3_600_000;

interface Tools {
  readonly emulator: Emulator;
  readonly events: ClientEvent[];
  readonly v1: Client;
  /** A client that signs, with further options. */
  readonly v2: (options?: Partial<ClientOptions>) => ReturnType<typeof signing>;
}

function signing(emulator: Emulator, options: Partial<ClientOptions>) {
  const { merchantId, hmacSecret: secret } = emulator.credentials;
  const auth = hmac({ merchantId, secret });
  return createClient({
    fetch: emulator.fetch,
    dangerouslyAllowBrowser: true,
    ...options,
    auth,
  });
}

async function withEmulator(
  run: (tools: Tools) => Promise<void>,
  options?: EmulatorOptions,
): Promise<void> {
  const emulator = createEmulator(options);
  const events: ClientEvent[] = [];
  const onEvent = (event: ClientEvent): unknown => events.push(event);
  const { fetch, credentials } = emulator;
  const shared = { fetch, onEvent, dangerouslyAllowBrowser: true };
  const v1 = createClient({ auth: apiKey(credentials.testKey), ...shared });
  try {
    await run({ emulator, events, v1, v2: (own) => signing(emulator, { onEvent, ...own }) });
  } finally {
    await emulator.close();
  }
}

export function clientTests({ isPage }: Host): Test[] {
  return group('the client, in this process', ['web'], (test) => {
    test('creates a payment by a signature', () =>
      withEmulator(async ({ v2 }) => {
        const wanted = deposit();
        const payment = await v2().payments.create(wanted);
        matches(payment, { outcome: 'created', status: 'pending', amount: 150_000 });
      }));

    test('creates, gets, lists and cancels payments by a key', () =>
      withEmulator(async ({ v1 }) => {
        const made = [];
        for (let count = 0; count < 3; count++) made.push(await v1.payments.create(deposit()));
        const ids = made.map(({ transaction_id: id }) => id);
        const [first = ''] = ids;
        matches(await v1.payments.get(first), { transaction_id: first, status: 'pending' });
        const listed = [];
        for await (const { transaction_id: id } of v1.payments.list({ limit: 2 })) listed.push(id);
        equal(listed.sort(), ids.sort());
        matches(await v1.payments.cancel(first), { status: 'cancelled' });
      }));

    test('tells of an existing payment that it exists', () =>
      withEmulator(async ({ v2 }) => {
        const client = v2();
        const wanted = deposit();
        const { transaction_id } = await client.payments.create(wanted);
        matches(await client.payments.create(wanted), { outcome: 'existing', transaction_id });
        await rejects(client.payments.create({ ...wanted, amount: 1 }), {
          name: 'PaymentError',
          code: 'MERCHANT_REFERENCE_CONFLICT',
        });
      }));

    test('tells status, headers and attempts', () =>
      withEmulator(async ({ v1 }) => {
        const { status, headers, attempts, data } = await v1.balance.all().withResponse();
        equal([status, attempts, data.success], [200, 1, true]);
        ok(headers.get('content-type')?.startsWith('application/json') === true, 'JSON');
      }));

    test('gives an answer of bytes to the byte', () =>
      withEmulator(async ({ v1 }) => {
        const { ticket_id } = await v1.tickets.create({ title: 'A receipt' });
        const bytes = Uint8Array.from({ length: 5000 }, (_, index) => index % 256);
        const file = { file_name: 'receipt.png', content_type: 'image/png', bytes };
        const { attachment_id } = await v1.tickets.attachments.upload(ticket_id, file);
        equal(await v1.tickets.attachments.get(ticket_id, attachment_id), bytes);
      }));

    test('says why credentials were refused', () =>
      withEmulator(async ({ emulator }) => {
        const { fetch, credentials } = emulator;
        const shared = { fetch, dangerouslyAllowBrowser: true };
        const wrong = createClient({
          auth: hmac({ merchantId: 1024, secret: 'another' }),
          ...shared,
        });
        const error = await rejects(wrong.balance.all(), {
          name: 'AuthenticationError',
          code: 'INVALID_SIGNATURE',
          status: 401,
        });
        ok(isLuxCoreError(error), 'an error that is recognised');
        const reader = createClient({ auth: apiKey(credentials.readOnlyKey), ...shared });
        await rejects(reader.payments.create(deposit()), {
          name: 'PermissionError',
          code: 'INSUFFICIENT_SCOPE',
        });
      }));

    test('refuses what the declared scopes do not have, and sends nothing', () =>
      withEmulator(async ({ emulator, events }) => {
        const auth = apiKey(emulator.credentials.testKey, { scopes: ['payments.read'] });
        const { fetch } = emulator;
        const onEvent = (event: ClientEvent): unknown => events.push(event);
        const client = createClient({ auth, fetch, onEvent, dangerouslyAllowBrowser: true });
        await rejects((client as unknown as Client).payments.create(deposit()), {
          code: 'SCOPE_NOT_DECLARED',
          outcome: 'not_sent',
        });
        equal(events, []);
      }));

    test('tries again after a 503', () =>
      withEmulator(async ({ emulator, v1 }) => {
        emulator.control.fault({ status: 503 });
        const { attempts } = await v1.balance.all().withResponse();
        equal(attempts, 2);
      }));

    test('makes one payment where the answer to the first attempt is lost', () =>
      withEmulator(async ({ emulator, v2, v1 }) => {
        emulator.control.fault({ operation: 'payments.create', drop: 'after' });
        const wanted = deposit();
        matches(await v2().payments.create(wanted), { outcome: 'recovered' });
        matches(await v1.payments.list(), { total: 1 });
      }));

    test('says that an outcome is unknown where no answer comes', () =>
      withEmulator(async ({ emulator, v2 }) => {
        emulator.control.fault({ operation: 'payments.create', drop: 'after', times: Infinity });
        const wanted = deposit();
        await rejects(v2({ maxRetries: 0 }).payments.create(wanted), {
          name: 'OutcomeUnknownError',
          outcome: 'unknown',
          merchantReference: wanted.merchant_reference,
        });
      }));

    for (const skew of [HOUR_MS, -HOUR_MS]) {
      test(`learns by how much its clock is wrong: ${String(skew)} ms`, () =>
        withEmulator(async ({ v2, events }) => {
          const client = v2({ now: () => Date.now() + skew });
          equal((await client.balance.all().withResponse()).attempts, 2);
          equal((await client.balance.all().withResponse()).attempts, 1);
          const offsets = events.flatMap((event) =>
            event.type === 'clock' ? [event.offsetMs] : [],
          );
          equal(offsets.length, 1);
          ok(Math.abs((offsets[0] ?? 0) + skew) < 10_000, 'the offset');
        }));
    }

    test('ends a call at once when it is aborted, whatever it waits for', () =>
      withEmulator(async ({ emulator, v1 }) => {
        emulator.control.fault({ delay: '5s', times: 2 });
        const abort = new AbortController();
        const started = Date.now();
        const call = v1.balance.all({ signal: abort.signal });
        const ended = rejects(call, { name: 'AbortedError', code: 'ABORTED' });
        setTimeout(() => {
          abort.abort();
        }, 20);
        await ended;
        ok(Date.now() - started < 4000, 'an end before the answer');
      }));

    test('ends a wait between two attempts when it is aborted', () =>
      withEmulator(async ({ emulator, v1, events }) => {
        emulator.control.fault({ status: 503, times: Infinity });
        const abort = new AbortController();
        const call = v1.balance.all({ signal: abort.signal, maxRetries: 1000 });
        const ended = rejects(call, { code: 'ABORTED' });
        while (!events.some(({ type }) => type === 'retry')) {
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
        abort.abort();
        await ended;
      }));

    test('sends nothing for a signal that was aborted before', () =>
      withEmulator(async ({ v1, events }) => {
        const abort = new AbortController();
        abort.abort();
        await rejects(v1.balance.all({ signal: abort.signal }), {
          code: 'ABORTED',
          outcome: 'not_sent',
        });
        equal(events, []);
      }));

    test('gives an attempt no longer than its time', () =>
      withEmulator(async ({ emulator, v1 }) => {
        emulator.control.fault({ delay: '5s' });
        await rejects(v1.balance.all({ timeoutMs: 30, maxRetries: 0 }), {
          name: 'TimeoutError',
          code: 'REQUEST_TIMEOUT',
        });
      }));

    test('goes on to the next secret when the first is revoked', () =>
      withEmulator(async ({ emulator, events }) => {
        const { fetch, control, credentials } = emulator;
        const { merchantId, hmacSecret } = credentials;
        const secrets = [hmacSecret, control.createSecret()];
        control.revokeSecret(hmacSecret);
        const client = createClient({
          auth: hmac({ merchantId, secrets }),
          fetch,
          onEvent: (event) => events.push(event),
          dangerouslyAllowBrowser: true,
        });
        matches(await client.balance.all(), { success: true });
        matches(
          events.find(({ type }) => type === 'rotation'),
          { from: 0, to: 1 },
        );
      }));

    test('shows no secret in its events, its errors and its JSON', () =>
      withEmulator(async ({ emulator, v2, events }) => {
        const client = v2();
        await client.payments.create(deposit());
        const { hmacSecret, testKey } = emulator.credentials;
        const told = JSON.stringify([events, client]);
        ok(!told.includes(hmacSecret) && !told.includes(testKey), 'no secret');
        ok(events.length > 0, 'events');
      }));

    test('is refused in a page unless it is allowed there, and nowhere else', () =>
      withEmulator(async ({ emulator }) => {
        const { fetch, credentials } = emulator;
        const client = createClient({ auth: apiKey(credentials.testKey), fetch });
        if (isPage) await rejects(client.balance.all(), { code: 'BROWSER_NOT_ALLOWED' });
        else matches(await client.balance.all(), { success: true });
      }));

    test('keeps two hundred calls at the same time apart', () =>
      withEmulator(
        async ({ v2 }) => {
          const client = v2({ limiter: false });
          const wanted = Array.from({ length: 200 }, deposit);
          const made = await Promise.all(wanted.map((one) => client.payments.create(one)));
          equal(
            made.map(({ merchant_reference: reference }) => reference),
            wanted.map(({ merchant_reference: reference }) => reference),
          );
        },
        { limits: { creation: [], standard: [] } },
      ));
  });
}
