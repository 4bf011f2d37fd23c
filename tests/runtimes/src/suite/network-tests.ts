/** The client against an emulator in another process, by the transport that the engine gives it. */
import { apiKey, createClient, fetchTransport, hmac, type ClientOptions } from '@luxcore/client';
import type { Host, Network } from './host.ts';
import { deposit } from './samples.ts';
import { equal, group, matches, ok, rejects, type AddTest, type Test } from './test.ts';

/** What differs between the two ways to the network: which are one where the engine has only `fetch`. */
const TRANSPORTS = {
  'the transport of its build': () => ({}),
  'the fetch of the engine': () => ({ transport: fetchTransport() }),
} satisfies Record<string, () => Partial<ClientOptions>>;

export function networkTests({ network }: Host): Test[] {
  const at = (): Network => {
    if (network === undefined) throw new Error('there is no network');
    return network;
  };
  return Object.entries(TRANSPORTS).flatMap(([name, transport]) =>
    group(`the client, by ${name}`, ['web', 'network'], (test) => {
      addTests(test, at, transport);
    }),
  );
}

function addTests(test: AddTest, at: () => Network, transport: () => Partial<ClientOptions>): void {
  const shared = (options: Partial<ClientOptions> = {}) => ({
    baseUrl: at().emulatorUrl,
    dangerouslyAllowBrowser: true,
    ...transport(),
    ...options,
  });
  const v1 = (options?: Partial<ClientOptions>) =>
    createClient({ ...shared(options), auth: apiKey(at().credentials.testKey) });
  const v2 = (options?: Partial<ClientOptions>, ownSecret?: string) => {
    const { merchantId, hmacSecret } = at().credentials;
    const auth = hmac({ merchantId, secret: ownSecret ?? hmacSecret });
    return createClient({ ...shared(options), auth });
  };
  const faulty = (fault: string) => ({ headers: { 'X-Emulator-Fault': fault } });

  test('pays by a signature, and finds the payment by a key', async () => {
    const wanted = deposit();
    const { transaction_id, outcome } = await v2().payments.create(wanted);
    equal(outcome, 'created');
    const { description: _, ...sent } = wanted;
    matches(await v1().payments.get(transaction_id), { transaction_id, ...sent });
  });

  test('signs the query that is sent', async () => {
    matches(await v2().balance.get({ currency: 'ARS' }), { currency: 'ARS' });
  });

  test('uploads and downloads bytes', async () => {
    const client = v1();
    const { ticket_id } = await client.tickets.create({ title: 'A receipt' });
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256);
    const file = { file_name: 'receipt.png', content_type: 'image/png', bytes };
    const { attachment_id } = await client.tickets.attachments.upload(ticket_id, file);
    equal(await client.tickets.attachments.get(ticket_id, attachment_id), bytes);
  });

  test('says why it was refused', async () => {
    const call = v2({}, 'another').balance.all();
    await rejects(call, { name: 'AuthenticationError', code: 'INVALID_SIGNATURE' });
  });

  test('learns from the server by how much its clock is wrong', async () => {
    const client = v2({ now: () => Date.now() - 3_600_000 });
    equal((await client.balance.all().withResponse()).attempts, 2);
    equal((await client.balance.all().withResponse()).attempts, 1);
  });

  test('follows no redirect with credentials', async () => {
    const client = v2({ baseUrl: at().redirectingUrl, maxRetries: 0 });
    await rejects(client.balance.all(), { name: 'RedirectError', code: 'UNEXPECTED_REDIRECT' });
  });

  test('says that nobody listens', async () => {
    const client = v2({ baseUrl: at().closedUrl, maxRetries: 0 });
    await rejects(client.balance.all(), { name: 'ConnectionError', code: 'CONNECTION_FAILED' });
  });

  test('makes one payment where the answer is cut off', async () => {
    const wanted = deposit();
    let faults = 1;
    const client = v2({
      middleware: [
        (request, next) =>
          faults-- > 0
            ? next({ ...request, headers: withFault(request.headers, 'truncate') })
            : next(request),
      ],
    });
    matches(await client.payments.create(wanted), { outcome: 'recovered' });
  });

  test(
    'asks for nothing twice where a kept connection ends without an answer',
    async () => {
      const client = v1({ maxRetries: 0 });
      const title = `Asked for once, by ${crypto.randomUUID()}`;
      await client.balance.all();
      await rejects(client.tickets.create({ title }, faulty('drop=after')), { outcome: 'unknown' });
      const made = [];
      for await (const one of client.tickets.list()) if (one.title === title) made.push(one);
      equal(made.length, 1);
    },
    'one sending',
  );

  test('makes one payment where a kept connection ends without an answer', async () => {
    const wanted = deposit();
    let faults = 1;
    const client = v2({
      middleware: [
        (request, next) =>
          request.method === 'POST' && faults-- > 0
            ? next({ ...request, headers: withFault(request.headers, 'drop=after') })
            : next(request),
      ],
    });
    await client.balance.all();
    matches(await client.payments.create(wanted), { outcome: 'recovered' });
  });

  test('ends at once when it is aborted', async () => {
    const abort = new AbortController();
    const started = Date.now();
    const call = v1().balance.all({ signal: abort.signal, ...faulty('delay=5s') });
    const ended = rejects(call, { name: 'AbortedError', code: 'ABORTED' });
    setTimeout(() => {
      abort.abort();
    }, 50);
    await ended;
    ok(Date.now() - started < 4000, 'an end before the answer');
  });

  test('gives an attempt no longer than its time', async () => {
    const call = v1().balance.all({ timeoutMs: 100, maxRetries: 0, ...faulty('delay=5s') });
    await rejects(call, { name: 'TimeoutError', code: 'REQUEST_TIMEOUT' });
  });

  test('keeps fifty calls at the same time apart', async () => {
    const client = v2({ limiter: false });
    const wanted = Array.from({ length: 50 }, deposit);
    const made = await Promise.all(wanted.map((one) => client.payments.create(one)));
    equal(
      made.map(({ merchant_reference: reference }) => reference),
      wanted.map(({ merchant_reference: reference }) => reference),
    );
  });
}

function withFault(headers: Readonly<Record<string, string>>, fault: string) {
  return { ...headers, 'X-Emulator-Fault': fault };
}
