import { isLuxCoreError, type ErrorCode } from '@luxcore/errors';
import { ApiError } from '../http/api-error.ts';
import { assertFault, type Fault } from './fault.ts';

/** Asks for a fault of this one request: `status=503; delay=2s`, `code=PROVIDER_ERROR`, `drop=after`, ... */
export const FAULT_HEADER = 'X-Emulator-Fault';

/** How each part of the header is read. */
const PARTS: Readonly<Record<string, (value: string) => Fault>> = {
  status: (value) => ({ status: Number(value) }),
  code: (value) => ({ code: value as ErrorCode }),
  delay: (value) => ({ delay: value }),
  drop: (value) => ({ drop: value as 'before' | 'after' }),
  truncate: () => ({ truncate: true }),
  garbage: () => ({ garbage: true }),
  'clock-skew-ms': (value) => ({ clockSkewMs: Number(value) }),
};

/** Reads the fault that a request asks for, if it does. */
export function faultOfHeader(headers: Headers): Fault | undefined {
  const header = headers.get(FAULT_HEADER);
  if (header === null) return undefined;
  const fault: Fault = Object.assign(
    {},
    ...header.split(';').map((part) => {
      const [name = '', value = ''] = part.split('=').map((text) => text.trim());
      const read = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
      if (read !== undefined) return read(value);
      throw ApiError.ofField('VALIDATION_ERROR', FAULT_HEADER, Object.keys(PARTS).join(', '), name);
    }),
  ) as Fault;
  try {
    assertFault(fault);
  } catch (error) {
    if (!isLuxCoreError(error)) throw error;
    throw new ApiError('VALIDATION_ERROR', `${FAULT_HEADER}: ${error.message}`);
  }
  return fault;
}
