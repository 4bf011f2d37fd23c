import type { CreateOtherDeposit } from '@luxcore/contract';

/** A deposit of 1500.00 MXN under a reference that no other has; its text is more than ASCII. */
export function deposit(): CreateOtherDeposit & { readonly merchant_reference: string } {
  return {
    type: 'deposit',
    amount: 150_000,
    currency: 'MXN',
    method: 'spei',
    description: 'Año nuevo, 1 café ☕',
    merchant_reference: `order-${String(Math.random()).slice(2)}`,
  };
}
