import { COLUMNS } from './payout-file.ts';

const CLABE_WEIGHTS = [3, 7, 1];

/** A file of payouts in MXN, to accounts that nobody has. */
export function sampleFile(rows: number, endOfLine = '\n'): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const number = String(index + 1).padStart(4, '0');
    const amount = `${String(100 + (index % 50))}.${String(index % 100).padStart(2, '0')}`;
    return [`inv-${number}`, amount, 'MXN', 'clabe', clabe(index), `Recipient ${number}`].join();
  });
  return [COLUMNS.join(), ...lines, ''].join(endOfLine);
}

/** An account number with the digit that checks it. */
function clabe(account: number): string {
  const digits = `032180${String(account).padStart(11, '0')}`;
  const sum = Array.from(digits, Number).reduce(
    (total, digit, index) => total + ((digit * (CLABE_WEIGHTS[index % 3] ?? 0)) % 10),
    0,
  );
  return digits + String((10 - (sum % 10)) % 10);
}
