/** One page of a list. Assumed: LuxCore documents that the list of tickets has pages, no more. */
export interface Page<Item> {
  /** The items of this page. */
  readonly data: readonly Item[];
  /** How many items all pages have together. */
  readonly total: number;
  /** The number of this page, from 1. */
  readonly page: number;
  /** The most items that a page has. */
  readonly limit: number;
}

/** A value of a query: a list is a parameter that is repeated. */
export type QueryValue = string | number | boolean | readonly (string | number | boolean)[];

/** The query of a list: the page, and filters that are passed through as they are. Assumed. */
export interface PageQuery {
  /** The number of the page, from 1. */
  readonly page?: number;
  /** The most items that a page has. */
  readonly limit?: number;
  readonly [filter: string]: QueryValue | undefined;
}

/** The envelope of a created webhook endpoint or ticket; around other answers it is assumed. */
export interface Envelope<Data> {
  /** Whether the operation was done. */
  readonly success: boolean;
  /** What was asked for. */
  readonly data: Data;
}
