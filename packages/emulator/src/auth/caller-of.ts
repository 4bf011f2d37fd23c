import type { ApiVersion } from '@luxcore/contract';
import { ApiError } from '../http/api-error.ts';
import type { Caller, Merchants } from '../merchants/merchants.ts';
import { callerOfApiKey } from './api-key.ts';
import { callerOfBearer } from './bearer.ts';
import type { RequestToCheck, SignatureCheck } from './signature.ts';

/** Finds who makes a request: v1 takes an API key or a bearer token, v2 a signature. */
export function createCallerOf(
  merchants: Merchants,
  checkSignature: SignatureCheck,
  now: () => number,
): (version: ApiVersion, request: RequestToCheck) => Promise<Caller> {
  return async (version, request) => {
    if (version === 'v2') return checkSignature(request);
    const key = request.headers.get('x-api-key');
    if (key !== null) return callerOfApiKey(key, merchants);
    const authorization = request.headers.get('authorization');
    if (authorization !== null) return callerOfBearer(authorization, merchants, now);
    throw new ApiError('INVALID_API_KEY', 'X-API-Key: expected an API key, received none');
  };
}
