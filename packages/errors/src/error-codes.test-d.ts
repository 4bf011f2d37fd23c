import { expectTypeOf } from 'vitest';
import type { ERROR_CODES, ErrorClass, ErrorCode, ErrorCodeRow } from './error-codes.ts';
import type {
  FAULT_CODES,
  RESIGN_CODES,
  RETRY_LATER_CODES,
  VALIDATION_CODES,
} from './error-from-response.ts';
import type * as kinds from './error-kinds.ts';

// Every row has the public form, and the classes are those that exist.
expectTypeOf<typeof ERROR_CODES>().toExtend<Readonly<Record<string, ErrorCodeRow>>>();
expectTypeOf<'LOCK_TIMEOUT'>().toExtend<ErrorCode>();
// @ts-expect-error: a misspelt code is not a code
expectTypeOf<'LOCK_TIME_OUT'>().toExtend<ErrorCode>();

expectTypeOf<ErrorClass>().toEqualTypeOf<
  InstanceType<(typeof kinds)[keyof typeof kinds]>['name'] | 'LuxCoreError'
>();

type Table = typeof ERROR_CODES;
type CodesWhere<Row> = { [Code in ErrorCode]: Table[Code] extends Row ? Code : never }[ErrorCode];

// The lists that errorFromResponse holds in place of the table are those of the table.
expectTypeOf<(typeof VALIDATION_CODES)[number]>().toEqualTypeOf<
  CodesWhere<{ status: 400; class: 'ValidationError' }>
>();
expectTypeOf<(typeof RETRY_LATER_CODES)[number]>().toEqualTypeOf<
  CodesWhere<{ status: 400; retry: 'later' }>
>();
expectTypeOf<(typeof RESIGN_CODES)[number]>().toEqualTypeOf<CodesWhere<{ retry: 'resign' }>>();
expectTypeOf<(typeof FAULT_CODES)[number]>().toEqualTypeOf<
  Exclude<CodesWhere<{ class: 'ServerError' }>, CodesWhere<{ local: true }>>
>();
