import type { CreatePayment } from '@luxcore/contract';
import { expectTypeOf } from 'vitest';
import type { PaymentRequest } from './create-payment-body.ts';

// Whatever the contract lets a merchant send, the emulator reads.
expectTypeOf<CreatePayment>().toExtend<PaymentRequest>();
expectTypeOf<keyof CreatePayment>().toEqualTypeOf<keyof PaymentRequest>();
