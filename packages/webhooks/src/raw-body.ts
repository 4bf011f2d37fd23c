import {
  describeValue,
  webhookVerificationError,
  type WebhookVerificationError,
} from '@luxcore/errors';
import { rawBytesOf } from '@luxcore/signing/primitives';
import type { Body } from '@luxcore/signing';

const MEND =
  'give the raw body: `await request.text()` of a Fetch Request, or an adapter of this package';

/** The exact bytes of a body; a parsed one is refused, because nobody knows which bytes it was. */
export function rawBytes(body: Body): Uint8Array {
  try {
    const bytes = rawBytesOf(body);
    if (bytes !== undefined) return bytes;
  } catch {
    // What only calls itself bytes is none, whatever it does when it is read.
  }
  throw rawBodyRequired(describeValue(body), MEND);
}

/** The error of a body that is not there as it was sent. */
export function rawBodyRequired(received: string, mend: string): WebhookVerificationError {
  return webhookVerificationError(
    'RAW_BODY_REQUIRED',
    `body: expected the exact text or bytes that were received, received ${received}; ${mend}`,
  );
}
