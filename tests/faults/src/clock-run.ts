/** Payments by a client whose clock is wrong, at an emulator without faults. */
import { createClient, hmac } from '@luxcore/client';
import { createEmulator } from '@luxcore/emulator';
import type { ClientName } from './plan.ts';
import { startServer } from './start-server.ts';

export interface ClockRun {
  readonly created: number;
  /** How the others failed. */
  readonly failures: readonly unknown[];
  /** How often the client said that it has learned the time. */
  readonly clockEvents: number;
  readonly seconds: number;
}

const TIMEOUT_MS = 30_000;

/** Makes so many payments at once by a clock that is so many milliseconds off. */
export async function clockRun(
  count: number,
  offsetMs: number,
  transport: Extract<ClientName, 'hmac' | 'hmac, fetch'> = 'hmac',
): Promise<ClockRun> {
  const server = await startServer({ seed: 1, timeoutMs: TIMEOUT_MS });
  const { merchantId, hmacSecret } = createEmulator().credentials;
  let clockEvents = 0;
  const options = {
    auth: hmac({ merchantId, secret: hmacSecret }),
    baseUrl: server.emulatorUrl,
    timeoutMs: TIMEOUT_MS,
    now: () => Date.now() + offsetMs,
    limiter: false as const,
    onEvent: ({ type }: { readonly type: string }) => {
      if (type === 'clock') clockEvents += 1;
    },
    ...(transport === 'hmac, fetch' && {
      fetch: (url: string, init: RequestInit) => globalThis.fetch(url, init),
    }),
  };
  const client = createClient(options);
  try {
    const start = performance.now();
    const settled = await Promise.allSettled(
      Array.from({ length: count }, (_, number) =>
        client.payments.create({
          type: 'deposit',
          amount: 100,
          currency: 'MXN',
          method: 'spei',
          merchant_reference: `order-${String(number)}`,
        }),
      ),
    );
    const failures = settled.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as unknown] : [],
    );
    return {
      created: settled.length - failures.length,
      failures,
      clockEvents,
      seconds: (performance.now() - start) / 1_000,
    };
  } finally {
    await server.stop();
  }
}
