/** How a verifier answers the vectors: for the tests of this package, and for those of every runtime. */
import type { HeadersLike } from '../src/headers.ts';
import type { memoryNonceStore } from '../src/memory-nonce-store.ts';
import type { RefusalCode } from '../src/refusal.ts';
import type { vectorBody } from '../src/vectors/vector-body.ts';
import type { RequestVector, VerificationVector } from '../src/vectors/vectors.ts';
import type { createVerifier } from '../src/verifier.ts';

/** The functions that are tried: the sources, or a package that was built of them. */
export interface Tried {
  readonly createVerifier: typeof createVerifier;
  readonly memoryNonceStore: typeof memoryNonceStore;
  readonly vectorBody: typeof vectorBody;
}

/** A code, or `null` for what is accepted. */
type Answer = RefusalCode | null;

/** What `verify` and `check` answer to the requests of a vector, in turn. */
export interface Answers {
  readonly verified: readonly Answer[];
  readonly checked: readonly Answer[];
}

type Pairs = RequestVector['headers'];

/** A record of lists, as servers have it that keep what was sent twice. */
export function asRecord(pairs: Pairs): HeadersLike {
  const record: Record<string, string[]> = {};
  for (const [name, value] of pairs) (record[name] ??= []).push(value);
  return record;
}

export function asHeaders(pairs: Pairs): Headers {
  const headers = new Headers();
  for (const [name, value] of pairs) headers.append(name, value);
  return headers;
}

/** `Headers` trims values and refuses control characters: what it cannot hold never comes in it. */
export function fitsHeaders({ requests }: VerificationVector): boolean {
  return requests.every(({ headers }) =>
    headers.every(([, value]) => /^(?:[!-~](?:[ -~]*[!-~])?)?$/.test(value)),
  );
}

export function expectedAnswers({ requests }: VerificationVector): Answers {
  const verified = requests.map(({ code }) => code);
  // Only the nonce is beyond what `check` looks at.
  return { verified, checked: verified.map((code) => (code === 'NONCE_REUSED' ? null : code)) };
}

/** Has a new verifier answer the requests. */
export async function answersTo(
  { secrets, requests }: VerificationVector,
  headersOf: (pairs: Pairs) => HeadersLike,
  tried: Tried,
  toleranceSeconds: number,
): Promise<Answers> {
  let time = 0;
  const now = (): number => time;
  const known = new Map(Object.entries(secrets));
  const verifier = tried.createVerifier({
    secretsFor: (merchantId) => known.get(merchantId),
    nonces: tried.memoryNonceStore({ now }),
    toleranceSeconds,
    now,
  });
  const verified: Answer[] = [];
  const checked: Answer[] = [];
  for (const { now: seconds, method, path, headers, body } of requests) {
    time = seconds * 1000;
    const request = { method, path, headers: headersOf(headers), body: tried.vectorBody(body) };
    const check = verifier.check(request);
    checked.push(check.ok ? null : check.code);
    const result = await verifier.verify(request);
    verified.push(result.ok ? null : result.code);
  }
  return { verified, checked };
}
