/**
 * Tells whether a URL keeps what is sent to it from strangers' eyes: https, or http to a loopback
 * name or address of this machine.
 *
 * @example
 * ```ts
 * import { isSecureUrl } from '@luxcore/signing/primitives';
 *
 * isSecureUrl(new URL('http://127.0.0.1:4010')); // true
 * isSecureUrl(new URL('http://127.0.0.1.example')); // false
 * ```
 */
export function isSecureUrl({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** `URL` has written every spelling of an IPv4 address, `127.1` and `0x7f000001`, as four numbers. */
function isLoopback(hostname: string): boolean {
  // Not x.localhost: some resolvers ask the network for it.
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
