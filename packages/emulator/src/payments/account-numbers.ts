const CLABE_WEIGHTS = [3, 7, 1];
const CBU_BANK_WEIGHTS = [7, 1, 3, 9, 7, 1, 3];
const CBU_ACCOUNT_WEIGHTS = [3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3];

/** Whether a text is a CLABE: 18 digits, of which the last checks the others. [Assumed] LuxCore documents 18. */
export function isClabe(text: string): boolean {
  return /^\d{18}$/.test(text) && checks(text, CLABE_WEIGHTS);
}

/**
 * Whether a text is a CVU or CBU: 22 digits in a block of 8 and one of 14, of which the last digit checks
 * the others. [Assumed] LuxCore documents 22.
 */
export function isCvu(text: string): boolean {
  return (
    /^\d{22}$/.test(text) &&
    checks(text.slice(0, 8), CBU_BANK_WEIGHTS) &&
    checks(text.slice(8), CBU_ACCOUNT_WEIGHTS)
  );
}

/** Whether the last digit is what the weighted sum of the others asks for; the weights repeat. */
function checks(digits: string, weights: readonly number[]): boolean {
  const values = Array.from(digits, Number);
  const check = values.pop() ?? 0;
  const sum = values.reduce(
    (total, digit, index) => total + ((digit * (weights[index % weights.length] ?? 0)) % 10),
    0,
  );
  return check === (10 - (sum % 10)) % 10;
}
