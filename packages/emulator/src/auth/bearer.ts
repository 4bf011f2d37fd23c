import { ApiError } from '../http/api-error.ts';

/** LuxCore takes bearer tokens at some endpoints. The emulator does not yet, and says so. */
export function refuseAuthorization(headers: Headers, expected: string): void {
  const value = headers.get('authorization');
  if (value === null) return;
  const received = /^bearer(?: |$)/i.test(value)
    ? 'a bearer token, which the emulator does not take yet'
    : 'another scheme';
  throw new ApiError('UNAUTHORIZED', `Authorization: expected ${expected}, received ${received}`);
}
