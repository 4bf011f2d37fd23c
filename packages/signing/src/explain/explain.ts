import { bodyBytes, utf8, type Body } from '../body.ts';
import { SIGNATURE_VERSION } from '../canonical-string.ts';
import { currentEngine } from '../engine/current-engine.ts';
import { readHeaders, type HeadersLike, type ReadHeaders } from '../headers.ts';
import { readClock, type Clock } from '../timestamp.ts';
import { directFindings } from './direct-findings.ts';
import { draftCanonical, FORM, hashOf, type Draft } from './draft.ts';
import type { Explanation, Finding } from './explanation.ts';
import { explanationText } from './explanation-text.ts';
import { secretHider } from './hide-secret.ts';
import { MISTAKE_NAMES, MISTAKES, type DraftComponent, type MistakeName } from './mistakes.ts';
import { readDigest } from './read-digest.ts';
import { reproduce } from './reproduce.ts';

/** The request as it arrived, or as it is about to be sent. */
export interface RequestToExplain {
  /** HTTP method as received. */
  readonly method: string;
  /** The request target exactly as received. */
  readonly path: string;
  /** The five headers; may be left out where `received` holds them. */
  readonly headers?: HeadersLike | undefined;
  /** The exact body. */
  readonly body?: Body;
}

/** A request, and what its signature is judged by. */
export interface ExplainOptions {
  /** As it arrived; what is missing in it is taken for empty. */
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
 * says what it ruled out. At most 500 HMACs, and what is longer than 64 KiB (a path: 16 KiB) is not written
 * anew: `untried` and `exhausted` say what was left out for that. Nothing that it returns shows the
 * secret, also where it came in the request. It knows the canonicalization `v1` alone.
 *
 * For developers' eyes: a production server does not send it to a stranger.
 *
 * @throws {SigningError} `INVALID_BODY`: a body that is neither text nor bytes.
 * @throws {ConfigurationError} `INVALID_OPTION`: a clock that tells no time.
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
  const { request, received, now = Date.now } = options;
  // What arrived may lack anything, whatever its type says.
  const { method, path, body, headers: own } = Object(request) as Partial<RequestToExplain>;
  const secret = textOrNone(options.secret);
  const headers = typeof received === 'string' ? own : (received ?? own);
  const read = readHeadersSafely(headers);
  const version = textOrNone(read.version) || SIGNATURE_VERSION;
  const signature = textOrNone(typeof received === 'string' ? received : read.signature);
  const digest = readDigest(signature);

  const base: Draft = {
    timestamp: textOrNone(read.timestamp),
    nonce: textOrNone(read.nonce),
    method: textOrNone(method),
    path: textOrNone(path),
    body: bodyBytes(body),
    secret: currentEngine().hmacKey(utf8(secret)),
    'canonical string': FORM,
  };
  const search = digest && reproduce(base, secret, version, digest.hex);
  const { found, untried = [], exhausted = false } = search ?? {};
  const hide = secretHider(secret);
  const explanation = {
    matches: found?.mistakes.length === 0,
    findings: [
      ...(found?.mistakes.map((name) => findingOf(name, base, found.draft)) ?? []),
      ...directFindings({ read, signature, digest, secret: options.secret, time: readClock(now) }),
    ].map((finding) => ({
      ...finding,
      expected: hide(finding.expected),
      received: hide(finding.received),
    })),
    ruledOut: MISTAKE_NAMES.filter((name) => search && !found && !untried.includes(name)),
    untried,
    exhausted,
    expectedCanonical: hide(draftCanonical(base, version)),
    ...(found && { signedCanonical: hide(draftCanonical(found.draft, version)) }),
  };
  return { ...explanation, text: explanationText(explanation) };
}

/** What cannot be read is not there. */
function readHeadersSafely(headers: unknown): ReadHeaders {
  try {
    return readHeaders(headers);
  } catch {
    return readHeaders(undefined);
  }
}

/** What is no text, a header that is missing too, was not signed. */
function textOrNone(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function findingOf(mistake: MistakeName, base: Draft, signed: Draft): Finding {
  const { component, cause, mend } = MISTAKES[mistake];
  const expected = describePart(component, base);
  return { mistake, component, expected, received: describePart(component, signed), cause, mend };
}

/** A part of a draft as it can be shown: of a body its size and hash, of a secret nothing. */
function describePart(component: DraftComponent, draft: Draft): string {
  const part = draft[component];
  if (typeof part === 'string') return part;
  if (part instanceof Uint8Array) return `${String(part.length)} bytes, SHA-256 ${hashOf(part)}`;
  if ('hex' in part) return 'not shown';
  return part.order.map((name) => `{${name}}`).join(part.separator);
}
