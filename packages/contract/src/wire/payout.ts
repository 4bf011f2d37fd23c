/**
 * The recipient of a withdrawal, by any method. The record is open, since the fields that each method
 * takes are assumed; what is documented is the length of `clabe` (18 digits), `cvu` and `cbu` (22).
 */
export interface Payout {
  // Patterns, not names, so that an editor offers each method its own fields alone. A number would
  // lose leading zeros and, above 2^53, digits.
  readonly [account: `clabe${string}` | `cvu${string}` | `cbu${string}`]: string | undefined;
  readonly [field: string]: unknown;
}

/** The recipient of a withdrawal by SPEI (Mexico). Assumed, but for the length. */
export interface SpeiPayout extends Payout {
  /** The account: 18 digits. */
  readonly clabe: string;
}

/** The recipient of a bank transfer (Argentina): one of the two. Assumed, but for the lengths. */
export interface BankTransferPayout extends Payout {
  /** An account at a payment provider: 22 digits. */
  readonly cvu?: string;
  /** An account at a bank: 22 digits. */
  readonly cbu?: string;
}

/** The recipient of a withdrawal by PayID (Australia). Assumed. */
export interface PayIdPayout extends Payout {
  /** The PayID: an e-mail address, a telephone number or a number of a business. */
  readonly payid?: string;
}
