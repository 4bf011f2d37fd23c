import { isLuxCoreError, OutcomeUnknownError, type LuxCoreError } from '@luxcore/errors';
import { aboutPayment } from './about-payment.ts';
import { AUTH_VERSIONS, type AuthVersion } from '../auth/auth.ts';
import type { Settings } from '../settings.ts';
import type { CallUnderWay } from './attempt.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

/** What finds out, besides the same request once more. v2 has neither list nor get. */
const LOOK_UP: Readonly<Record<AuthVersion, string>> = {
  v1: 'Look for it with payments.list (a hint: it may not be there yet)',
  v2: 'Wait for its webhook (v2 cannot look it up)',
};

/** What sending it once more would do. */
const REPLAY = {
  open:
    ', or create it again soon with the same body and the firstSentAt of this error: ' +
    'it answers with the payment if it was made, and makes it if it was not.',
  closed:
    ': it is too late to send it again (replayWindowMs has passed since it was sent first, ' +
    'or the clock does not tell), for that may be another payment.',
  inUse: ': a payment of this reference exists, made by this call or by another.',
} as const;

/** Refuses this copy of a request, and tells nothing of what another has done. */
export const SENT_BEFORE = 'NONCE_REUSED';

/** Refusals of a reference that has a payment: this call's, where something sent it twice. */
const IN_USE: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'DUPLICATE_REFERENCE',
  'MERCHANT_REFERENCE_DUPLICATE',
  'PAYMENT_ALREADY_EXISTS',
  'PAYMENT_ALREADY_PROCESSED',
]);

/** Whether an attempt that failed so may have been carried out, by itself or by a copy of it. */
export function mayHaveBeenDone(
  { outcome, code }: LuxCoreError,
  { isPayment, method }: OutgoingRequest,
): boolean {
  if (outcome === 'unknown' || (isPayment && IN_USE.has(code))) return true;
  return method !== 'GET' && code === SENT_BEFORE;
}

/**
 * Where something may have been done and nobody can tell, says so in place of the error that it was:
 * a payment that timed out did not fail, nor did one whose replay was refused.
 */
export function reportOutcome(
  error: unknown,
  { request, progress, window }: CallUnderWay<unknown>,
  { kind }: Settings,
): unknown {
  const { merchantReference, label, isPayment, method } = request;
  if (!isLuxCoreError(error)) return error;
  const { code, outcome, status, requestId, message } = aboutPayment(error, merchantReference);
  if (!progress.isAmbiguous || method === 'GET') return error;
  // Of one reference one payment is live: where it is another, this call's is not.
  if (code === 'MERCHANT_REFERENCE_CONFLICT') return error;
  // Of what else may have been done the error itself says so.
  if (!isPayment && outcome === 'unknown') return error;
  const replay = IN_USE.has(code) ? 'inUse' : window.isOpen(0) ? 'open' : 'closed';
  const unknown = new OutcomeUnknownError(
    isPayment
      ? `It is not known whether the payment ${String(merchantReference)} was made (${message}). ` +
          'Do not make another under a new reference. ' +
          `${LOOK_UP[AUTH_VERSIONS[kind]]}${REPLAY[replay]}`
      : `It is not known whether ${label} was carried out: an attempt may have been, and the last was refused (${message}).`,
    { code: 'OUTCOME_UNKNOWN', status, requestId, merchantReference, cause: error },
  );
  const { firstSentAt } = window;
  return isPayment && firstSentAt !== undefined ? Object.assign(unknown, { firstSentAt }) : unknown;
}
