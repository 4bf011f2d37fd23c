/* eslint-disable house/floor -- the type of the name holds Web APIs alone */
import { assertOption } from './assert-option.ts';

/** The global name of a Web API that every engine of ours should have. */
export type WebApi =
  | 'AbortController'
  | 'AbortSignal'
  | 'Headers'
  | 'TextDecoder'
  | 'TextEncoder'
  | 'URL'
  | 'setTimeout';

/**
 * A function or class of the runtime, or an error that names what is missing. Asked for at the first
 * use, so that importing a package works on every engine.
 *
 * @param name - As it is called globally: `TextEncoder`.
 * @throws {ConfigurationError} `INVALID_OPTION`
 * @example
 * ```ts
 * import { fromRuntime } from '@luxcore/errors';
 *
 * const Encoder = fromRuntime('TextEncoder');
 * new Encoder().encode('order-1001');
 * ```
 */
export function fromRuntime<Name extends WebApi>(name: Name): (typeof globalThis)[Name] {
  const value: unknown = globalThis[name];
  assertOption(typeof value === 'function', name, 'a function', value);
  return value as (typeof globalThis)[Name];
}
