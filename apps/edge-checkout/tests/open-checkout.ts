/** The Worker in workerd before an emulator, and a customer who uses both over HTTP. */
import { apiKey, createClient } from '@luxcore/client';
import { createEmulator, type Emulator } from '@luxcore/emulator';
import { listen } from '@luxcore/emulator/node';
import { onTestFinished } from 'vitest';
import { serveWorker } from '../local/serve-worker.ts';

export interface Checkout {
  readonly url: string;
  readonly webhookUrl: string;
  readonly secret: string;
  readonly emulator: Emulator;
  /** How many payments LuxCore has. */
  payments(): Promise<number>;
  /** Reserves tickets, and gives the address of the order. */
  reserve(fields?: Record<string, string>): Promise<string>;
  /** Sends a form as a browser does; no redirect is followed. */
  post(path: string, fields?: Record<string, string>): Promise<Response>;
  /** Presses the button that pays: where it leads, which is LuxCore's page as a rule. */
  pay(path: string): Promise<string>;
  /** What the payer does on LuxCore's page; resolves when the webhooks of it have arrived. */
  answer(page: string, action: 'approve' | 'decline'): Promise<void>;
  /** What the page of an order shows. */
  shows(path: string): Promise<string | undefined>;
}

/**
 * @param around - Stands between the Worker and LuxCore.
 * @param bindings - In the place of those that are right.
 */
export async function openCheckout(
  around: (emulator: Emulator) => Emulator = (emulator) => emulator,
  bindings: Readonly<Record<string, string>> = {},
): Promise<Checkout> {
  const emulator = createEmulator();
  const luxcore = await listen(around(emulator));
  const { merchantId, hmacSecret, testKey } = emulator.credentials;
  const operator = createClient({ auth: apiKey(testKey), fetch: emulator.fetch });
  const { id, secret } = await operator.webhooks.create({
    url: 'http://127.0.0.1:9/until-it-is-known',
    events: ['payment.completed', 'payment.failed', 'payment.cancelled'],
  });
  const { url, close } = await serveWorker(0, {
    LUXCORE_URL: luxcore.url,
    LUXCORE_MERCHANT_ID: String(merchantId),
    LUXCORE_HMAC_SECRET: hmacSecret,
    LUXCORE_WEBHOOK_SECRET: secret,
    ...bindings,
  });
  const webhookUrl = `${url}/webhooks/luxcore`;
  await operator.webhooks.update(id, { url: webhookUrl });
  onTestFinished(async () => {
    await close();
    await luxcore.close();
    await emulator.close();
  });

  const post = (path: string, fields = {}): Promise<Response> =>
    fetch(url + path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Origin: url },
      redirect: 'manual',
    });
  const location = (response: Response): string =>
    response.headers.get('location') ?? `no redirect but ${String(response.status)}`;
  return {
    url,
    webhookUrl,
    secret,
    emulator,
    payments: async () => (await operator.payments.list()).total,
    reserve: async (fields) =>
      location(await post('/orders', { order: crypto.randomUUID(), ...FORM, ...fields })),
    post,
    pay: async (path) => location(await post(`${path}/pay`)),
    answer: async (page, action) => {
      await fetch(page, { method: 'POST', body: new URLSearchParams({ action }) });
      await emulator.control.idle();
    },
    shows: async (path) => /data-status="(\w+)"/.exec(await (await fetch(url + path)).text())?.[1],
  };
}

export const FORM = { tickets: '2', name: 'Ana' } as const;
