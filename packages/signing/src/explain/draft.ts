import type { HmacKey } from '../engine/engine.ts';
import { currentEngine } from '../engine/current-engine.ts';

/** What somebody may have signed: each part as it went into the text, and how they were joined. */
export interface Draft {
  readonly timestamp: string;
  readonly nonce: string;
  readonly method: string;
  readonly path: string;
  readonly body: Uint8Array;
  readonly key: HmacKey;
  /** The parts in the order in which they were joined. */
  readonly order: readonly DraftPart[];
  readonly separator: string;
}

export type DraftPart = 'version' | 'timestamp' | 'nonce' | 'method' | 'path' | 'bodySha256';

export const ORDER: readonly DraftPart[] = [
  'version',
  'timestamp',
  'nonce',
  'method',
  'path',
  'bodySha256',
];

/** The canonical string of a draft. */
export function draftCanonical(draft: Draft, version: string): string {
  const bodySha256 = hashOf(draft.body);
  const texts = { ...draft, version, bodySha256 };
  return draft.order.map((part) => texts[part]).join(draft.separator);
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
