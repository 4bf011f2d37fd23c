import { describeValue } from '@luxcore/errors';
import { canonicalScope, type Scope } from '@luxcore/scopes';
import { decodeProtectedHeader, errors, importJWK, jwtVerify, type JWTPayload } from 'jose';
import { ApiError } from '../http/api-error.ts';
import type { BearerKey, Caller, Merchants } from '../merchants/merchants.ts';

/** Clocks may differ by so many seconds. */
const TOLERANCE_SECONDS = 5;

/**
 * v1: finds whose bearer token this is (RFC 6750, RFC 7519). The algorithm is that of the key which the
 * token's `kid` names, whatever the token says; it must expire, and be for LuxCore.
 *
 * [Assumed] what a token holds: LuxCore documents that some endpoints take one, no more.
 */
export async function callerOfBearer(
  authorization: string,
  merchants: Merchants,
  now: () => number,
): Promise<Caller> {
  const token = /^bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
  if (token === undefined) throw refused('Bearer and a token', 'another scheme or form');
  const key = merchants.bearer(keyIdOf(token));
  if (key === undefined) throw refused('a token whose kid is that of a key', 'one of another');
  const payload = await verified(token, key, now);
  const { merchantId, environment } = key;
  const meter = `bearer ${key.id}`;
  return { merchantId, environment, scopes: scopesOf(payload, key), meter, shown: meter };
}

/** Refuses an `Authorization` where none is taken. */
export function refuseAuthorization(headers: Headers, expected: string): void {
  const value = headers.get('authorization');
  if (value === null) return;
  const received = /^bearer(?: |$)/i.test(value) ? 'a bearer token' : 'another scheme';
  throw new ApiError('UNAUTHORIZED', `Authorization: expected ${expected}, received ${received}`);
}

function keyIdOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    throw refused('a JWT', 'what cannot be read as one');
  }
}

async function verified(token: string, key: BearerKey, now: () => number): Promise<JWTPayload> {
  const { algorithm, audience } = key;
  const secret = await importedKey(key);
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: [algorithm],
      audience,
      requiredClaims: ['exp'],
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(now()),
    });
    return payload;
  } catch (error) {
    // What went wrong, not the token.
    if (error instanceof errors.JOSEError) {
      throw refused(`a token of ${algorithm} for ${audience} that has not expired`, error.code);
    }
    throw error;
  }
}

async function importedKey({ id, key, algorithm }: BearerKey): Promise<CryptoKey | Uint8Array> {
  if (typeof key === 'string') return new TextEncoder().encode(key);
  try {
    return await importJWK(key, algorithm);
  } catch {
    throw refused(`a key ${id} of ${algorithm} that can be read`, 'one that cannot');
  }
}

/** A token may have fewer scopes than its key: `scope` (RFC 8693), texts apart by spaces. */
function scopesOf({ scope }: JWTPayload, key: BearerKey): readonly Scope[] {
  if (scope === undefined) return key.scopes;
  if (typeof scope !== 'string') throw refused('scope as a text', describeValue(scope));
  const named = scope.split(' ').map((name) => {
    try {
      return canonicalScope(name);
    } catch {
      return undefined;
    }
  });
  return key.scopes.filter((one) => named.includes(one));
}

function refused(expected: string, received: string): ApiError {
  return new ApiError('UNAUTHORIZED', `Authorization: expected ${expected}, received ${received}`);
}
