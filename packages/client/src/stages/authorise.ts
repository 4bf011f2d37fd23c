import { ConfigurationError, isLuxCoreError } from '@luxcore/errors';
import type { Clock } from '@luxcore/signing';
import type { AuthHeaders, Credential } from '../auth/auth.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

/** What proves who sends an attempt, and the time at which it was made. */
export interface Authorised {
  readonly proof: AuthHeaders;
  readonly sentAt: number;
}

/** Makes the headers of an attempt that prove who sends it: a signature covers path, query and body. */
export function authorise(
  { method, path, body, label }: OutgoingRequest,
  credential: Credential,
  now: Clock,
): Authorised {
  try {
    return { proof: credential.authorise({ method, path, body }), sentAt: now() };
  } catch (cause) {
    if (isLuxCoreError(cause)) throw cause;
    throw new ConfigurationError(
      `${label}: expected credentials, received what auth or now has thrown`,
      { code: 'INVALID_OPTION', cause },
    );
  }
}
