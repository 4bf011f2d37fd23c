/** The sizes of the bodies that are signed, in bytes. */
export const BODY_BYTES = [0, 300, 2_000, 64_000, 1_000_000] as const;

/** The size that the floors are asked at: a payment. */
export const PAYMENT_BYTES = 300;
export const LARGEST_BYTES = 1_000_000;
