import type { Page } from '@luxcore/contract';
import { ConnectionError } from '@luxcore/errors';
import { LazyPromise, type ApiPromise, type ApiResponse } from '../api-promise.ts';

/**
 * The result of a list: awaited, it is one page; iterated, it is every item from that page on. The
 * next page is asked for when the items of the last are used up.
 *
 * Items that are made meanwhile may move others to a later page: tell them apart by their id.
 *
 * @example
 * ```ts
 * import { apiKeyFromEnv, createClient } from '@luxcore/client';
 *
 * const client = createClient({ auth: apiKeyFromEnv() });
 * const { total } = await client.payments.list({ limit: 1 });
 * for await (const payment of client.payments.list({ limit: 100 })) {
 *   console.log(payment.transaction_id, payment.status);
 * }
 * ```
 */
export interface PagePromise<Item> extends ApiPromise<Page<Item>>, AsyncIterable<Item> {
  /**
   * Every item from this page on.
   *
   * @throws {ConnectionError} `UNREADABLE_RESPONSE`: an answer is no page, or not the next one.
   */
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined>;
}

/** How a {@link PagePromise} is made. */
export class LazyPages<Item> extends LazyPromise<Page<Item>> implements PagePromise<Item> {
  readonly #next: (page: number) => PromiseLike<Page<Item>>;

  readonly #asked: number | undefined;

  constructor(
    start: () => Promise<ApiResponse<Page<Item>>>,
    next: (page: number) => PromiseLike<Page<Item>>,
    asked?: number,
  ) {
    super(start);
    this.#next = next;
    this.#asked = asked;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    let current = checkPage(await this, this.#asked);
    while (current.data.length > 0) {
      yield* current.data;
      if (current.page * current.limit >= current.total) return;
      const following = current.page + 1;
      current = checkPage(await this.#next(following), following);
    }
  }
}

/** A page that is not the one asked for would be counted twice, and again, without end. */
function checkPage<Item>(answer: Page<Item>, asked?: number): Page<Item> {
  const { data, total, page, limit } = answer;
  const isPage = Array.isArray(data) && [total, page, limit].every(Number.isSafeInteger);
  if (isPage && limit > 0 && (asked ?? page) === page) return answer;
  throw new ConnectionError(
    `list: expected ${asked === undefined ? 'a page' : `page ${String(asked)}`} as {data, total, page, limit}, received something else`,
    { code: 'UNREADABLE_RESPONSE', details: { total, page, limit } },
  );
}
