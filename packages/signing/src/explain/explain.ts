import { bodyBytes, utf8, type Body } from '../body.ts';
import { SIGNATURE_VERSION } from '../canonical-string.ts';
import { currentEngine } from '../engine/current-engine.ts';
import {
  readHeader,
  SIGNATURE_HEADERS,
  type HeadersLike,
  type SignatureHeader,
} from '../headers.ts';
import { readClock, type Clock } from '../timestamp.ts';
import { directFindings } from './direct-findings.ts';
import { draftCanonical, hashOf, ORDER, type Draft } from './draft.ts';
import type { Explanation, Finding } from './explanation.ts';
import { explanationText } from './explanation-text.ts';
import { MISTAKES, type Component, type MistakeName } from './mistakes.ts';
import { readDigest } from './read-digest.ts';
import { reproduce } from './reproduce.ts';

/** The request as it arrived, or as it is about to be sent. */
export interface RequestToExplain {
  readonly method: string;
  /** The request target exactly as received. */
  readonly path: string;
  /** The five headers; may be left out where `received` holds them. */
  readonly headers?: HeadersLike | undefined;
  /** The exact body. */
  readonly body?: Body;
}

export interface ExplainOptions {
  readonly request: RequestToExplain;
  /** The secret that the request should have been signed with. */
  readonly secret: string;
  /** The signature that came, or all headers that came; the request's own headers unless told. */
  readonly received?: string | HeadersLike | undefined;
  /** Milliseconds since 1970, to judge the timestamp by; `Date.now` unless told. */
  readonly now?: Clock | undefined;
}

/**
 * Tells why a signature does not match its request: it tries the mistakes that signers make, alone
 * and two together, against the signature itself, and names those that reproduce it. With none, it
 * says what it ruled out. At most 500 HMACs. It adds the secret to nothing that it returns; one that
 * was sent in a header stands there as it came. It knows the canonicalization `v1` alone.
 *
 * For developers' eyes: a production server does not send it to a stranger.
 *
 * @throws {SigningError} `INVALID_BODY`: a body that is neither text nor bytes.
 * @example
 * ```ts
 * import { explain } from '@luxcore/signing';
 *
 * const explanation = explain({ request: { method, path, headers, body }, secret });
 * explanation.findings[0]?.cause; // 'the path was signed without its query'
 * console.error(explanation.text);
 * ```
 */
export function explain(options: ExplainOptions): Explanation {
  const { request, secret, received = request.headers, now = Date.now } = options;
  const headers = typeof received === 'string' ? request.headers : received;
  const value = (header: SignatureHeader): string => {
    const found = readHeader(headers, SIGNATURE_HEADERS[header]);
    return typeof found === 'string' ? found : '';
  };
  const timestamp = value('timestamp');
  const version = value('version') || SIGNATURE_VERSION;
  const signature = typeof received === 'string' ? received : value('signature');
  const digest = readDigest(signature);

  const base: Draft = {
    timestamp,
    nonce: value('nonce'),
    method: request.method,
    path: request.path,
    body: bodyBytes(request.body),
    key: currentEngine().hmacKey(utf8(secret)),
    order: ORDER,
    separator: '.',
  };
  const found = digest && reproduce(base, secret, version, digest.hex);
  const mistakes = found?.mistakes ?? [];
  const findings = [
    ...mistakes.map((name) => findingOf(name, base, found?.draft ?? base)),
    ...directFindings({ headers, signature, digest, secret, time: readClock(now) }),
  ];
  const explanation = {
    matches: found !== undefined && mistakes.length === 0,
    findings,
    ruledOut: found === undefined && digest ? (Object.keys(MISTAKES) as MistakeName[]) : [],
    expectedCanonical: draftCanonical(base, version),
    ...(found === undefined ? {} : { signedCanonical: draftCanonical(found.draft, version) }),
  };
  return { ...explanation, text: explanationText(explanation) };
}

function findingOf(mistake: MistakeName, base: Draft, signed: Draft): Finding {
  const { component, cause, mend } = MISTAKES[mistake];
  const [expected, received] = [base, signed].map((draft) => describePart(component, draft));
  return { mistake, component, expected: expected ?? '', received: received ?? '', cause, mend };
}

/** A part of a draft as it can be shown: of a body its size and hash, of a secret nothing. */
function describePart(component: Component, draft: Draft): string {
  switch (component) {
    case 'timestamp':
    case 'method':
    case 'path':
      return draft[component];
    case 'body':
      return `${String(draft.body.length)} bytes, SHA-256 ${hashOf(draft.body)}`;
    case 'secret':
      return 'a secret, which is not shown';
    default:
      return draft.order.map((part) => `{${part}}`).join(draft.separator);
  }
}
