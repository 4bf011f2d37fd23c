/**
 * Each operation of the client goes once around the emulator, which was written from the same rules by
 * other hands: what one side sends or answers and the other does not read is found here.
 */
import { apiKey, createClient, hmac, type Client } from '@luxcore/client';
import { OPERATIONS } from '@luxcore/contract';
import { createEmulator } from '@luxcore/emulator';
import { afterAll, expect, it } from 'vitest';

const emulator = createEmulator();
const { credentials } = emulator;
const called = new Set<string>();

/** The emulator's fetch, which notes the operation of each request. */
const fetch = (url: string, init: RequestInit): Promise<Response> => {
  const path = new URL(url).pathname.replace(/^\/api\/v\d/, '');
  for (const [operation, row] of Object.entries(OPERATIONS)) {
    const pattern = new RegExp(`^${row.path.replaceAll(/\{\w+\}/g, '(?!methods$)[^/]+')}$`);
    if (row.method === init.method && pattern.test(path)) called.add(operation);
  }
  return emulator.fetch(new Request(url, init));
};

const v1 = createClient({ auth: apiKey(credentials.testKey), fetch });

afterAll(() => emulator.close());

it('creates, lists, gets and cancels payments', async () => {
  const deposit = { type: 'deposit', amount: 150_000, currency: 'MXN', method: 'spei' } as const;
  const { transaction_id, outcome } = await v1.payments.create(deposit);
  expect(outcome).toBe('created');
  expect(await v1.payments.get(transaction_id)).toMatchObject({ transaction_id });
  expect(await v1.payments.cancel(transaction_id)).toMatchObject({ status: 'cancelled' });
  expect(await v1.payments.list({ status: 'cancelled' })).toMatchObject({ total: 1 });
});

it('asks about methods', async () => {
  const methods = await v1.payments.methods.list();
  expect(methods.find(({ method }) => method === 'oxxo')).toEqual({
    method: 'oxxo',
    deposit: true,
    withdrawal: false,
    currencies: ['MXN'],
  });
  const asked = { method: 'spei', currency: 'MXN', type: 'withdrawal' } as const;
  expect(await v1.payments.methods.validate(asked)).toEqual({ ...asked, valid: true });
  await expect(v1.payments.methods.validate({ ...asked, method: 'oxxo' })).rejects.toMatchObject({
    name: 'PaymentError',
    code: 'WITHDRAWAL_NOT_SUPPORTED',
  });
});

