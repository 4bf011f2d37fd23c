import { ConfigurationError, ConnectionError, errorFromResponse } from '@luxcore/errors';
import { isSecureUrl } from '@luxcore/signing';
import type { Transport, TransportRequest } from '../transport/transport.ts';

/** Bytes, and where they are to be put. */
export interface BytesToPut {
  readonly url: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What ends a PUT early. */
export type PutEnd = Pick<TransportRequest, 'signal' | 'onEnd'>;

/** How errors call it: the path of such a URL is a secret, as its query is. */
export const PUT_LABEL = 'PUT upload_url';

/** Of the answer nothing is wanted but why the bytes were refused. */
const MAX_RESPONSE_BYTES = 64 * 1024;

/**
 * Puts bytes to a URL that was issued for them, with no header but their type: the URL is of a storage
 * that must not see the credentials.
 */
export async function putBytes(
  transport: Transport,
  { url, contentType, bytes }: BytesToPut,
  end: PutEnd,
): Promise<void> {
  const answer = await transport({
    method: 'PUT',
    url: checkUploadUrl(url),
    headers: { 'Content-Type': contentType },
    body: bytes,
    maxResponseBytes: MAX_RESPONSE_BYTES,
    ...end,
  });
  const { status } = answer;
  if (status >= 200 && status < 300) return;
  const cause = errorFromResponse(answer);
  if (status < 400) throw cause;
  throw new ConnectionError(`${PUT_LABEL}: the bytes were refused (${cause.message})`, {
    code: 'UPLOAD_FAILED',
    status,
    outcome: cause.outcome,
    cause,
  });
}

/** Returns the URL as it will be sent. No more than its origin is shown. */
function checkUploadUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && isSecureUrl(parsed) && parsed.username === '' && parsed.password === '') {
    return parsed.href;
  }
  throw new ConfigurationError(
    `upload_url: expected https, or http to a loopback address, and no credentials in it, received ${parsed ? `one at ${parsed.origin}` : 'no URL'}`,
    { code: 'INSECURE_URL' },
  );
}
