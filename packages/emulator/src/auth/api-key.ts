import { parseApiKey } from '@luxcore/contract';
import { isLuxCoreError } from '@luxcore/errors';
import type { Caller } from '../credentials.ts';
import { ApiError } from '../http/api-error.ts';
import { refuseAuthorization } from './bearer.ts';

/** v1: finds who a request's `X-API-Key` belongs to. */
export function callerOfApiKey(headers: Headers, keys: ReadonlyMap<string, Caller>): Caller {
  const key = headers.get('x-api-key');
  if (key === null) {
    refuseAuthorization(headers, 'an API key in X-API-Key');
    throw new ApiError('INVALID_API_KEY', 'X-API-Key: expected an API key, received none');
  }
  const caller = keys.get(key);
  if (caller === undefined) throw new ApiError('INVALID_API_KEY', `X-API-Key: ${faultOf(key)}`);
  return caller;
}

function faultOf(key: string): string {
  try {
    const { environment } = parseApiKey(key);
    return `expected a key of the emulator, received an unknown one of the ${environment} environment`;
  } catch (error) {
    return isLuxCoreError(error) ? error.message : 'malformed';
  }
}
