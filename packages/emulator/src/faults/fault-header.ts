import { isLuxCoreError, type ErrorCode } from '@luxcore/errors';
import { ApiError } from '../http/api-error.ts';
import { assertFault, type Fault } from './fault.ts';

/** Asks for a fault of this one request: `status=503; delay=2s`, `code=PROVIDER_ERROR`, `drop=after`, ... */
export const FAULT_HEADER = 'X-Emulator-Fault';

/** How each part of the header is read; `undefined` is no value of it. */
const PARTS: Readonly<Record<string, (value: string | undefined) => Fault | undefined>> = {
  status: (value) => (isDigits(value) ? { status: Number(value) } : undefined),
  code: (value) => (value === undefined ? undefined : { code: value as ErrorCode }),
  delay: (value) => (value === undefined ? undefined : { delay: value }),
  drop: (value) => (value === undefined ? undefined : { drop: value as 'before' | 'after' }),
  reset: (value) => (value === undefined ? { reset: true } : undefined),
  truncate: (value) => (value === undefined ? { truncate: true } : undefined),
  garbage: (value) => (value === undefined ? { garbage: true } : undefined),
  'clock-skew-ms': (value) =>
    isDigits(value?.replace(/^-/, '')) ? { clockSkewMs: Number(value) } : undefined,
};

/** Reads the fault that a request asks for, if it does. */
export function faultOfHeader(headers: Headers): Fault | undefined {
  const header = headers.get(FAULT_HEADER);
  if (header === null) return undefined;
  let fault: Fault = {};
  for (const part of header.split(';').map((text) => text.trim())) {
    const [, name = '', value] = /^([\w-]+)(?:\s*=\s*(\S+))?$/.exec(part) ?? [];
    const read = Object.hasOwn(PARTS, name) ? PARTS[name]?.(value) : undefined;
    if (read === undefined) {
      const expected = `${Object.keys(PARTS).join(', ')}, each with its value`;
      throw ApiError.ofField('VALIDATION_ERROR', FAULT_HEADER, expected, part);
    }
    fault = { ...fault, ...read };
  }
  try {
    assertFault(fault);
  } catch (error) {
    if (!isLuxCoreError(error)) throw error;
    throw new ApiError('VALIDATION_ERROR', `${FAULT_HEADER}: ${error.message}`);
  }
  return fault;
}

function isDigits(value: string | undefined): boolean {
  return value !== undefined && /^\d{1,15}$/.test(value);
}
