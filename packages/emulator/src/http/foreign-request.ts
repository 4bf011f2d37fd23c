import { ApiError } from './api-error.ts';

const LOOPBACK = /^(?:localhost|127(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}|::1|\[::1\])$/;

/** Tells whether a host, without port, is this machine by its own name. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(host);
}

/** Says why a request comes from where it must not, by its `Host`, `Origin` and target. */
export function refuseForeign(headers: Headers, target: string): ApiError | undefined {
  const host = headers.get('host') ?? '';
  if (!isLoopbackHost(host.replace(/:\d+$/, ''))) {
    return new ApiError('FORBIDDEN_HOST', `Host: expected a loopback address, received ${host}`);
  }
  const origin = headers.get('origin');
  if (origin !== null && origin !== `http://${host}`) {
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
