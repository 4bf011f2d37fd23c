import type { HmacKey } from '../engine/engine.ts';
import { draftCanonical, type Draft } from './draft.ts';
import { MISTAKE_NAMES, MISTAKES, type DraftComponent, type MistakeName } from './mistakes.ts';

/** What reproduces a signature: a draft, and the mistakes that lead to it (none: it is right). */
export interface Reproduction {
  readonly mistakes: readonly MistakeName[];
  readonly draft: Draft;
}

type Changes = readonly Draft[DraftComponent][];

/** How far the search for a signature came. */
export interface Search {
  readonly found?: Reproduction;
  /** Whether it ended before every two mistakes had been tried together. */
  readonly exhausted: boolean;
  /** The mistakes that were not even tried alone. */
  readonly untried: readonly MistakeName[];
}

/** At most so many HMACs are computed for one signature. */
const MAX_HMACS = 500;

/** All texts and bodies that are tried may have so many characters and bytes together. */
const MAX_TRIED_LENGTH = 4 * 1024 * 1024;

/**
 * Looks for what was signed: the request as it is, then with each mistake, then with each two. The
 * first that gives the digest is it; a digest is never met by chance.
 */
export function reproduce(base: Draft, secret: string, version: string, digest: string): Search {
  const tried = new Map<HmacKey, Set<string>>();
  const made = new Map<unknown, Partial<Record<MistakeName, Changes>>>();
  const untried = new Set<MistakeName>();
  let exhausted = false;
  let hmacs = MAX_HMACS;
  let length = MAX_TRIED_LENGTH;

  /** What a mistake makes of a draft's part: made once, because hundreds of drafts share a body. */
  function changesOf(name: MistakeName, draft: Draft): Changes {
    const { component, variants } = MISTAKES[name];
    const part = draft[component];
    const ofPart = made.get(part) ?? {};
    made.set(part, ofPart);
    let changes = ofPart[name];
    if (changes === undefined) {
      try {
        changes = variants(part as never, secret);
      } catch {
        changes = [];
        exhausted = true;
        if (draft === base) untried.add(name);
      }
      ofPart[name] = changes;
      for (const change of changes) {
        if (change !== part && change instanceof Uint8Array) length -= change.length;
      }
    }
    return changes;
  }

  const queue: Reproduction[] = [{ mistakes: [], draft: base }];
  for (const found of queue) {
    const { mistakes, draft } = found;
    const canonical = draftCanonical(draft, version);
    const texts = tried.get(draft.secret) ?? new Set();
    length -= canonical.length;
    if (texts.has(canonical)) continue;
    const at = MISTAKE_NAMES.indexOf(mistakes[0] as never);
    if (at >= 0 && (length < 0 || hmacs === 0)) {
      exhausted = true;
      if (mistakes.length === 1) for (const name of MISTAKE_NAMES.slice(at)) untried.add(name);
      break;
    }
    hmacs--;
    tried.set(draft.secret, texts.add(canonical));
    if (draft.secret.hex(canonical) === digest) return { found, exhausted: false, untried: [] };
    if (mistakes.length === 2) continue;
    // They stand behind all that have fewer mistakes.
    for (const name of MISTAKE_NAMES.slice(at + 1)) {
      for (const change of changesOf(name, draft)) {
        const { component } = MISTAKES[name];
        queue.push({ mistakes: [...mistakes, name], draft: { ...draft, [component]: change } });
      }
    }
  }
  return { exhausted, untried: [...untried] };
}
