import type { CreatedPayment } from '@luxcore/client';
import { sha256Hex } from '@luxcore/signing';
import type { Payout } from './payout-file.ts';
import { Refusal, refusal } from './refusal.ts';

/**
 * How a row ended: `existing` had a payment that this journal knows nothing of, `conflict` one that is
 * another than the row asks for.
 */
export type Ending =
  | {
      readonly state: 'paid' | 'existing';
      readonly outcome: CreatedPayment['outcome'];
      readonly transaction_id: string;
      /** As it was when LuxCore took it. */
      readonly status: CreatedPayment['status'];
    }
  | {
      readonly state: 'conflict' | 'refused' | 'unknown';
      readonly code: string;
      readonly message: string;
    };

/** What the journal knows of a row. */
export interface Known {
  readonly ending?: Ending | undefined;
  /** When it was first sent, if nothing tells since that it was paid or not; ms since 1970. */
  readonly sentAt?: number | undefined;
}

/** What a journal belongs to. */
export interface Batch {
  readonly name: string;
  readonly url: string;
  readonly merchant: string;
}

interface Head extends Batch {
  /** SHA-256 of each payment, by the reference of its row. */
  readonly payments: Readonly<Record<string, string>>;
}

type Event = Ending | { readonly state: 'sent' };
type Line = Event & { readonly reference: string; readonly at: string };

const STATES: readonly unknown[] = ['sent', 'paid', 'existing', 'conflict', 'refused', 'unknown'];

/** The client's default. Later a reference may have been used anew: a replay would pay again. */
const REPLAY_WINDOW_MS = 300_000;

const NEW_LINE = 10;

/**
 * What was sent and how it ended, in a file that only grows: a line of JSON each, on the disk before
 * anything leaves. After a crash it tells which rows may have been paid.
 */
export class Journal {
  readonly #folder: string;
  readonly #file: Deno.FsFile;
  readonly #head: Head;
  readonly #isNew: boolean;
  readonly #known = new Map<string, Known>();
  #waiting: string[] = [];
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();

  private constructor(
    folder: string,
    file: Deno.FsFile,
    head: Head,
    [first, ...lines]: readonly string[],
  ) {
    this.#folder = folder;
    this.#file = file;
    this.#head = head;
    this.#isNew = first === undefined;
    for (const line of lines) {
      const { reference, at, ...event } = JSON.parse(line) as Line;
      const time = Date.parse(at);
      if (!(reference in head.payments) || !STATES.includes(event.state) || Number.isNaN(time)) {
        throw new SyntaxError(`a line that nobody wrote: ${line}`);
      }
      this.#learn(reference, event, time);
    }
  }

  /** Opens the journal of a folder for this process alone, or throws why it cannot be used. */
  static async open(folder: string, batch: Batch, payouts: readonly Payout[]): Promise<Journal> {
    const path = `${folder}/journal.jsonl`;
    const file = await Deno.open(path, { read: true, append: true, create: true });
    try {
      // The system gives it back when the process ends, however it ends.
      if (!(await file.tryLock(true))) {
        throw new Refusal('Another run is at work in this folder: wait for its end.');
      }
      const bytes = await Deno.readFile(path);
      // A line without its end was being written when a run was killed: nothing was sent after it.
      const length = bytes.lastIndexOf(NEW_LINE) + 1;
      await file.truncate(length);
      const lines = new TextDecoder().decode(bytes.subarray(0, length)).split('\n').slice(0, -1);
      const head = { ...batch, payments: digests(payouts) };
      if (lines[0] !== undefined) checkHead(JSON.parse(lines[0]) as Head, head, payouts);
      return new Journal(folder, file, head, lines);
    } catch (error) {
      file.close();
      if (!(error instanceof SyntaxError)) throw error;
      throw new Refusal(`${path} is damaged: ${error.message}`);
    }
  }

  of(reference: string): Known {
    return this.#known.get(reference) ?? {};
  }

  /** Whether a row may have been paid, and nobody knows. */
  isInDoubt(reference: string): boolean {
    return this.of(reference).sentAt !== undefined;
  }

  /** Whether to send a row would still mean the same payment. */
  isInWindow(reference: string): boolean {
    const { sentAt } = this.of(reference);
    const age = sentAt === undefined ? 0 : Date.now() - sentAt;
    // A clock that was set back tells nothing of how much time has passed.
    return age >= 0 && age <= REPLAY_WINDOW_MS;
  }

  /** Writes what the journal is about, unless it has been. */
  async begin(): Promise<void> {
    if (!this.#isNew) return;
    await this.#write(this.#head);
    // A new file survives a loss of power once its folder is written too; Windows opens no folders.
    if (Deno.build.os === 'windows') return;
    using folder = await Deno.open(this.#folder);
    await folder.sync();
  }

  /** Resolves once it is on the disk that a row is about to be sent. */
  sending(reference: string): Promise<void> {
    if (!this.isInWindow(reference)) throw new Error('It is too late to send it again.');
    return this.#add(reference, { state: 'sent' });
  }

  ended(reference: string, ending: Ending): Promise<void> {
    return this.#add(reference, ending);
  }

  #add(reference: string, event: Event): Promise<void> {
    const now = Date.now();
    this.#learn(reference, event, now);
    return this.#write({ reference, at: new Date(now).toISOString(), ...event });
  }

  #learn(reference: string, event: Event, at: number): void {
    const { sentAt = at } = this.#known.get(reference) ?? {};
    const ending = event.state === 'sent' ? undefined : event;
    const isInDoubt = ending === undefined || ending.state === 'unknown';
    this.#known.set(reference, { ending, sentAt: isInDoubt ? sentAt : undefined });
  }

  /** A sync takes milliseconds: lines that come meanwhile share the next. */
  #write(line: Head | Line): Promise<void> {
    this.#waiting.push(`${JSON.stringify(line)}\n`);
    // Once the disk has failed, every line after it fails: nothing more is sent.
    this.#next ??= this.#last = this.#last.then(() => this.#flush());
    return this.#next;
  }

  async #flush(): Promise<void> {
    let bytes = new TextEncoder().encode(this.#waiting.splice(0).join(''));
    this.#next = undefined;
    while (bytes.length > 0) bytes = bytes.subarray(await this.#file.write(bytes));
    await this.#file.syncData();
  }
}

function digests(payouts: readonly Payout[]): Record<string, string> {
  return Object.fromEntries(
    payouts.map(({ reference, payment }) => [reference, sha256Hex(JSON.stringify(payment))]),
  );
}

/** What was paid from another file, or elsewhere, says nothing of these payments. */
function checkHead(begun: Head, { payments, ...batch }: Head, payouts: readonly Payout[]): void {
  for (const field of ['name', 'url', 'merchant'] as const) {
    if (begun[field] === batch[field]) continue;
    throw new Refusal(
      `This folder was begun with the ${field} ${begun[field]}, and not with ${batch[field]}.`,
    );
  }
  const faults = payouts.flatMap(({ row, reference }) => {
    const before = begun.payments[reference];
    if (before === payments[reference]) return [];
    return [`row ${String(row)}: ${reference} ${before === undefined ? 'is new' : 'has changed'}`];
  });
  for (const [index, reference] of Object.keys(begun.payments).entries()) {
    if (payments[reference] === undefined) {
      faults.push(`row ${String(index + 2)}: ${reference} is gone`);
    }
  }
  if (faults.length > 0) {
    throw refusal('The file is not the one that this folder was begun with:', faults);
  }
}
