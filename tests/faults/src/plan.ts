/** What a run does: its calls, and what happens to each of their requests, all of it by the seed. */
import { createHash } from 'node:crypto';
import { FAULTS, type Fault } from './fault-table.ts';
import type { Asked } from './judge.ts';
import { random } from './random.ts';

/** A call as it is planned. */
export interface PlannedCall extends Asked {
  readonly client: ClientName;
  /** The caller aborts it so many milliseconds after it began. */
  readonly abortAfterMs: number | undefined;
  /** Its body is long, so that a connection can be reset while it is sent. */
  readonly isLong: boolean;
  /** The clock of the clients jumps as it begins, to so many milliseconds from the time. */
  readonly clockOffsetMs: number | undefined;
}

/** Who makes a call; `fetch`: a fetch of the caller's own, in place of the default transport. */
export type ClientName = keyof typeof CLIENTS;

/** How often each client is used. */
export const CLIENTS = {
  hmac: 30,
  'hmac, fetch': 19,
  apiKey: 30,
  'apiKey, fetch': 19,
  // Its limiter is the default one; it must be slow, and never wrong.
  'apiKey, limiter': 1,
  // Nobody listens at its port.
  'hmac, refused': 1,
} as const;

/** How two calls that follow each other, and so are under way at once, are related. */
const PAIRS = { apart: 78, twins: 10, conflicting: 12 } as const;

/** What may be special about a reference: the emulator refuses the latter two by their names. */
const REFERENCES = {
  own: 78,
  none: 16,
  'emulate-INSUFFICIENT_BALANCE': 3,
  'emulate-LOCK_TIMEOUT': 3,
} as const;

const HOUR_MS = 3_600_000;
const STREAM = { pair: 1, call: 2, request: 3 } as const;

export function plannedCall(seed: number, number: number): PlannedCall {
  const pair = Math.floor(number / 2);
  const shared = random(seed, STREAM.pair, pair);
  const relation = shared.pick(PAIRS);
  const isAlone = relation === 'apart';
  // Twins ask for the same, so all of it is drawn by the pair.
  const body = isAlone ? random(seed, STREAM.pair, pair, number % 2) : shared;
  const kind = body.pick(REFERENCES);
  const type = body.chance(0.5) ? 'deposit' : 'withdrawal';
  const amount = body.between(100, 2_000);
  const name = isAlone ? `order-${String(number)}` : `shared-${String(pair)}`;
  // A withdrawal without a reference does not compile, and one that is shared has to have a name.
  const isNameless = kind === 'none' && type === 'deposit' && isAlone;

  const own = random(seed, STREAM.call, number);
  return {
    number,
    reference: isNameless ? undefined : name + (kind.startsWith('emulate') ? `.${kind}` : ''),
    amount: amount + (relation === 'conflicting' ? (number % 2) * 5 : 0),
    type,
    client: own.pick(CLIENTS),
    abortAfterMs: own.chance(0.05) ? own.between(0, 500) : undefined,
    isLong: own.chance(0.01),
    clockOffsetMs: own.chance(0.02)
      ? own.chance(0.6)
        ? 0
        : own.between(-HOUR_MS, HOUR_MS)
      : undefined,
  };
}

/** What happens to the `attempt`th request of a call, the first being 0, and the chance that it has. */
export function plannedFault(seed: number, call: number, attempt: number): PlannedFault {
  const chance = random(seed, STREAM.request, call, attempt);
  return { fault: chance.pick(FAULTS), chance };
}

export interface PlannedFault {
  readonly fault: Fault;
  readonly chance: ReturnType<typeof random>;
}

const FINGERPRINTED_ATTEMPTS = 4;

/** The same for the same plan: of the calls, and of what happens to the first requests of each. */
export function fingerprint(seed: number, count: number): string {
  const hash = createHash('sha256');
  for (let number = 0; number < count; number++) {
    hash.update(JSON.stringify(plannedCall(seed, number)));
    for (let attempt = 0; attempt < FINGERPRINTED_ATTEMPTS; attempt++) {
      hash.update(plannedFault(seed, number, attempt).fault);
    }
  }
  return hash.digest('hex').slice(0, 12);
}
