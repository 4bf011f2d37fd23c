import type { Client, hmacFromEnv } from '@luxcore/client';
import { isLuxCoreError, type LuxCoreError } from '@luxcore/errors';
import type { Ending, Journal } from './journal.ts';
import type { Payout } from './payout-file.ts';

const CONCURRENCY = 20;

/** So many rows one after the other that failed by what may pass: it is not about the rows. */
const OUTAGE = CONCURRENCY;

/** The pauses before rows of unknown outcome are sent again. */
const REPLAY_PAUSES_MS = [1_000, 2_000, 4_000];

type Failure = Extract<Ending, { readonly code: string }>;

export interface PayingParts {
  readonly client: Client<ReturnType<typeof hmacFromEnv>>;
  readonly journal: Journal;
  /** Once aborted, no row is begun any more; those that were sent are waited for. */
  readonly stopping: AbortController;
}

/** The rows to pay: never sent, or refused, which is no payment. */
export function openPayouts(payouts: readonly Payout[], journal: Journal): Payout[] {
  return payouts.filter(({ reference }) => {
    const { sentAt, ending } = journal.of(reference);
    return sentAt === undefined && (ending === undefined || ending.state === 'refused');
  });
}

/** Pays what is open, and sends again what may have been paid, for as long as that is no second payment. */
export async function pay(payouts: readonly Payout[], parts: PayingParts): Promise<void> {
  const { journal, stopping } = parts;
  const replayable = () =>
    payouts.filter(
      ({ reference }) => journal.isInDoubt(reference) && journal.isInWindow(reference),
    );
  // Those in doubt first: their time is running out.
  await payEach([...replayable(), ...openPayouts(payouts, journal)], parts);
  for (const pauseMs of REPLAY_PAUSES_MS) {
    if (stopping.signal.aborted || replayable().length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    await payEach(replayable(), parts);
  }
}

async function payEach(payouts: readonly Payout[], parts: PayingParts): Promise<void> {
  const { stopping } = parts;
  const queue = payouts.values();
  let failures = 0;
  const worker = async (): Promise<void> => {
    for (const payout of queue) {
      if (stopping.signal.aborted) return;
      const error = await payOne(payout, parts);
      failures = error === undefined || error.retry === 'never' ? 0 : failures + 1;
      if (error && isAboutAll(error, failures)) stopping.abort(error.message);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}

/** Pays a row and writes down how it ended; returns what went wrong. */
async function payOne(
  { reference, payment }: Payout,
  { client, journal, stopping }: PayingParts,
): Promise<LuxCoreError | undefined> {
  // Where an earlier attempt is in doubt, the client knows by it that this is a replay.
  const { sentAt: firstSentAt } = journal.of(reference);
  const waiting = new AbortController();
  const { signal } = waiting;
  const giveUp = (): void => {
    if (!journal.isInDoubt(reference)) waiting.abort();
  };
  stopping.signal.addEventListener('abort', giveUp);
  try {
    const created = await client.payments.create(payment, { signal, firstSentAt });
    const { outcome, transaction_id, status } = created;
    // What exists was made by somebody of whom this journal knows nothing.
    const state = outcome === 'existing' ? 'existing' : 'paid';
    await journal.ended(reference, { state, outcome, transaction_id, status });
    return undefined;
  } catch (error) {
    if (!isLuxCoreError(error)) throw error;
    // It waited for its turn, and is as it was.
    if (signal.aborted && error.outcome === 'not_sent') return undefined;
    const cause = isLuxCoreError(error.cause) ? error.cause : error;
    await journal.ended(reference, {
      state: stateOf(error, firstSentAt !== undefined),
      code: cause.code,
      message: cause.message,
    });
    return cause;
  } finally {
    stopping.signal.removeEventListener('abort', giveUp);
  }
}

/** What a failure says of the row: only `refused` may be sent anew. */
function stateOf({ code, outcome }: LuxCoreError, wasInDoubt: boolean): Failure['state'] {
  // The reference has a live payment: under another reference the row would be paid a second time.
  if (code === 'MERCHANT_REFERENCE_CONFLICT') return 'conflict';
  // That this replay was not sent tells nothing of the attempt before it.
  return wasInDoubt || outcome === 'unknown' ? 'unknown' : 'refused';
}

/** Whether the rows that follow would fare no better. */
function isAboutAll({ name, code, retry, status }: LuxCoreError, failures: number): boolean {
  const isForbidden = retry === 'never' && (status === 401 || status === 403);
  // The journal lets nothing through that comes too late, which is about one row.
  const isMisconfigured = name === 'ConfigurationError' && code !== 'HOOK_FAILED';
  return isForbidden || isMisconfigured || failures >= OUTAGE;
}
