export const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

/** What has settled within so many milliseconds, or the text `pending`. */
export function within<T>(ms: number, promise: PromiseLike<T>): Promise<T | 'pending' | Error> {
  return Promise.race([
    Promise.resolve(promise).catch((error: unknown) => error as Error),
    wait(ms).then(() => 'pending' as const),
  ]);
}
