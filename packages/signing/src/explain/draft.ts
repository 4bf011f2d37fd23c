import type { HmacKey } from '../engine/engine.ts';
import { currentEngine } from '../engine/current-engine.ts';

/** What somebody may have signed: each part as it went into the text, and how they were joined. */
export interface Draft {
  readonly timestamp: string;
  readonly nonce: string;
  readonly method: string;
  readonly path: string;
  readonly body: Uint8Array;
  readonly secret: HmacKey;
  readonly 'canonical string': Form;
}

/** How the parts of a canonical string are joined. */
export interface Form {
  readonly order: readonly DraftPart[];
  readonly separator: string;
}

export type DraftPart = 'version' | 'timestamp' | 'nonce' | 'method' | 'path' | 'bodySha256';

/** How they should be joined. */
export const FORM: Form = {
  order: ['version', 'timestamp', 'nonce', 'method', 'path', 'bodySha256'],
  separator: '.',
};

/** The canonical string of a draft. */
export function draftCanonical(draft: Draft, version: string): string {
  const { order, separator } = draft['canonical string'];
  const texts = { ...draft, version, bodySha256: hashOf(draft.body) };
  return order.map((part) => texts[part]).join(separator);
}

const hashes = new WeakMap<Uint8Array, string>();

/** Many drafts share one body; its bytes are hashed once. */
export function hashOf(body: Uint8Array): string {
  const known = hashes.get(body);
  if (known !== undefined) return known;
  const hash = currentEngine().sha256Hex(body);
  hashes.set(body, hash);
  return hash;
}
