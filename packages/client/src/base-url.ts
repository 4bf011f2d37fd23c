import { ConfigurationError, describeValue } from '@luxcore/errors';
import { isSecureUrl } from '@luxcore/signing';

/**
 * Checks a base URL and returns it without the slash at its end: https unless loopback, and nothing
 * in it that would end up in logs or in a signature by accident.
 */
export function checkBaseUrl(baseUrl: string): string {
  const url = parse(baseUrl);
  if (url.username !== '' || url.password !== '') {
    throw invalid('no credentials in it', 'some');
  }
  if (url.search !== '' || url.hash !== '' || /[?#]/.test(baseUrl)) {
    throw invalid('no query and no fragment', 'some');
  }
  if (/\/api\/v\d+\/*$/.test(url.pathname)) {
    throw invalid('the part before /api/v1 or /api/v2', shown(baseUrl));
  }
  if (!isSecureUrl(url)) {
    throw new ConfigurationError(
      `baseUrl: expected https, or http to a loopback address, received ${shown(baseUrl)}`,
      { code: 'INSECURE_URL' },
    );
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}

function parse(baseUrl: unknown): URL {
  const expected = 'a URL such as https://api.lux-core.io';
  if (typeof baseUrl !== 'string') throw invalid(expected, shown(baseUrl));
  try {
    return new URL(baseUrl);
  } catch {
    throw invalid(expected, shown(baseUrl));
  }
}

/** What stands before an @ may be a password. */
function shown(baseUrl: unknown): string {
  return typeof baseUrl === 'string' && baseUrl.includes('@')
    ? 'one with an @ in it'
    : describeValue(baseUrl);
}

function invalid(expected: string, received: string): ConfigurationError {
  return new ConfigurationError(`baseUrl: expected ${expected}, received ${received}`, {
    code: 'INVALID_OPTION',
  });
}
