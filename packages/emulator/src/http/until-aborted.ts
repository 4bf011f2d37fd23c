/**
 * Waits for a value, but no longer than a signal lets it: then it rejects with the signal's reason, as
 * `fetch` does. What was under way goes on, like the work of a server whose client has left.
 */
export function untilAborted<T>(value: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      // A reason is whatever the caller gave.
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort);
    void value.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
}
