import {
  createVerifier,
  explain,
  memoryNonceStore,
  SIGNATURE_HEADERS,
  type Clock,
  type ReceivedRequest,
  type Refusal,
  type RefusalCode,
} from '@luxcore/signing';
import { signingCaller, type Caller, type Credentials } from '../credentials.ts';
import { ApiError } from '../http/api-error.ts';
import { refuseAuthorization } from './bearer.ts';

/** A request with what the emulator reads of it. */
export interface RequestToCheck extends ReceivedRequest {
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** v2: finds whose signature a request carries, or throws with an explanation of what is wrong. */
export type SignatureCheck = (request: RequestToCheck) => Promise<Caller>;

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
    if (headers.has('x-api-key')) {
      throw new ApiError(
        'UNAUTHORIZED',
        'X-API-Key: expected the five headers of a v2 signature, received an API key, which v2 does not accept',
      );
    }
    if (!headers.has(SIGNATURE_HEADERS.signature)) {
      refuseAuthorization(headers, 'the five headers of a v2 signature');
    }
    const result = await verifier.verify(request);
    if (result.ok) return signingCaller(result.merchantId);
    throw new ApiError(result.code, result.reason, explanationOf(result, request));
  };

  function explanationOf({ code }: Refusal, request: RequestToCheck): Record<string, unknown> {
    if (!EXPLAINED.includes(code)) return {};
    try {
      const { findings, text } = explain({ request, secret: hmacSecret, now });
      return { explanation: { findings, text } };
    } catch {
      // The refusal stands without it: that a mistake cannot be found is no fault of the request.
      return {};
    }
  }
}
