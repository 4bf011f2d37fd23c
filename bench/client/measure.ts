/**
 * Measures one peer in this process, forked for it alone, and reports by IPC. What it is to do comes
 * as JSON in its argument.
 */
import { CONCURRENCY } from './payment.ts';
import { PEERS, type PeerName } from './peers/peers.ts';

export interface Task {
  readonly peer: PeerName;
  readonly origin: string;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

/** What the process tells: that it is warm, then what it has measured. */
export type Told = { readonly warm: true } | { readonly measured: Measured };

export interface Measured {
  readonly perSecond: number;
  /** User and system time of the process for a request, in microseconds. */
  readonly cpu: number;
}

let done = 0;
let isOver = false;

const { peer, origin, warmUpMs, measureMs } = JSON.parse(process.argv[2] ?? '') as Task;
const create = await PEERS[peer].load(origin);
const workers = Array.from({ length: CONCURRENCY }, (_, worker) => work(worker));
const working = Promise.all(workers);
await Promise.race([measure(), working]);
isOver = true;
await working;
// Connections that are kept would keep the process.
process.disconnect();
process.exit();

async function work(worker: number): Promise<void> {
  for (let request = 0; !isOver; request++) {
    const id = await create(`order-${String(worker)}-${String(request)}`);
    if (id === '') throw new Error(`${peer}: an answer without an id`);
    done++;
  }
}

async function measure(): Promise<void> {
  await sleep(warmUpMs);
  await tell({ warm: true });
  const [before, cpuBefore, start] = [done, process.cpuUsage(), performance.now()];
  await sleep(measureMs);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const requests = done - before;
  await tell({
    measured: { perSecond: requests / seconds, cpu: (user + system) / requests },
  });
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Resolves when it was handed over: the process may end then. */
function tell(told: Told): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(told, (error: Error | null) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
}
