import {
  createVerifier,
  explain,
  memoryNonceStore,
  SIGNATURE_HEADERS,
  type Acceptance,
  type Clock,
  type ReceivedRequest,
  type Refusal,
  type RefusalCode,
} from '@luxcore/signing';
import { ApiError } from '../http/api-error.ts';
import { CREDENTIALS } from '../merchants/credentials.ts';
import {
  ALL_SCOPES,
  type Caller,
  type HmacSecret,
  type Merchants,
} from '../merchants/merchants.ts';
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

export function createSignatureCheck(merchants: Merchants, now: Clock): SignatureCheck {
  let given: readonly HmacSecret[] = [];
  const verifier = createVerifier({
    secretsFor(id) {
      given = merchants.secrets(Number(id));
      return given.map(({ secret }) => secret);
    },
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
    const verifying = verifier.verify(request);
    // Those that this request is verified with, asked for by now: while it waits they may be revoked.
    const secrets = given;
    const result = await verifying;
    if (result.ok) return callerOf(result, secrets);
    throw new ApiError(result.code, result.reason, explanationOf(result, request));
  };

  /** [Assumed] A signature carries every scope. */
  function callerOf(
    { merchantId: id, secretIndex }: Acceptance,
    secrets: readonly HmacSecret[],
  ): Caller {
    const environment = secrets[secretIndex]?.environment;
    if (environment === undefined) throw new Error('The secret that was accepted is none of these');
    const meter = `merchant ${id} ${environment}`;
    return { merchantId: Number(id), environment, scopes: ALL_SCOPES, meter, shown: meter };
  }

  function explanationOf({ code }: Refusal, request: RequestToCheck): Record<string, unknown> {
    const merchantId = Number(
      request.headers.get(SIGNATURE_HEADERS.merchantId) ?? CREDENTIALS.merchantId,
    );
    // By the newest secret: the one that a developer has been given last.
    const secret = merchants.secrets(merchantId).at(-1)?.secret;
    if (secret === undefined || !EXPLAINED.includes(code)) return {};
    try {
      const { findings, text } = explain({ request, secret, now });
      return { explanation: { findings, text } };
    } catch {
      // The refusal stands without it: that a mistake cannot be found is no fault of the request.
      return {};
    }
  }
}
