import { describeValue, WebhookVerificationError } from '@luxcore/errors';
import { bodyBytes } from '@luxcore/signing/primitives';
import type { Body } from '@luxcore/signing';

const MEND =
  'give the raw body: `await request.text()` of a Fetch Request, or an adapter of this package';

/** The exact bytes of a body; a parsed one is refused, because nobody knows which bytes it was. */
export function rawBytes(body: Body): Uint8Array {
  try {
    return bodyBytes(body);
  } catch {
    throw rawBodyRequired(describeValue(body), MEND);
  }
}

/** The error of a body that is not there as it was sent. */
export function rawBodyRequired(received: string, mend: string): WebhookVerificationError {
  return new WebhookVerificationError(
    `body: expected the exact text or bytes that were received, received ${received}; ${mend}`,
    { code: 'RAW_BODY_REQUIRED' },
  );
}
