/**
 * The currencies that LuxCore documents, with the number of decimals between the currency and its
 * minor unit (from ISO 4217; LuxCore documents only that amounts are in minor units).
 *
 * @example
 * ```ts
 * import { CURRENCIES } from '@luxcore/contract';
 *
 * CURRENCIES.ARS.decimals; // 2: 100000 minor units are 1000.00 ARS
 * ```
 */
export const CURRENCIES = {
  ARS: { decimals: 2 },
  AUD: { decimals: 2 },
  LKR: { decimals: 2 },
  MXN: { decimals: 2 },
  TRY: { decimals: 2 },
  UYU: { decimals: 2 },
} as const;

/** One row of {@link CURRENCIES}. */
export interface CurrencyRow {
  /** How many decimals the currency has: 10 to this power minor units make one unit. */
  readonly decimals: number;
}

type CurrencyTable<Table extends Readonly<Record<string, CurrencyRow>>> = Table;

/** A currency of {@link CURRENCIES}. */
export type KnownCurrency = keyof CurrencyTable<typeof CURRENCIES>;

/** An ISO 4217 code in upper case. Open, since LuxCore adds currencies. */
export type Currency = KnownCurrency | (string & {});
