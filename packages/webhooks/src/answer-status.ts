import { isLuxCoreError } from '@luxcore/errors';

/** What each end is answered with. LuxCore's rule: any 2xx acknowledges, all else is sent again. */
export const STATUS = {
  acknowledged: 200,
  done: 200,
  stale: 200,
  noEvent: 400,
  refused: 401,
  tooLarge: 413,
  failed: 500,
  busy: 503,
  unavailable: 503,
} as const;

/** What an error is answered with. */
export function statusOf(error: unknown): number {
  if (!isLuxCoreError(error)) return STATUS.failed;
  switch (error.code) {
    case 'INVALID_EVENT':
      return STATUS.noEvent;
    case 'PAYLOAD_TOO_LARGE':
      return STATUS.tooLarge;
    case 'RAW_BODY_REQUIRED':
    case 'INVALID_WEBHOOK_SECRET':
    case 'INVALID_OPTION':
      return STATUS.failed;
    default:
      return STATUS.refused;
  }
}
