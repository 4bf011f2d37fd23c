import type { HmacKey } from '../engine/engine.ts';
import { draftCanonical, type Draft } from './draft.ts';
import { MISTAKES, type MistakeName } from './mistakes.ts';

/** What reproduces a signature: a draft, and the mistakes that lead to it (none: it is right). */
export interface Reproduction {
  readonly mistakes: readonly MistakeName[];
  readonly draft: Draft;
}

/** At most so many HMACs are computed for one signature. */
const MAX_HMACS = 500;

/**
 * Looks for what was signed: the request as it is, then with each mistake, then with each two. The
 * first that gives the digest is it; a digest is never met by chance.
 */
export function reproduce(
  base: Draft,
  secret: string,
  version: string,
  digest: string,
): Reproduction | undefined {
  const tried = new Map<HmacKey, Set<string>>();
  let left = MAX_HMACS;
  for (const { mistakes, draft } of hypotheses(base, secret)) {
    const canonical = draftCanonical(draft, version);
    const texts = tried.get(draft.key) ?? new Set();
    if (texts.has(canonical)) continue;
    if (left-- === 0) return undefined;
    tried.set(draft.key, texts.add(canonical));
    if (draft.key.hex(canonical) === digest) return { mistakes, draft };
  }
  return undefined;
}

function* hypotheses(base: Draft, secret: string): Generator<Reproduction> {
  yield { mistakes: [], draft: base };
  const names = Object.keys(MISTAKES) as MistakeName[];
  const singles = names.flatMap((name) =>
    MISTAKES[name]
      .variants(base, secret)
      .map((change) => ({ name, draft: { ...base, ...change } })),
  );
  for (const { name, draft } of singles) yield { mistakes: [name], draft };
  for (const first of singles) {
    for (const name of names.slice(names.indexOf(first.name) + 1)) {
      for (const change of MISTAKES[name].variants(first.draft, secret)) {
        yield { mistakes: [first.name, name], draft: { ...first.draft, ...change } };
      }
    }
  }
}
