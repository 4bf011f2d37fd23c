import type { PartCode } from './syntax.ts';

/** Why a request is refused; its row of `ERROR_CODES` has the HTTP status to answer with. */
export type RefusalCode =
  | 'MISSING_HEADER'
  | 'DUPLICATE_HEADER'
  | 'UNSUPPORTED_SIGNATURE_VERSION'
  | PartCode
  | 'INVALID_BODY'
  | 'TIMESTAMP_OUT_OF_RANGE'
  | 'INVALID_SIGNATURE'
  | 'NONCE_REUSED'
  | 'NONCE_STORE_UNAVAILABLE'
  | 'VERIFIER_UNAVAILABLE';

/** A request that is not accepted. */
export interface Refusal {
  readonly ok: false;
  /** Literal, to branch on. */
  readonly code: RefusalCode;
  /** What was expected and what came; it holds no secret. */
  readonly reason: string;
}

export function refuse(code: RefusalCode, reason: string): Refusal {
  return { ok: false, code, reason };
}
