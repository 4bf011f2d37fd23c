import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator } from '@luxcore/emulator';
import { listen } from '@luxcore/emulator/node';
import { createSigner } from '@luxcore/signing';
import { createWebhookHandler } from '@luxcore/webhooks';
import { toNode } from '@luxcore/webhooks/node';

/** What so many payments have shown. */
export interface PaymentsRun {
  readonly created: number;
  /** Payments whose creation was told to the handler, once each. */
  readonly told: number;
  readonly toldTwice: number;
  readonly seconds: number;
}

const SENDERS = 16;
const WAIT_MS = 60_000;
const DEPOSIT = { amount: 150_000, currency: 'MXN', method: 'spei', type: 'deposit' };

/** Makes signed payments at a server, each of which is told to a handler over HTTP. */
export async function paymentsRun(count: number): Promise<PaymentsRun> {
  const emulator = createEmulator({ limits: { creation: [], standard: [] } });
  const { merchantId, hmacSecret, testKey } = emulator.credentials;
  const server = await listen(emulator);
  const told = new Map<string, number>();
  const receiver = createServer();
  await new Promise<void>((resolve) => {
    receiver.listen(0, '127.0.0.1', resolve);
  });
  const { port } = receiver.address() as AddressInfo;
  const endpoint = await send(
    `${server.url}/api/v1/webhooks`,
    { 'X-API-Key': testKey },
    {
      url: `http://127.0.0.1:${String(port)}/webhooks`,
      events: ['payment.created'],
      signature_algorithm: 'hmac_sha256',
    },
  );
  const listener = toNode(
    createWebhookHandler({
      secrets: (endpoint.data as { secret: string }).secret,
      on: {
        'payment.created': ({ payment }) => {
          told.set(payment.id, (told.get(payment.id) ?? 0) + 1);
        },
      },
    }),
  );
  receiver.on('request', (request, response) => void listener(request, response));

  const start = performance.now();
  const signer = createSigner({ merchantId, secret: hmacSecret });
  const path = '/api/v2/payments';
  const created = new Set<unknown>();
  let next = 0;
  async function sender(): Promise<void> {
    while (next < count) {
      const number = next++;
      const payment = { ...DEPOSIT, merchant_reference: `order-${String(number)}` };
      const { headers } = signer.sign({ method: 'POST', path, body: JSON.stringify(payment) });
      created.add((await send(server.url + path, headers, payment)).transaction_id);
    }
  }
  await Promise.all(Array.from({ length: SENDERS }, sender));
  const end = performance.now() + WAIT_MS;
  while (told.size < count && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const seconds = (performance.now() - start) / 1000;

  receiver.close();
  receiver.closeAllConnections();
  await server.close();
  await emulator.close();
  const toldTwice = [...told.values()].filter((times) => times > 1).length;
  const ofThese = [...told.keys()].filter((id) => created.has(id)).length;
  return { created: created.size, told: ofThese, toldTwice, seconds };
}

async function send(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}
