import type { Scope } from '@luxcore/scopes';
import { expectTypeOf } from 'vitest';
import {
  isOpenStatus,
  OPERATIONS,
  operationPath,
  parseApiKey,
  scopesFor,
  type AuthKind,
  type Currency,
  type Environment,
  type MethodFor,
  type OpenPaymentStatus,
  type Operation,
  type PaymentStatus,
  type PaymentType,
} from './index.ts';

expectTypeOf(OPERATIONS['payments.create'].path).toEqualTypeOf<'/payments'>();
expectTypeOf(OPERATIONS['balance.get'].versions).toEqualTypeOf<readonly ['v1', 'v2']>();
expectTypeOf<(typeof OPERATIONS)[Operation]['auth'][number]>().toEqualTypeOf<AuthKind>();
expectTypeOf<(typeof OPERATIONS)[Operation]['scope']>().toEqualTypeOf<Scope>();
expectTypeOf(scopesFor).returns.toEqualTypeOf<Scope[]>();
expectTypeOf(parseApiKey('qp_test_sk_1').environment).toEqualTypeOf<Environment>();
expectTypeOf<Environment>().toEqualTypeOf<'production' | 'test'>();

expectTypeOf<PaymentType>().toEqualTypeOf<
  'deposit' | 'withdrawal' | 'deposit_pp' | 'withdrawal_pp'
>();
expectTypeOf<OpenPaymentStatus>().toEqualTypeOf<'pending' | 'processing'>();
expectTypeOf<MethodFor<'withdrawal'>>().toEqualTypeOf<
  'spei' | 'bank_transfer' | 'crypto' | 'payid'
>();

// Currencies are open: one that LuxCore adds needs no new version of this package.
expectTypeOf<string>().toExtend<Currency>();

export function narrowing(status: PaymentStatus): void {
  if (isOpenStatus(status)) expectTypeOf(status).toEqualTypeOf<OpenPaymentStatus>();
  else expectTypeOf(status).toEqualTypeOf<Exclude<PaymentStatus, OpenPaymentStatus>>();
}

export function paths(operation: Operation): void {
  operationPath('payments.list');
  operationPath('payments.get', { id: 'pay_1' });
  operationPath('tickets.attachments.get', { id: 't', attachmentId: 'a' });
  // Known only at run time: checked there.
  operationPath(operation, { id: 'pay_1' });
  operationPath(operation, {});
  operationPath('payments.list', {});

  // @ts-expect-error a path without parameters takes none
  operationPath('payments.list', { id: 'pay_1' });
  // @ts-expect-error an operation known only at run time may have parameters
  operationPath(operation);
  // @ts-expect-error a path with a parameter needs it
  operationPath('payments.get');
  // @ts-expect-error every parameter of the path is needed
  operationPath('tickets.attachments.get', { id: 't' });
  // @ts-expect-error the name of a parameter is that of the template
  operationPath('payments.get', { paymentId: 'pay_1' });
  // @ts-expect-error a parameter is a string
  operationPath('payments.get', { id: 1 });
  // @ts-expect-error a parameter is never undefined
  operationPath('payments.get', { id: undefined });
  // @ts-expect-error an operation is a key of the table
  operationPath('payments.destroy', { id: 'pay_1' });
  // @ts-expect-error a list is needed: a string would be read letter by letter
  scopesFor('payments.get');
}
