/**
 * The server of the benchmark, in a process of its own: it verifies nothing, so that the clients are
 * what is measured. Tells its origin when it listens, and when asked what it has used so far.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerTo, PATH } from './payment.ts';

/** What the server has used since it started. */
export interface ServerUse {
  /** CPU of its process, in microseconds. */
  readonly cpu: number;
  /** How many connections were opened. */
  readonly connections: number;
}

/** Where the server listens. */
export interface ServerStart {
  readonly origin: string;
}

const STRIPE_ANSWER = JSON.stringify({
  id: 'pi_1234567890abcdefghijklmn',
  object: 'payment_intent',
  amount: 150_000,
  currency: 'mxn',
  status: 'requires_payment_method',
  description: 'Order 1001',
  payment_method: 'pm_card_mx',
  metadata: { merchant_reference: 'order-1', cart: 'c-1001', items: '3' },
  client_secret: 'pi_1234567890abcdefghijklmn_secret_abcdefghijklmnopqrstuvwxy',
  created: 1_767_225_600,
  livemode: false,
});

let connections = 0;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const isPayment = request.url === PATH;
    const text = isPayment ? answerJson(Buffer.concat(chunks).toString()) : STRIPE_ANSWER;
    response.writeHead(isPayment ? 201 : 200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
    });
    response.end(text);
  });
});

function answerJson(body: string): string {
  return JSON.stringify(answerTo(JSON.parse(body) as Record<string, unknown>));
}

// Longer than a round: no connection is closed while it is measured.
server.keepAliveTimeout = 60_000;
server.on('connection', () => {
  connections++;
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ origin: `http://127.0.0.1:${String(port)}` } satisfies ServerStart);
});

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system, connections } satisfies ServerUse);
});
process.on('disconnect', () => {
  process.exit();
});
