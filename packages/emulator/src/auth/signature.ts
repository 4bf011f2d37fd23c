import {
  createVerifier,
  explain,
  memoryNonceStore,
  type Clock,
  type ReceivedRequest,
  type Refusal,
  type RefusalCode,
} from '@luxcore/signing';
import { signingCaller, type Caller, type Credentials } from '../credentials.ts';
import { ApiError } from '../http/api-error.ts';

/** v2: finds whose signature a request carries, or throws with an explanation of what is wrong. */
export type SignatureCheck = (request: ReceivedRequest) => Promise<Caller>;

/** The refusals about which the request itself has more to tell than its code. */
const EXPLAINED: readonly RefusalCode[] = [
  'MISSING_HEADER',
  'INVALID_TIMESTAMP',
  'TIMESTAMP_OUT_OF_RANGE',
  'MALFORMED_SIGNATURE',
  'INVALID_SIGNATURE',
];

export function createSignatureCheck(credentials: Credentials, now: Clock): SignatureCheck {
  const { hmacSecret } = credentials;
  const merchantId = String(credentials.merchantId);
  const verifier = createVerifier({
    secretsFor: (id) => (id === merchantId ? hmacSecret : undefined),
    nonces: memoryNonceStore({ now }),
    now,
  });

  return async (request) => {
    const { headers } = request;
    if (headers instanceof Headers && headers.has('x-api-key')) {
      throw new ApiError(
        'UNAUTHORIZED',
        'X-API-Key: expected the five headers of a v2 signature, received an API key, which v2 does not accept',
      );
    }
    const result = await verifier.verify(request);
    if (result.ok) return signingCaller(result.merchantId);
    throw new ApiError(result.code, result.reason, explanationOf(result, request));
  };

  function explanationOf({ code }: Refusal, request: ReceivedRequest): Record<string, unknown> {
    if (!EXPLAINED.includes(code)) return {};
    const { findings, text } = explain({ request, secret: hmacSecret, now });
    return { explanation: { findings, text } };
  }
}