it('keeps webhook endpoints', async () => {
  const url = 'http://127.0.0.1:9/webhooks';
  const { id, secret } = await v1.webhooks.create({ url, events: ['payment.completed'] });
  expect(secret).toMatch(/^whsec_/);
  const [listed] = await v1.webhooks.list();
  expect(listed).toEqual(await v1.webhooks.get(id));
  expect(listed).not.toHaveProperty('secret');
  const changed = await v1.webhooks.update(id, { events: ['payment.failed'] });
  expect(changed).toMatchObject({ url, events: ['payment.failed'] });
  expect(await v1.webhooks.disable(id)).toMatchObject({ status: 'disabled' });
  expect(await v1.webhooks.enable(id)).toMatchObject({ status: 'active' });
  const { event_id, event } = await v1.webhooks.test(id);
  expect(event).toBe('webhook.test');
  expect(await v1.webhooks.events(id, { limit: 10 })).toMatchObject({ total: 1 });
  for await (const delivery of v1.webhooks.events(id)) {
    expect(delivery.event_id).toBe(event_id);
  }
  const retried = await v1.webhooks.retry(id, { event_id });
  expect(retried).toMatchObject([{ event_id, webhook_id: id }]);
  expect(await v1.webhooks.retry(id)).toBeInstanceOf(Array);
  await expect(v1.webhooks.delete(id)).resolves.toBeUndefined();
  await expect(v1.webhooks.get(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('tells balances, of the merchant and by its id', async () => {
  const { merchantId } = credentials;
  expect(await v1.merchants.balance(merchantId, { currency: 'ARS' })).toEqual(
    await v1.balance.get({ currency: 'ARS' }),
  );
  expect(await v1.merchants.balances(merchantId)).toEqual(await v1.balance.all());
  await expect(v1.merchants.balances(7)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('opens, comments, closes and reopens tickets', async () => {
  const { ticket_id } = await v1.tickets.create({
    title: 'Deposit '.repeat(25),
    category: 'payments',
  });
  expect(await v1.tickets.get(ticket_id)).toMatchObject({ status: 'open' });
  await v1.tickets.comments.create(ticket_id, { message: 'first' });
  expect(await v1.tickets.comments.list(ticket_id)).toMatchObject([{ message: 'first' }]);
  expect(await v1.tickets.close(ticket_id)).toMatchObject({ status: 'closed' });
  const found = await v1.tickets.list({ status: ['closed', 'resolved'], search: 'DEPOSIT' });
  expect(found.data).toMatchObject([{ ticket_id }]);
  expect(await v1.tickets.reopen(ticket_id)).toMatchObject({ status: 'open' });
});

it('attaches files', async () => {
  const { ticket_id } = await v1.tickets.create({ title: 'A receipt' });
  const file = { file_name: 'receipt.png', content_type: 'image/png' };
  const bytes = Uint8Array.from({ length: 20_000 }, (_, index) => index % 256);
  const { attachment_id } = await v1.tickets.attachments.upload(ticket_id, { ...file, bytes });
  expect(attachment_id).toMatch(/^[\da-f-]{36}$/);
  const asked = await v1.tickets.attachments.uploadUrl(ticket_id, { ...file, size: 3 });
  const init = { method: 'PUT', headers: { 'Content-Type': 'image/png' }, body: bytes };
  expect((await emulator.fetch(new Request(asked.upload_url, init))).status).toBe(400);
});

it('downloads what was attached, to the byte', async () => {
  const { ticket_id } = await v1.tickets.create({ title: 'A receipt' });
  const bytes = Uint8Array.from({ length: 20_000 }, (_, index) => index % 256);
  const file = { file_name: 'receipt.png', content_type: 'image/png', bytes };
  const { attachment_id } = await v1.tickets.attachments.upload(ticket_id, file);
  const { data, headers } = await v1.tickets.attachments
    .get(ticket_id, attachment_id)
    .withResponse();
  expect(data).toEqual(bytes);
  expect(headers.get('content-type')).toBe('image/png');
});

it('sends by HMAC what v2 has, and refuses the rest', async () => {
  const { merchantId, hmacSecret: secret } = credentials;
  const v2 = createClient({ auth: hmac({ merchantId, secret }), fetch });
  expect(await v2.balance.all()).toMatchObject({ success: true });
  expect(await v2.balance.get()).toMatchObject({ currency: 'MXN' });
  const { webhooks, tickets } = v2 as unknown as Client;
  for (const call of [
    webhooks.list(),
    tickets.comments.list('t'),
    tickets.attachments.get('t', 'a'),
  ]) {
    await expect(call).rejects.toMatchObject({ code: 'OPERATION_NOT_AVAILABLE' });
  }
});

it('refuses what the scopes do not cover, here or at the emulator', async () => {
  const auth = apiKey(credentials.testKey, { scopes: ['tickets.read'] });
  const reader = createClient({ auth, fetch }) as unknown as Client;
  const file = { file_name: 'a', content_type: 'b/c', bytes: new Uint8Array(1) };
  for (const call of [
    reader.payments.methods.list(),
    reader.tickets.create({ title: 'x' }),
    reader.tickets.attachments.upload('t', file),
  ]) {
    await expect(call).rejects.toMatchObject({ code: 'SCOPE_NOT_DECLARED' });
  }
  const undeclared = createClient({ auth: apiKey(credentials.readOnlyKey), fetch });
  await expect(undeclared.tickets.create({ title: 'x' })).rejects.toMatchObject({
    code: 'INSUFFICIENT_SCOPE',
  });
});

it('has been around with every operation', () => {
  expect([...called].sort()).toEqual(Object.keys(OPERATIONS).sort());
});
