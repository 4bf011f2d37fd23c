/** Options as they were given: what somebody has put into `Object.prototype` is none. */
export function ownOptions<T extends object>(options: T): T {
  return Object.assign(Object.create(null) as T, options);
}
