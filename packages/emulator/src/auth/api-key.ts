import { parseApiKey } from '@luxcore/contract';
import { isLuxCoreError } from '@luxcore/errors';
import { ApiError } from '../http/api-error.ts';
import type { Caller, Merchants } from '../merchants/merchants.ts';

/** v1: finds who an API key belongs to. */
export function callerOfApiKey(key: string, merchants: Merchants): Caller {
  const row = merchants.key(key);
  if (row === undefined) throw new ApiError('INVALID_API_KEY', `X-API-Key: ${faultOf(key)}`);
  if (!row.active) {
    throw new ApiError(
      'INVALID_API_KEY',
      'X-API-Key: expected an active key, received one that is not',
    );
  }
  const { merchantId, environment, scopes } = row;
  return { merchantId, environment, scopes, meter: key, shown: parseApiKey(key).redacted };
}

function faultOf(key: string): string {
  try {
    const { environment } = parseApiKey(key);
    return `expected a key of the emulator, received an unknown one of the ${environment} environment`;
  } catch (error) {
    return isLuxCoreError(error) ? error.message : 'malformed';
  }
}
