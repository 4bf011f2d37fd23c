/** One call of a run, from its body to what it was told. */
import type { CreatePayment } from '@luxcore/contract';
import { isLuxCoreError } from '@luxcore/errors';
import type { CreatedPayment, Subject } from './clients.ts';
import type { Told } from './judge.ts';
import type { PlannedCall } from './plan.ts';
import { CALL_HEADER } from './proxy.ts';

/** More than a socket takes at once, less than the emulator does. */
const LONG = 400_000;
const PAYOUT = { clabe: '0'.repeat(18) };

export async function makeCall(call: PlannedCall, subject: Subject): Promise<Told> {
  const controller = new AbortController();
  const { abortAfterMs } = call;
  const timer =
    abortAfterMs === undefined
      ? undefined
      : setTimeout(() => {
          controller.abort();
        }, abortAfterMs);
  try {
    return resolved(
      await subject.create(bodyOf(call), {
        headers: { [CALL_HEADER]: String(call.number) },
        ...(timer !== undefined && { signal: controller.signal }),
      }),
    );
  } catch (error) {
    return rejected(error);
  } finally {
    clearTimeout(timer);
  }
}

function bodyOf({ number, reference, amount, type, isLong }: PlannedCall): CreatePayment {
  return {
    amount,
    currency: 'MXN',
    method: 'spei',
    // Kept by the emulator: it tells whose bytes made a payment.
    description: `call ${String(number)}`,
    ...(reference !== undefined && { merchant_reference: reference }),
    ...(isLong && { metadata: { long: 'x'.repeat(LONG) } }),
    ...(type === 'withdrawal' ? { type, payout: PAYOUT } : { type }),
  } as CreatePayment;
}

function resolved(created: CreatedPayment): Told {
  const { transaction_id: id, merchant_reference: reference, amount, type, outcome } = created;
  return { state: 'resolved', outcome, payment: { id, reference, amount, type } };
}

function rejected(error: unknown): Told {
  const known = isLuxCoreError(error) ? error : undefined;
  return {
    state: 'rejected',
    isLuxCoreError: known !== undefined,
    outcome: known?.outcome,
    code: known?.code,
    reference: known?.merchantReference,
  };
}
