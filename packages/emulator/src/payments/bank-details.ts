import { formatMinorUnits, type BankDetails } from '@luxcore/contract';

/** [Assumed] Invented details of an account; the amount as a decimal string. */
export function bankDetails(amount: number, currency: string): BankDetails {
  return {
    amount: formatMinorUnits(amount, currency),
    purpose: 'Emulated payment',
    currency,
    bank_name: 'Emulated Bank',
    swift_code: null,
    account_holder: 'LuxCore Emulator',
    account_number: '000000000000000000',
  };
}
