import type { PaymentStatus } from '@luxcore/contract';
import { ERROR_CODES, type ErrorCode, type ErrorCodeRow } from '@luxcore/errors';

/** A step that a payment takes by itself, so many milliseconds after it was created. */
export interface Step {
  /** Where it leads. */
  readonly status: PaymentStatus;
  /** Milliseconds of the emulator's clock, from the creation. */
  readonly afterMs: number;
}

const SOON_MS = 5_000;
const LATER_MS = 10_000;
const LAST_MS = 15_000;

const PROCESSING: Step = { status: 'processing', afterMs: SOON_MS };
const COMPLETED: Step = { status: 'completed', afterMs: LATER_MS };

/**
 * What a payment does by itself whose `merchant_reference` holds `emulate-` and one of these names, as
 * `order-1.emulate-failed` does. Times are those of the emulator's clock.
 */
export const MAGIC_REFERENCES: Readonly<Record<string, readonly Step[]>> = {
  pending: [],
  processing: [PROCESSING],
  completed: [PROCESSING, COMPLETED],
  failed: [PROCESSING, { status: 'failed', afterMs: LATER_MS }],
  expired: [{ status: 'expired', afterMs: LATER_MS }],
  cancelled: [{ status: 'cancelled', afterMs: LATER_MS }],
  refunded: [PROCESSING, COMPLETED, { status: 'refunded', afterMs: LAST_MS }],
  partial_refund: [PROCESSING, COMPLETED, { status: 'partial_refund', afterMs: LAST_MS }],
};

/** Without a magic reference a withdrawal completes by itself; a deposit waits for who pays it. */
export const WITHDRAWAL_STEPS: readonly Step[] = [PROCESSING, COMPLETED];

const MAGIC = /(?:^|[^a-z])emulate-([A-Za-z_]+)/;

/** The steps that a reference asks for; `undefined` where it asks for none. */
export function magicSteps(reference: string | undefined): readonly Step[] | undefined {
  const name = nameIn(reference);
  return name !== undefined && Object.hasOwn(MAGIC_REFERENCES, name)
    ? MAGIC_REFERENCES[name]
    : undefined;
}

/** The code with which a reference asks its creation to be refused, as `emulate-PROVIDER_ERROR` does. */
export function magicError(reference: string | undefined): ErrorCode | undefined {
  const name = nameIn(reference);
  return name !== undefined && MAGIC_ERRORS.includes(name as ErrorCode)
    ? (name as ErrorCode)
    : undefined;
}

/** Every code that a server can answer a creation with. */
export const MAGIC_ERRORS: readonly ErrorCode[] = (Object.keys(ERROR_CODES) as ErrorCode[]).filter(
  (code) => {
    const { status, local }: ErrorCodeRow = ERROR_CODES[code];
    return status !== null && status >= 400 && local !== true;
  },
);

function nameIn(reference: string | undefined): string | undefined {
  return MAGIC.exec(reference ?? '')?.[1];
}
