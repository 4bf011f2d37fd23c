import { ConnectionError, errorFromResponse, redact } from '@luxcore/errors';
import type { Credential } from '../auth/auth.ts';
import type { OutgoingRequest } from './outgoing-request.ts';
import type { TransportResponse } from '../transport/transport.ts';
import { strictText } from '../utf8.ts';
import { headerOf } from './answer-headers.ts';

const NO_CONTENT = 204;
const EXCERPT_LENGTH = 200;
/** More than is shown: half a secret is told by no shape. */
const READ_LENGTH = 4096;
const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json *(?:;|$)/i;

/**
 * Reads an answer: a 2xx is a JSON object, bytes where the operation answers them, or nothing where it
 * is a 204; anything else is the typed error of LuxCore's documented body.
 */
export function decode(
  request: OutgoingRequest,
  answer: TransportResponse,
  hide?: Credential['hide'],
): unknown {
  const { status, headers, body } = answer;
  const { row, isPayment } = request;
  if (status < 200 || status > 299) {
    const shown = { ...answer, body: textOf(body, hide) };
    const error = errorFromResponse(shown, { scopes: [row.scope] });
    // Gateways send a 429 without LuxCore's body.
    if (!isPayment || status === 429 || error.outcome !== 'rejected' || isRefusal(body)) {
      throw error;
    }
    // Half a refusal may be that of a second copy, whose code is lost: the first may have been done.
    throw unreadable(request, status, 'a refusal that cannot be read');
  }
  if (status === NO_CONTENT) return undefined;
  if (row.answers === 'bytes') return body;
  // Without the header, what is a JSON object is taken for what it is.
  const contentType = headerOf(headers, 'content-type');
  if (contentType !== undefined && !JSON_TYPE.test(contentType)) {
    // The beginning of a proxy's page helps; that of half a payment would be personal data in a log.
    const page = redact(textOf(body.subarray(0, READ_LENGTH), hide));
    const bodyExcerpt = page.slice(0, EXCERPT_LENGTH);
    throw unreadable(request, status, `the type ${contentType}`, { bodyExcerpt });
  }
  if (body.byteLength === 0) throw unreadable(request, status, 'an empty body');
  const data = parse(body);
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data;
  throw unreadable(request, status, 'something else');
}

/** Says that an answer of success is not what it should be: nobody knows what was done. */
export function unreadable(
  { label }: Pick<OutgoingRequest, 'label'>,
  status: number,
  received: string,
  details?: Readonly<Record<string, unknown>>,
): ConnectionError {
  return new ConnectionError(
    `${label}: expected a JSON object in the answer ${String(status)}, received ${received}`,
    { code: 'UNREADABLE_RESPONSE', status, details },
  );
}

/** The text of a body, without the credential that it may repeat. */
function textOf(body: Uint8Array, hide: Credential['hide']): string {
  const text = new TextDecoder().decode(body);
  return hide === undefined ? text : hide(text);
}

/** Whether a body has LuxCore's form of an error. */
function isRefusal(body: Uint8Array): boolean {
  const { statusCode, error } = { ...(parse(body) as Record<string, unknown> | undefined) };
  return typeof statusCode === 'number' || typeof error === 'string';
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(strictText(body));
  } catch {
    return undefined;
  }
}
