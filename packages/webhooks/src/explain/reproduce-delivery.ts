import { cached, createHmacKey, type HmacKey } from '@luxcore/signing/primitives';
import type { WebhookScheme } from '../scheme/scheme.ts';
import type { BodyForm, BodyForms } from './body-forms.ts';
import type { DeliveryHypothesis } from './delivery-explanation.ts';
import { HYPOTHESES } from './delivery-mistakes.ts';
import { keyForms, type KeyForm } from './key-forms.ts';
import type { PayloadForm } from './payload-forms.ts';
import type { ReadDigest } from './read-digests.ts';

/** What a signature is looked for by. */
export interface Clues {
  readonly secrets: readonly string[];
  readonly payloads: readonly PayloadForm[];
  readonly bodies: BodyForms;
  /** The digests that came for a scheme. */
  readonly digestsOf: (scheme: WebhookScheme) => readonly ReadDigest[];
}

/** One form of each part, and the mistakes that lead to it (none: it is as it should be). */
interface Draft {
  readonly mistakes: readonly DeliveryHypothesis[];
  readonly payload: PayloadForm;
  readonly key: KeyForm;
  readonly body: BodyForm;
  /** Which of the secrets, counted from 0. */
  readonly secretIndex: number;
}

/** A draft that has the digest of a signature that came. */
export interface Reproduction extends Draft {
  readonly digest: ReadDigest;
}

/** How far the search for a signature came. */
export interface Search {
  readonly found?: Reproduction;
  /** Whether it ended before every two mistakes had been tried together. */
  readonly exhausted: boolean;
  /** The mistakes that were not even tried alone. */
  readonly untried: readonly DeliveryHypothesis[];
}

/** At most so many HMACs are computed for one delivery. */
const MAX_HMACS = 500;

/** All that is hashed may have so many characters and bytes together. */
const MAX_HASHED = 64 * 1024 * 1024;

/**
 * Looks for what was signed: the delivery as it is, then with each mistake, then with each two, by
 * every secret. How a digest is written costs no HMAC, and does not count as one of the two. Nothing
 * where there was nothing to compare.
 */
export function reproduceDelivery(clues: Clues): Search | undefined {
  const { bodies, digestsOf } = clues;
  const keys = new WeakMap<KeyForm, HmacKey>();
  let hmacs = 0;
  let hashed = 0;

  for (const { draft, triedAlone } of draftsOf(clues)) {
    const { payload, key, body } = draft;
    const digests = digestsOf(payload.scheme);
    if (digests.length === 0) continue;
    const [text, bytes] = payload.write(body.bytes);
    hashed += text.length + (bytes?.length ?? 0);
    if (hmacs === MAX_HMACS || (hmacs > 0 && hashed > MAX_HASHED)) {
      const untried = [...bodies.untried, ...HYPOTHESES.slice(triedAlone)];
      return { exhausted: true, untried: HYPOTHESES.filter((name) => untried.includes(name)) };
    }
    hmacs++;
    const hmac = keys.get(key) ?? createHmacKey(key.bytes);
    keys.set(key, hmac);
    const hex = hmac.hex(text, bytes);
    const digest = digests.find((came) => came.hex === hex);
    if (digest !== undefined) return { found: { ...draft, digest }, exhausted: false, untried: [] };
  }
  if (hmacs === 0) return undefined;
  return { exhausted: bodies.untried.length > 0, untried: bodies.untried };
}

interface Trial {
  readonly draft: Draft;
  /** How many of the mistakes, from the first, have been tried alone before. */
  readonly triedAlone: number;
}

/** Every draft, those with fewer mistakes first. */
function* draftsOf(clues: Clues): Generator<Trial> {
  const keysOf = keysByScheme();
  for (const draft of combined(clues, keysOf, (mistakes) => mistakes.length === 0)) {
    yield { draft, triedAlone: 0 };
  }
  for (const [triedAlone, name] of HYPOTHESES.entries()) {
    const isAlone: Wanted = (mistakes) => mistakes.length === 1 && mistakes[0] === name;
    for (const draft of combined(clues, keysOf, isAlone)) yield { draft, triedAlone };
  }
  for (const draft of combined(clues, keysOf, (mistakes) => mistakes.length === 2)) {
    yield { draft, triedAlone: HYPOTHESES.length };
  }
}

type KeysOf = (secret: string, scheme: WebhookScheme) => readonly KeyForm[];
type Wanted = (mistakes: readonly DeliveryHypothesis[]) => boolean;

/** Makes the forms of each key once, so that it is prepared once too. */
function keysByScheme(): KeysOf {
  const made = new Map<WebhookScheme, (secret: string) => readonly KeyForm[]>();
  return (secret, scheme) => {
    const make = made.get(scheme) ?? cached((text) => keyForms(text, scheme));
    made.set(scheme, make);
    return make(secret);
  };
}

/** The drafts of every secret whose mistakes are wanted. */
function* combined(clues: Clues, keysOf: KeysOf, isWanted: Wanted): Generator<Draft> {
  const { secrets, payloads, bodies } = clues;
  for (const [secretIndex, secret] of secrets.entries()) {
    for (const payload of payloads) {
      for (const key of keysOf(secret, payload.scheme)) {
        for (const body of bodies.forms) {
          const mistakes = [body, key, payload].flatMap(({ mistake }) => mistake ?? []);
          if (isWanted(mistakes)) yield { mistakes, payload, key, body, secretIndex };
        }
      }
    }
  }
}
