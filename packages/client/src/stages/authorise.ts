import { ConfigurationError, isLuxCoreError } from '@luxcore/errors';
import type { AuthHeaders } from '../auth/auth.ts';
import type { Settings } from '../settings.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

/**
 * Makes the headers that carry the credentials. The path is that of the parsed URL with its query,
 * which is what fetch sends: a signature covers it to the byte.
 */
export async function authorise(
  { method, url, body, label }: OutgoingRequest,
  settings: Settings,
): Promise<AuthHeaders> {
  try {
    return await settings.authorise({ method, path: url.pathname + url.search, body });
  } catch (cause) {
    if (isLuxCoreError(cause)) throw cause;
    throw new ConfigurationError(
      `${label}: expected credentials, received what auth or now has thrown`,
      { code: 'INVALID_OPTION', cause },
    );
  }
}
