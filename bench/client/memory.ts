/**
 * `node --expose-gc bench/client/memory.ts [requests]`: makes 1,000,000 requests (unless told) with
 * limiter and events on, answered at once in this process, and prints the heap after each quarter. The
 * windows of the limiter are a thousandth of the documented ones: they hold as many requests as those
 * do, and none has to wait.
 */
import { createClient, createLimiter, hmac } from '@luxcore/client';
import { instantFetch } from './instant.ts';
import { CONCURRENCY, MERCHANT_ID, paymentOf, SECRET } from './payment.ts';

export interface Memory {
  readonly requests: number;
  /** Events that were received. */
  readonly events: number;
  readonly seconds: number;
  /** The heap in use after each quarter, collected, in bytes. */
  readonly quarters: readonly number[];
}

const QUARTERS = 4;
const requests = Number(process.argv[2] ?? 1_000_000);
const { gc } = globalThis;
if (gc === undefined) throw new Error('Run it with --expose-gc');

const CREATION = [
  { max: 5_000, windowMs: 60 },
  { max: 500, windowMs: 10 },
];

let events = 0;
const options = {
  auth: hmac({ merchantId: MERCHANT_ID, secret: SECRET }),
  fetch: instantFetch,
  limiter: createLimiter({ limits: { creation: CREATION } }),
  onEvent: () => {
    events++;
  },
};
const { payments } = createClient(options);

async function create(from: number, to: number): Promise<void> {
  for (let request = from; request < to; request++) {
    await payments.create(paymentOf(`order-${String(request)}`));
  }
}

async function runQuarter(quarter: number): Promise<void> {
  const each = requests / QUARTERS / CONCURRENCY;
  const first = quarter * CONCURRENCY;
  const workers = Array.from({ length: CONCURRENCY }, (_, worker) =>
    create(Math.round((first + worker) * each), Math.round((first + worker + 1) * each)),
  );
  await Promise.all(workers);
}

/** Collected until nothing more is freed: what is finalised in one run is free after the next. */
async function heapUsed(collect: NodeJS.GCFunction): Promise<number> {
  for (let run = 0; run < 3; run++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage().heapUsed;
}

const start = performance.now();
const quarters: number[] = [];
for (let quarter = 0; quarter < QUARTERS; quarter++) {
  await runQuarter(quarter);
  quarters.push(await heapUsed(gc));
}
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ requests, events, seconds, quarters } satisfies Memory));
