/** An answer of LuxCore with what surrounds it. */
export interface ApiResponse<Data> {
  /** What the call resolves to. */
  readonly data: Data;
  /** HTTP status. */
  readonly status: number;
  /** The headers of the answer. */
  readonly headers: Headers;
  /** LuxCore's id of the request, where the answer carried one. The header is assumed. */
  readonly requestId: string | undefined;
  /** How many attempts this client made, the one that was answered so included. */
  readonly attempts: number;
}

/**
 * The result of a call: a promise that is lazy. The request starts when the result is first awaited
 * (`then`, `catch`, `finally` and `withResponse` count), and is sent once however often that
 * happens. A result that nobody awaits sends nothing.
 *
 * @example
 * ```ts
 * import { apiKeyFromEnv, createClient } from '@luxcore/client';
 *
 * const client = createClient({ auth: apiKeyFromEnv() });
 * const call = client.payments.get('pay_1'); // nothing is sent yet
 * const payment = await call;
 * const { requestId } = await call.withResponse(); // the same answer
 * ```
 */
export interface ApiPromise<Data> extends Promise<Data> {
  /** Sends the request unless it was, and resolves to the data with status, headers and request id. */
  withResponse(): Promise<ApiResponse<Data>>;
}

/** How an {@link ApiPromise} is made: users have the interface alone, for there is nothing to construct. */
export class LazyPromise<Data> implements ApiPromise<Data> {
  readonly [Symbol.toStringTag] = 'Promise';
  readonly #start: () => Promise<ApiResponse<Data>>;
  #response: Promise<ApiResponse<Data>> | undefined;

  constructor(start: () => Promise<ApiResponse<Data>>) {
    this.#start = start;
  }

  withResponse(): Promise<ApiResponse<Data>> {
    this.#response ??= this.#start();
    return this.#response;
  }

  then<Fulfilled = Data, Rejected = never>(
    onFulfilled?: ((data: Data) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.withResponse().then(
      // The same type where there is no function: then `Fulfilled` is `Data`.
      ({ data }) => (onFulfilled ? onFulfilled(data) : (data as unknown as Fulfilled)),
      onRejected,
    );
  }

  catch<Rejected = never>(
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Data | Rejected> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<Data> {
    return this.then().finally(onFinally);
  }
}
