/** Makes payments through the faults of the proxy, and has what came of it judged. */
import { setTimeout as wait } from 'node:timers/promises';
import { createClients, type Subject } from './clients.ts';
import { judge, type Breach, type History, type Told } from './judge.ts';
import { makeCall } from './make-call.ts';
import { fingerprint, plannedCall, type PlannedCall } from './plan.ts';
import type { Ended } from './server.ts';
import { startServer } from './start-server.ts';

export interface CreationsOptions {
  readonly count: number;
  readonly seed: number;
  readonly concurrency?: number;
  readonly timeoutMs?: number;
  /** A call that takes longer is left behind, for the next to begin. */
  readonly patienceMs?: number;
  /** How long the calls that were left behind have after all others. */
  readonly graceMs?: number;
  /** Puts another client in the place of each: to see that what is wrong is found. */
  readonly wrap?: (client: Subject, call: PlannedCall) => Subject;
  readonly onProgress?: (done: number) => void;
}

/** What so many payments have shown. */
export interface CreationsRun {
  readonly seed: number;
  readonly fingerprint: string;
  readonly seconds: number;
  readonly histories: readonly History[];
  readonly breaches: readonly Breach[];
  /** Exceptions and rejections that nobody handled. */
  readonly crashes: readonly unknown[];
  readonly ended: Ended;
  /** How often each event of the clients came. */
  readonly events: ReadonlyMap<string, number>;
}

const CONCURRENCY = 50;
const TIMEOUT_MS = 300;
/** With half of all requests broken its budget of retries is soon spent, and it would repeat nothing more. */
const CALLS_OF_A_CLIENT = 100;
const PATIENCE_MS = 20_000;
const GRACE_MS = 10_000;

export async function creationsRun({
  count,
  seed,
  concurrency = CONCURRENCY,
  timeoutMs = TIMEOUT_MS,
  patienceMs = PATIENCE_MS,
  graceMs = GRACE_MS,
  wrap = (client) => client,
  onProgress,
}: CreationsOptions): Promise<CreationsRun> {
  const crashes: unknown[] = [];
  const onCrash = (error: unknown): void => void crashes.push(error);
  process.on('unhandledRejection', onCrash).on('uncaughtException', onCrash);
  const server = await startServer({ seed, timeoutMs });
  const events = new Map<string, number>();
  let clockOffsetMs = 0;
  const newClients = (): ReturnType<typeof createClients> =>
    createClients({
      baseUrl: server.proxyUrl,
      timeoutMs,
      now: () => Date.now() + clockOffsetMs,
      onEvent: ({ type }) => void events.set(type, (events.get(type) ?? 0) + 1),
    });
  let clients = newClients();
  const told = new Map<number, Told>();
  const open = new Set<Promise<void>>();
  let next = 0;

  async function caller(): Promise<void> {
    while (next < count) {
      const call = plannedCall(seed, next++);
      if (call.number % CALLS_OF_A_CLIENT === 0) clients = newClients();
      clockOffsetMs = call.clockOffsetMs ?? clockOffsetMs;
      const made = makeCall(call, wrap(clients[call.client], call)).then((result) => {
        told.set(call.number, result);
        open.delete(made);
        if (told.size % 5_000 === 0) onProgress?.(told.size);
      });
      open.add(made);
      await within(patienceMs, made);
    }
  }

  const start = performance.now();
  try {
    await Promise.all(Array.from({ length: concurrency }, caller));
    await within(graceMs, Promise.all(open));
    const ended = await server.order('end');
    const histories = Array.from({ length: count }, (_, number) => ({
      asked: plannedCall(seed, number),
      told: told.get(number) ?? ({ state: 'pending' } as const),
    }));
    return {
      seed,
      fingerprint: fingerprint(seed, count),
      seconds: (performance.now() - start) / 1_000,
      histories,
      breaches: judge(histories, ended.payments),
      crashes,
      ended,
      events,
    };
  } finally {
    process.off('unhandledRejection', onCrash).off('uncaughtException', onCrash);
    await server.stop();
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const timer = new AbortController();
  const patience = wait(ms, undefined, { signal: timer.signal }).catch(() => undefined);
  await Promise.race([work, patience]);
  timer.abort();
}
