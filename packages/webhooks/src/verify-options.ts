import { TOLERANCE_SECONDS, type Clock } from '@luxcore/signing';
import { assertTolerance } from '@luxcore/signing/primitives';
import { LUXCORE } from './scheme/schemes.ts';
import type { WebhookScheme } from './scheme/scheme.ts';
import type { WebhookSecrets } from './scheme/webhook-secret.ts';

/** What deliveries are verified by. */
export interface VerifyOptions {
  /** The `whsec_...` secret of the endpoint, or several while they are rotated. */
  readonly secrets: WebhookSecrets;
  /** How deliveries are signed; `SCHEMES.luxcore` unless told. */
  readonly scheme?: WebhookScheme | undefined;
  /** How far a timestamp may lie from now, in seconds and both ways; 300 unless told. */
  readonly toleranceSeconds?: number | undefined;
  /** Milliseconds since 1970; `Date.now` unless told. */
  readonly now?: Clock | undefined;
}

/** What a delivery is verified by, with what was left out; the secrets are looked at where they are used. */
export function readVerifyOptions(options: VerifyOptions): {
  readonly secrets: WebhookSecrets;
  readonly scheme: WebhookScheme;
  readonly toleranceSeconds: number;
  readonly now: Clock;
} {
  // What somebody has put into Object.prototype is no option.
  const {
    secrets,
    scheme = LUXCORE,
    toleranceSeconds = TOLERANCE_SECONDS,
    now = Date.now,
  } = { __proto__: null, ...options } as VerifyOptions;
  assertTolerance(toleranceSeconds);
  return { secrets, scheme, toleranceSeconds, now };
}
