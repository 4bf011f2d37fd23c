/** What another realm makes: errors of its own copy of the package, and bytes. */
export * as errors from '@luxcore/errors';

export const bytesOf = (values: readonly number[]): Uint8Array => Uint8Array.from(values);
