/**
 * What a browser's bundler takes of the package: built apart for those conditions, so that an engine that
 * has a hash of its own runs the one in JavaScript too. It holds a copy of the errors of its own.
 */
export * from '@luxcore/signing';
export { SigningError } from '@luxcore/errors';
