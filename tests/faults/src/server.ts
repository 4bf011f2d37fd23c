/** The other process: an emulator behind the proxy, worked by messages. */
import { setTimeout as wait } from 'node:timers/promises';
import { createEmulator } from '@luxcore/emulator';
import { listen } from '@luxcore/emulator/node';
import type { Fault } from './fault-table.ts';
import type { FinalPayment } from './judge.ts';
import { startProxy } from './proxy.ts';

export interface ServerOptions {
  readonly seed: number;
  readonly timeoutMs: number;
}

/** Where things are, as the process says when it has started. */
export interface Started {
  readonly emulatorUrl: string;
  readonly proxyUrl: string;
}

/** What a run ends with. */
export interface Ended {
  readonly payments: readonly FinalPayment[];
  readonly met: readonly (readonly [call: number, faults: readonly Fault[]])[];
  readonly resetConnections: number;
}

/** What can be asked of this process. */
export interface Orders {
  createKey(): string;
  deactivateKey(key: string): void;
  createSecret(): string;
  revokeSecret(secret: string): void;
  /** Waits until nothing is under way, and tells what there is then. */
  end(): Promise<Ended>;
}

export interface Order {
  readonly id: number;
  readonly name: keyof Orders;
  readonly argument: string | undefined;
}

/** An order that was carried out. */
export interface Done {
  readonly id: number;
  readonly result: unknown;
}

interface StoredPayment {
  readonly description: string | null;
  readonly payment: {
    readonly transaction_id: string;
    readonly merchant_reference?: string;
    readonly amount: number;
    readonly type: string;
    readonly status: string;
  };
}

const SETTLING_MS = 300;

const { seed, timeoutMs } = JSON.parse(process.argv[2] ?? '{}') as ServerOptions;
const emulator = createEmulator({ seed, limits: { creation: [], standard: [] } });
const { control } = emulator;
const { url: emulatorUrl, port } = await listen(emulator);
const proxy = await startProxy({ seed, timeoutMs, port });

const orders: Orders = {
  createKey: () => control.createKey(),
  deactivateKey: (key) => {
    control.deactivateKey(key);
  },
  createSecret: () => control.createSecret(),
  revokeSecret: (secret) => {
    control.revokeSecret(secret);
  },
  async end() {
    // What the clients sent last may still be on its way to the proxy.
    await wait(SETTLING_MS);
    await proxy.idle();
    const rows = (control.export().payments ?? []) as unknown as [string, StoredPayment][];
    return {
      payments: rows.map(([, row]) => finalPayment(row)),
      met: [...proxy.met],
      resetConnections: proxy.resets(),
    };
  },
};

process.on('message', ({ id, name, argument }: Order) => {
  void carryOut(name, argument).then((result) => process.send?.({ id, result } satisfies Done));
});
// Nobody is left to work for.
process.on('disconnect', () => process.exit());
process.send?.({ emulatorUrl, proxyUrl: proxy.url } satisfies Started);

async function carryOut(name: keyof Orders, argument = ''): Promise<unknown> {
  return await orders[name](argument);
}

function finalPayment({ description, payment }: StoredPayment): FinalPayment {
  const { transaction_id: id, merchant_reference: reference, amount, type, status } = payment;
  const madeBy = /^call (\d+)$/.exec(description ?? '')?.[1];
  return {
    id,
    reference,
    amount,
    type,
    status,
    madeBy: madeBy === undefined ? undefined : Number(madeBy),
  };
}
