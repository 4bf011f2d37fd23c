/** A shop on a free port before an emulator of its own, and a customer who uses both over HTTP. */
import { apiKey, createClient } from '@luxcore/client';
import { createEmulator, type Emulator } from '@luxcore/emulator';
import { listen } from '@luxcore/emulator/node';
import { onTestFinished } from 'vitest';
import { freePort } from '../../../tests/gates/src/free-port.ts';
import { serveShop } from './server.ts';
import { WEBHOOK_EVENTS, WEBHOOK_PATH } from './shop.ts';

export interface OpenShop {
  readonly url: string;
  readonly webhookUrl: string;
  readonly secret: string;
  readonly emulator: Emulator;
  /** All that the shop has printed. */
  readonly printed: string[];
  /** How many payments LuxCore has. */
  payments(): Promise<number>;
  /** Sends a form as a browser does, and gives the page that it leads to. */
  post(path: string, fields?: Record<string, string>): Promise<Page>;
  get(path: string): Promise<Page>;
}

export interface Page {
  readonly status: number;
  readonly path: string;
  readonly html: string;
  /** The class of the status that it shows. */
  readonly shows: string | undefined;
  /** Where the button leads to that opens LuxCore's page. */
  readonly paymentPage: string;
}

export const FORM = { product: 'coffee', name: 'Ana' } as const;

/** @param around - Stands between the shop and LuxCore. */
export async function openShop(
  around: (emulator: Emulator) => Emulator = (emulator) => emulator,
): Promise<OpenShop> {
  const emulator = createEmulator();
  const luxcore = await listen(around(emulator));
  const operator = createClient({
    auth: apiKey(emulator.credentials.testKey),
    fetch: emulator.fetch,
  });
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const webhookUrl = url + WEBHOOK_PATH;
  const { secret } = await operator.webhooks.create({ url: webhookUrl, events: WEBHOOK_EVENTS });
  const printed: string[] = [];
  const server = await serveShop(
    {
      LUXCORE_API_KEYS: emulator.control.createKey({ scopes: ['payments.create'] }),
      LUXCORE_WEBHOOK_SECRETS: secret,
      LUXCORE_URL: luxcore.url,
      PORT: String(port),
    },
    (line) => printed.push(line),
  );
  onTestFinished(async () => {
    server.close();
    await luxcore.close();
    await emulator.close();
  });
  return {
    url,
    webhookUrl,
    secret,
    emulator,
    printed,
    payments: async () => (await operator.payments.list()).total,
    post: async (path, fields = {}) => {
      const body = new URLSearchParams(fields);
      return pageOf(await fetch(url + path, { method: 'POST', body, headers: { Origin: url } }));
    },
    get: async (path) => pageOf(await fetch(url + path)),
  };
}

/** What the payer does on LuxCore's page; resolves when the webhooks of it have arrived. */
export async function answerPaymentPage(
  { emulator }: OpenShop,
  { paymentPage }: Page,
  action: 'approve' | 'decline',
): Promise<void> {
  const body = new URLSearchParams({ action });
  await fetch(paymentPage, { method: 'POST', body });
  await emulator.control.idle();
}

async function pageOf(response: Response): Promise<Page> {
  const html = await response.text();
  return {
    status: response.status,
    path: new URL(response.url).pathname,
    html,
    shows: /class="status (\w+)"/.exec(html)?.[1],
    paymentPage: /class="button" href="([^"]+)"/.exec(html)?.[1] ?? '',
  };
}
