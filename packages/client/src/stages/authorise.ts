import type { AuthHeaders } from '../auth/auth.ts';
import type { Settings } from '../settings.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

/**
 * Makes the headers that carry the credentials. The path is that of the parsed URL with its query,
 * which is what fetch sends: a signature covers it to the byte.
 */
export function authorise(
  { method, url, body }: OutgoingRequest,
  settings: Settings,
): AuthHeaders | Promise<AuthHeaders> {
  return settings.authorise({ method, path: url.pathname + url.search, body });
}
