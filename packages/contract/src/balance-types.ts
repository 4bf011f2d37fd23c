/** The documented types of balance that a merchant has in each currency. */
export const BALANCE_TYPES = ['main', 'deposit', 'withdrawal', 'commission', 'frozen'] as const;

/** A type of balance. */
export type BalanceType = (typeof BALANCE_TYPES)[number];

/** What `GET /balance` answers for when the query does not say: documented by LuxCore. */
export const BALANCE_DEFAULTS = { currency: 'MXN', balance_type: 'main' } as const;
