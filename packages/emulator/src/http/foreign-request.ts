import { ApiError } from './api-error.ts';

/** A literal address cannot be rebound to another machine; of the names only `localhost` is fixed. */
const IPV4 = /^127(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;

/**
 * The loopback address or name that a server can listen on, as Node's `listen` takes it: in lower case
 * and without brackets. Nothing if the host is not exactly that, with a dot at its end for instance.
 */
export function loopbackHost(host: unknown): string | undefined {
  const name = String(host).toLowerCase();
  if (name === '::1' || name === '[::1]') return '::1';
  return name === 'localhost' || IPV4.test(name) ? name : undefined;
}

/** Says why a request comes from where it must not, by its `Host`, `Origin` and target. */
export function refuseForeign(headers: Headers, target: string): ApiError | undefined {
  const host = headers.get('host') ?? '';
  // Without its brackets an IPv6 address would be taken apart at its colons.
  const name = /^(\[::1\]|[^:]+)(?::\d{1,5})?$/.exec(host)?.[1];
  if (name === undefined || loopbackHost(name) === undefined) {
    return new ApiError(
      'FORBIDDEN_HOST',
      `Host: expected localhost, 127.0.0.1 or [::1], received ${host}`,
    );
  }
  const origin = headers.get('origin');
  if (origin !== null && origin.toLowerCase() !== `http://${host}`.toLowerCase()) {
    return new ApiError(
      'FORBIDDEN_ORIGIN',
      `Origin: expected none or http://${host}, received ${origin}`,
    );
  }
  if (!target.startsWith('/')) {
    return new ApiError('VALIDATION_ERROR', `target: expected a path, received ${target}`);
  }
  return undefined;
}
