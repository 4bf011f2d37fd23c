/** Payments while keys and secrets are rotated, at an emulator without faults. */
import { setTimeout as wait } from 'node:timers/promises';
import { apiKey, createClient, hmac } from '@luxcore/client';
import { createEmulator } from '@luxcore/emulator';
import type { Subject } from './clients.ts';
import { startServer, type RunningServer } from './start-server.ts';

export interface RotationRun {
  readonly created: number;
  readonly failures: readonly unknown[];
  readonly rotationEvents: number;
}

/** What is rotated: secrets or keys that the client has from the start, or what a supplier tells it. */
export type Rotated = 'secrets' | 'keys' | 'supplier';

const CALLERS = 20;
const TIMEOUT_MS = 30_000;
/** How long each credential is used, and how long the supplier's old one is still valid then. */
const USED_MS = 200;

export async function rotationRun(rotated: Rotated, rotations: number): Promise<RotationRun> {
  const server = await startServer({ seed: 1, timeoutMs: TIMEOUT_MS });
  try {
    return await payWhileRotating(server, rotated, rotations);
  } finally {
    await server.stop();
  }
}

async function payWhileRotating(
  server: RunningServer,
  rotated: Rotated,
  rotations: number,
): Promise<RotationRun> {
  let rotationEvents = 0;
  const credentials = await makeCredentials(server, rotated, rotations + 1);
  let current = 0;
  const settings = {
    baseUrl: server.emulatorUrl,
    timeoutMs: TIMEOUT_MS,
    limiter: false as const,
    onEvent: ({ type }: { readonly type: string }) => {
      if (type === 'rotation') rotationEvents += 1;
    },
  };
  const client = clientOf(rotated, credentials, () => credentials[current] ?? '', settings);
  const failures: unknown[] = [];
  let created = 0;
  let isOver = false;
  let next = 0;

  async function caller(): Promise<void> {
    while (!isOver) {
      const merchant_reference = `order-${String(next++)}`;
      try {
        await client.create(
          { type: 'deposit', amount: 100, currency: 'MXN', method: 'spei', merchant_reference },
          {},
        );
        created += 1;
      } catch (error) {
        failures.push(error);
        // What is refused at once, again and again, would let nothing else happen.
        await wait(10);
      }
    }
  }

  const callers = Array.from({ length: CALLERS }, caller);
  for (const old of credentials.slice(0, -1)) {
    await wait(USED_MS);
    current += 1;
    // LuxCore's way: deploy the new key, and only then deactivate the old one.
    if (rotated === 'supplier') await wait(USED_MS);
    await server.order(rotated === 'secrets' ? 'revokeSecret' : 'deactivateKey', old);
  }
  await wait(USED_MS);
  isOver = true;
  await Promise.all(callers);
  return { created, failures, rotationEvents };
}

async function makeCredentials(
  server: RunningServer,
  rotated: Rotated,
  count: number,
): Promise<string[]> {
  const made: string[] = [];
  for (let index = 0; index < count; index++) {
    made.push(await server.order(rotated === 'secrets' ? 'createSecret' : 'createKey'));
  }
  return made;
}

function clientOf(
  rotated: Rotated,
  credentials: readonly string[],
  supplier: () => string,
  settings: { readonly baseUrl: string; readonly timeoutMs: number },
): Subject {
  const { merchantId } = createEmulator().credentials;
  if (rotated === 'secrets') {
    const auth = hmac({ merchantId, secrets: credentials });
    return createClient({ ...settings, auth }).payments;
  }
  const auth = apiKey(rotated === 'keys' ? credentials : supplier);
  return createClient({ ...settings, auth }).payments;
}
