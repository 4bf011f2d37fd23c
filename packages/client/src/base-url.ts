import { configurationError, describeValue, type ErrorCode } from '@luxcore/errors';
import { isSecureUrl } from '@luxcore/signing/primitives';

/** The base URL in its parts: parsed once, for all requests. */
export interface BaseUrl {
  readonly origin: string;
  readonly pathname: string;
}

/**
 * Checks a base URL and returns it without the slash at its end: https unless loopback, and nothing
 * in it that would end up in logs or in a signature by accident.
 */
export function checkBaseUrl(baseUrl: string): BaseUrl {
  if (typeof baseUrl !== 'string' || !URL.canParse(baseUrl)) {
    throw invalid(baseUrl, 'a URL such as https://api.lux-core.io');
  }
  const url = new URL(baseUrl);
  if (url.username !== '' || url.password !== '') throw invalid(baseUrl, 'no credentials in it');
  if (/[?#]/.test(baseUrl)) throw invalid(baseUrl, 'no query and no fragment');
  if (/\/api\/v\d+\/*$/.test(url.pathname)) {
    throw invalid(baseUrl, 'the part before /api/v1 or /api/v2');
  }
  if (!isSecureUrl(url)) {
    throw invalid(baseUrl, 'https, or http to a loopback address', 'INSECURE_URL');
  }
  const pathname = url.pathname.replace(/\/+$/, '');
  // A verifier takes `//` for the start of another host, and refuses it.
  if (pathname.startsWith('//')) throw invalid(baseUrl, 'one slash before its path');
  return { origin: url.origin, pathname };
}

function invalid(baseUrl: unknown, expected: string, code: ErrorCode = 'INVALID_OPTION'): Error {
  // What stands before an @ may be a password, and what stands in a query a key.
  const isShown = typeof baseUrl !== 'string' || !/[@?#]/.test(baseUrl);
  const received = isShown ? describeValue(baseUrl) : 'one with @, ? or # in it';
  return configurationError(code, `baseUrl: expected ${expected}, received ${received}`);
}
