import type { CanonicalParts } from '../canonical-string.ts';
import type { RefusalCode } from '../refusal.ts';
import data from './vectors.json' with { type: 'json' };

/** A body as data: text that is hashed as UTF-8, bytes, or one byte in hex and how often it comes. */
export type VectorBody =
  | {
      /** Hashed as UTF-8. */
      readonly text: string;
    }
  | {
      /** RFC 4648, with padding. */
      readonly base64: string;
    }
  | {
      /** Two digits a byte. */
      readonly hex: string;
    }
  | {
      /** One byte, two hex digits. */
      readonly repeat: string;
      /** How many bytes. */
      readonly length: number;
    };

/** A request, and every stage of its signature. */
export interface SigningVector extends CanonicalParts {
  /** What the case is about, in words. */
  readonly name: string;
  /** The HMAC key, as UTF-8. */
  readonly secret: string;
  /** `null` for none; `vectorBody` reads it. */
  readonly body: VectorBody | null;
  /** The text that is signed. */
  readonly canonical: string;
  /** The value of `X-Signature`, its prefix included. */
  readonly signature: string;
}

/** A request as it arrives, and what a verifier answers. */
export interface RequestVector {
  /** The verifier's time, Unix time in seconds. */
  readonly now: number;
  /** HTTP method as received. */
  readonly method: string;
  /** The request target as received. */
  readonly path: string;
  /** Names and values in the order received, so that one that is sent twice can be told. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** `null` for none; `vectorBody` reads it. */
  readonly body: VectorBody | null;
  /** Why it is refused; `null` where it is accepted. */
  readonly code: RefusalCode | null;
}

/** What a verifier that has seen nothing yet is given; the case is about the last request. */
export interface VerificationVector {
  /** What the case is about, in words. */
  readonly name: string;
  /** The secrets of each merchant that is known, by its id. */
  readonly secrets: Readonly<Record<string, readonly string[]>>;
  /** In the order in which they arrive. */
  readonly requests: readonly RequestVector[];
}

/** The form of {@link VECTORS}. */
export interface Vectors {
  /** What the file is, for who finds it alone. */
  readonly description: string;
  /** Rises when the form of the file changes. */
  readonly version: number;
  /** What LuxCore does not document, and the vectors take for granted. */
  readonly assumed: readonly string[];
  /** What is signed, its parts in braces. */
  readonly template: string;
  /** How far a timestamp may lie from now, in seconds and both ways. */
  readonly toleranceSeconds: number;
  /** How long a nonce is remembered beyond that. */
  readonly nonceMarginSeconds: number;
  /** What each field of a case holds. */
  readonly fields: Readonly<Record<string, string>>;
  /** What a verifier checks, in this order, each with its code. */
  readonly rules: readonly string[];
  /** What a signer makes of a request. */
  readonly signing: readonly SigningVector[];
  /** Cases whose last request is accepted. */
  readonly acceptances: readonly VerificationVector[];
  /** Cases whose last request is refused. */
  readonly refusals: readonly VerificationVector[];
}

/**
 * Signed requests, and requests that a verifier accepts or refuses: the same data as
 * `@luxcore/signing/vectors.json`, for tests of another signer, verifier or runtime.
 *
 * [Assumed] all that `assumed` lists, the canonical string first: the vectors tell what this package
 * assumes, not what LuxCore has confirmed.
 *
 * @example
 * ```ts
 * import { signCanonical } from '@luxcore/signing';
 * import { VECTORS } from '@luxcore/signing/vectors';
 *
 * for (const { name, secret, canonical, signature } of VECTORS.signing) {
 *   if (signCanonical(secret, canonical) !== signature) console.error(name);
 * }
 * ```
 */
export const VECTORS: Vectors = data as unknown as Vectors;
