import {
  ConfigurationError,
  ConnectionError,
  errorFromResponse,
  isLuxCoreError,
  RedirectError,
} from '@luxcore/errors';
import { isSecureUrl } from '@luxcore/signing/primitives';
import { OutgoingAttempt } from '../stages/outgoing-attempt.ts';
import type { Phase } from '../stages/phase.ts';
import { transmit } from '../stages/transmit.ts';
import type { Transport, TransportResponse } from '../transport/transport.ts';

/** Bytes, and where they are to be put. */
export interface BytesToPut {
  readonly url: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** How errors call it: the path of such a URL is a secret, as its query is. */
export const PUT_LABEL = 'PUT upload_url';

/**
 * Puts bytes to a URL that was issued for them, with no header but their type: the URL is of a storage
 * that must not see the credentials.
 */
export async function putBytes(
  transport: Transport,
  apiOrigin: string,
  { url, contentType, bytes }: BytesToPut,
  phase: Phase,
): Promise<void> {
  const request = { method: 'PUT', url: checkUploadUrl(url, apiOrigin), body: bytes } as const;
  const headers = { 'Content-Type': contentType };
  const answer = await sendTo(transport, new OutgoingAttempt(request, headers, phase));
  const { status } = answer;
  if (status >= 200 && status < 300) return;
  // Its body and headers may repeat the URL.
  const cause = errorFromResponse({ status });
  if (status < 400) throw cause;
  throw new ConnectionError(`${PUT_LABEL}: the bytes were refused (${cause.message})`, {
    code: 'UPLOAD_FAILED',
    status,
    outcome: cause.outcome,
    cause,
  });
}

/** A transport names the path of what it sends, which is left out here. */
async function sendTo(transport: Transport, attempt: OutgoingAttempt): Promise<TransportResponse> {
  try {
    return await transmit(transport, attempt, PUT_LABEL);
  } catch (error) {
    if (!isLuxCoreError(error)) throw error;
    const Kind = error.code === 'UNEXPECTED_REDIRECT' ? RedirectError : ConnectionError;
    throw new Kind(`${PUT_LABEL}: no whole answer (${error.code})`, {
      code: error.code,
      status: error.status,
      outcome: error.outcome,
    });
  }
}

/** Returns the URL as it will be sent. No more than its origin is shown. */
function checkUploadUrl(url: string, apiOrigin: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  // To this machine an API that is elsewhere has nothing to send.
  const isAllowed = parsed && (parsed.protocol === 'https:' || apiOrigin.startsWith('http:'));
  if (isAllowed && isSecureUrl(parsed) && parsed.username === '' && parsed.password === '') {
    return parsed.href;
  }
  throw new ConfigurationError(
    `upload_url: expected https, or http to a loopback address, and no credentials in it, received ${parsed ? `one at ${parsed.origin}` : 'no URL'}`,
    { code: 'INSECURE_URL' },
  );
}
