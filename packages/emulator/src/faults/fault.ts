import { OPERATIONS, type Operation } from '@luxcore/contract';
import { assertOption, ERROR_CODES, type ErrorCode } from '@luxcore/errors';
import { durationMs } from '../time/duration.ts';

/** What goes wrong with a request, as it does in life; what is left out does not. */
export interface Fault {
  /** The one operation that it happens to; any unless told. */
  readonly operation?: Operation | undefined;
  /** An HTTP status from 400 to 599 that is answered in place of the operation, which is not done. */
  readonly status?: number | undefined;
  /** The code of that answer; its own status unless `status` says another. */
  readonly code?: ErrorCode | undefined;
  /**
   * Waits so long before anything is done: milliseconds, or a text such as `2s`, of the machine's clock;
   * ten minutes at most.
   */
  readonly delay?: number | string | undefined;
  /** The connection is lost: before anything is done, or when it is done and nobody is told. */
  readonly drop?: 'before' | 'after' | undefined;
  /** The connection is reset (TCP RST) before anything is done; a `fetch` in this process rejects. */
  readonly reset?: boolean | undefined;
  /** The operation is done, and half of the answer's body is sent. */
  readonly truncate?: boolean | undefined;
  /** The operation is done, and what is answered is no JSON. */
  readonly garbage?: boolean | undefined;
  /** How far the `Date` of the answer is from the emulator's time, in milliseconds; ten years at most. */
  readonly clockSkewMs?: number | undefined;
  /** How many requests it happens to; one unless told, `Infinity` for all. */
  readonly times?: number | undefined;
  /** Which part of the requests that match it happens to, by chance: 1, all of them, unless told. */
  readonly fraction?: number | undefined;
}

const MAX_DELAY_MS = 600_000;
const MAX_SKEW_MS = 10 * 366 * 86_400_000;

/** When a connection can be lost. */
const DROPS = { before: true, after: true } as const;

/** Checks a fault, and throws what is wrong with it. */
export function assertFault(fault: Fault): void {
  const { operation, status, code, drop, times = 1, fraction = 1, clockSkewMs = 0 } = fault;
  const isIn = (value: string | undefined, table: object): boolean =>
    value === undefined || Object.hasOwn(table, value);
  assertOption(isIn(operation, OPERATIONS), 'operation', 'an operation of OPERATIONS', operation);
  assertOption(isIn(code, ERROR_CODES), 'code', 'a code of ERROR_CODES', code);
  const isStatus =
    status === undefined || (Number.isInteger(status) && status >= 400 && status < 600);
  assertOption(isStatus, 'status', 'a whole number from 400 to 599', status);
  assertOption(isIn(drop, DROPS), 'drop', 'before or after', drop);
  const isTimes = times === Infinity || (Number.isSafeInteger(times) && times >= 1);
  assertOption(isTimes, 'times', 'a whole number from 1, or Infinity', times);
  assertOption(fraction > 0 && fraction <= 1, 'fraction', 'a number above 0 and up to 1', fraction);
  const isSkew = Number.isSafeInteger(clockSkewMs) && Math.abs(clockSkewMs) <= MAX_SKEW_MS;
  assertOption(isSkew, 'clockSkewMs', 'whole milliseconds of at most ten years', clockSkewMs);
  const delay = durationMs(fault.delay ?? 0);
  assertOption(delay <= MAX_DELAY_MS, 'delay', 'at most ten minutes', fault.delay);
}

/** The faults that wait for their requests. */
export class Faults {
  #waiting: { readonly fault: Fault; left: number }[] = [];
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  add(fault: Fault): void {
    assertFault(fault);
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The fault of a request, the one that was added first, if any. */
  take(operation: Operation): Fault | undefined {
    const found = this.#waiting.find(
      ({ fault }) =>
        (fault.operation === undefined || fault.operation === operation) &&
        (fault.fraction === undefined || this.#random() < fault.fraction),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left === 0) this.#waiting = this.#waiting.filter((entry) => entry !== found);
    return found.fault;
  }
}
