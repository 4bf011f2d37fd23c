import { assertOption } from '@luxcore/errors';

/** A name is looked up by DNS and may be anybody's; a literal address of this machine is not. */
const LOOPBACK = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/** Says whether events may be delivered to a URL. */
export type IsDestination = (url: string) => boolean;

/**
 * Deliveries go to literal loopback addresses, and to the origins that are listed.
 *
 * @throws {ConfigurationError} `INVALID_OPTION`: what is listed is no origin.
 */
export function createIsDestination(origins: readonly string[] = []): IsDestination {
  for (const origin of origins) {
    assertOption(
      parse(origin)?.origin === origin,
      'webhookOrigins',
      'origins such as https://shop.example',
      origin,
    );
  }
  return (text) => {
    const url = parse(text);
    if (url === undefined || !/^https?:$/.test(url.protocol)) return false;
    if (url.username !== '' || url.password !== '') return false;
    return LOOPBACK.test(url.hostname) || origins.includes(url.origin);
  };
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
