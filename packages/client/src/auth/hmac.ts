import { assertOption } from '@luxcore/errors';
import type { Scope, ScopeName } from '@luxcore/scopes';
import { createAttemptSigner } from '@luxcore/signing/primitives';
import type { Auth, AuthContext, AuthOptions, CredentialList, RequestToAuthorise } from './auth.ts';
import { rotationOf, type Rotation } from '../stages/rotation.ts';
import { serverClock } from '../stages/server-clock.ts';

/** The v2 credentials of a merchant, as LuxCore issued them: one secret, or several in its place. */
export type HmacCredentials = {
  /** The numeric merchant id, as a number or as its digits. */
  readonly merchantId: number | string;
} & (
  | {
      /** The payment HMAC secret: no API key, and no webhook secret. */
      readonly secret: string;
      readonly secrets?: undefined;
    }
  | {
      /** While they are rotated: the first is used until LuxCore refuses it, then the next. */
      readonly secrets: readonly string[];
      readonly secret?: undefined;
    }
);

/**
 * Authenticates with v2 signatures (HMAC-SHA256): each attempt is signed anew, with its own time and
 * nonce, over the path, query and bytes that are sent. v2 has `payments.create`, `balance.get` and
 * `balance.all`; nothing else is there to call.
 *
 * The credentials are checked at the first request, which rejects with {@link ConfigurationError}
 * `INVALID_SECRET` (an API key or a webhook secret in its place, white space around it), with
 * {@link SigningError} `INVALID_MERCHANT`, or with `INVALID_OPTION` for an unknown scope.
 *
 * @example
 * ```ts
 * import { createClient, hmac } from '@luxcore/client';
 *
 * const client = createClient({ auth: hmac({ merchantId: 1024, secret: 'test_secret' }) });
 * const { balances } = await client.balance.all();
 * ```
 */
export function hmac<const Granted extends readonly ScopeName[] = readonly Scope[]>(
  credentials: HmacCredentials & AuthOptions<Granted>,
): Auth<'hmac', Granted[number]> {
  const { scopes, ...secrets } = { ...credentials };
  return {
    kind: 'hmac',
    scopes,
    v1: undefined,
    clock: serverClock,
    prepare: (context) => prepareHmac(secrets, context),
  };
}

/** Checks the credentials, and prepares a signer of each secret. */
export function prepareHmac(
  { merchantId, ...given }: HmacCredentials,
  { now, emit }: AuthContext,
): Rotation {
  const credentials = secretsOf(given).map((secret) => {
    const signer = createAttemptSigner({ merchantId, secret, now });
    return {
      id: signer,
      limitKey: `merchant ${signer.merchantId}`,
      authorise: ({ method, path, body }: RequestToAuthorise) => signer.sign(method, path, body),
    };
  });
  return rotationOf(credentials as unknown as CredentialList, emit);
}

interface Secrets {
  readonly secret?: string | undefined;
  readonly secrets?: readonly string[] | undefined;
}

/** At least one, which may still be none at all: whoever signs with it checks it. */
function secretsOf({ secret, secrets }: Secrets): readonly string[] {
  if (secrets === undefined) return [secret ?? ''];
  const isList: boolean = Array.isArray(secrets) && secrets.length > 0;
  assertOption(
    secret === undefined && isList,
    'secrets',
    'a list of secrets that is not empty, in place of `secret`',
    secret === undefined ? typeof secrets : 'both',
  );
  return secrets;
}
