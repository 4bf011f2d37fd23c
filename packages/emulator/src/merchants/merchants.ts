import { API_KEY_PREFIXES, type Environment } from '@luxcore/contract';
import { SCOPES, type Scope } from '@luxcore/scopes';
import { ApiError } from '../http/api-error.ts';
import type { Ids } from '../ids.ts';
import type { State } from '../state/state.ts';
import type { Table } from '../state/table.ts';
import { CREDENTIALS } from './credentials.ts';

/** Who makes a request, and what they may do. */
export interface Caller {
  readonly merchantId: number;
  readonly environment: Environment;
  readonly scopes: readonly Scope[];
  /** What rate limits are counted by: the key itself, since two may look alike without their secret part. */
  readonly meter: string;
  /** The same without anything secret. */
  readonly shown: string;
}

/** An API key of v1. */
export interface ApiKey {
  readonly key: string;
  readonly merchantId: number;
  readonly environment: Environment;
  readonly scopes: readonly Scope[];
  readonly active: boolean;
}

/** A secret of v2. */
export interface HmacSecret {
  readonly secret: string;
  readonly merchantId: number;
  /** [Assumed] A v2 secret belongs to one environment. */
  readonly environment: Environment;
  readonly active: boolean;
}

/** What a bearer token must be signed with. */
export interface BearerKey {
  /** The `kid` of its tokens. */
  readonly id: string;
  /** The one algorithm that its tokens may name. */
  readonly algorithm: 'HS256' | 'EdDSA';
  /** The secret of HS256 as text, or the public key of EdDSA as a JWK. */
  readonly key: string | Readonly<Record<string, unknown>>;
  /** The `aud` that its tokens must have. */
  readonly audience: string;
  /** Whose tokens they are. */
  readonly merchantId: number;
  /** The environment that its tokens reach. */
  readonly environment: Environment;
  /** What its tokens may do at most; a token's own `scope` may take from it. */
  readonly scopes: readonly Scope[];
}

export const ALL_SCOPES: readonly Scope[] = Object.keys(SCOPES) as Scope[];
const READ_SCOPES = ALL_SCOPES.filter((scope) => scope.endsWith('.read'));

/** [Assumed] Whom a bearer token is for. */
export const AUDIENCE = 'https://api.lux-core.io';

const KEY_LETTERS = 24;
const SECRET_LETTERS = 40;

/** The merchants' credentials. */
export class Merchants {
  readonly #keys: Table<ApiKey>;
  readonly #secrets: Table<HmacSecret>;
  readonly #bearers: Table<BearerKey>;
  readonly #ids: Ids;

  constructor(state: State, ids: Ids) {
    this.#keys = state.table('keys');
    this.#secrets = state.table('secrets');
    this.#bearers = state.table('bearers');
    this.#ids = ids;
    if (this.#keys.size === 0 && this.#secrets.size === 0) {
      state.transaction(() => {
        this.#addEmulated();
      });
    }
  }

  key(key: string): ApiKey | undefined {
    return this.#keys.get(key);
  }

  keys(): ApiKey[] {
    return [...this.#keys.values()];
  }

  /** The active secrets of a merchant, the oldest first. */
  secrets(merchantId: number): HmacSecret[] {
    return [...this.#secrets.values()].filter((row) => row.merchantId === merchantId && row.active);
  }

  bearer(id: string | undefined): BearerKey | undefined {
    return id === undefined ? undefined : this.#bearers.get(id);
  }

  createKey(
    environment: Environment,
    scopes: readonly Scope[],
    merchantId: number = CREDENTIALS.merchantId,
  ): ApiKey {
    const key = this.#keys.freshKey(
      () => API_KEY_PREFIXES[environment] + this.#ids.letters(KEY_LETTERS),
    );
    return this.#keys.set(key, { key, merchantId, environment, scopes, active: true });
  }

  /** Several keys may be active at once; one that is not is refused as an unknown one is. */
  setKeyActive(key: string, active: boolean): void {
    const row = this.#keys.get(key);
    if (row === undefined) throw new ApiError('NOT_FOUND', 'key: expected one of the emulator');
    this.#keys.set(key, { ...row, active });
  }

  /** Gives a merchant one more secret; the others stay as they are. */
  createSecret(environment: Environment, merchantId: number = CREDENTIALS.merchantId): string {
    const secret = this.#secrets.freshKey(() => this.#ids.letters(SECRET_LETTERS));
    this.#secrets.set(secret, { secret, merchantId, environment, active: true });
    return secret;
  }

  revokeSecret(secret: string): void {
    const row = this.#secrets.get(secret);
    if (row === undefined) throw new ApiError('NOT_FOUND', 'secret: expected one of the emulator');
    this.#secrets.set(secret, { ...row, active: false });
  }

  /** LuxCore's rule: moving a merchant from v1 to v2 revokes its keys and issues HMAC credentials. */
  moveToV2(merchantId: number): string {
    for (const row of [...this.#keys.values()]) {
      if (row.merchantId === merchantId) this.#keys.set(row.key, { ...row, active: false });
    }
    return this.createSecret('test', merchantId);
  }

  addBearer(key: BearerKey): void {
    this.#bearers.set(key.id, key);
  }

  #addEmulated(): void {
    const {
      merchantId,
      hmacSecret,
      testKey,
      productionKey,
      readOnlyKey,
      bearerKeyId,
      bearerSecret,
    } = CREDENTIALS;
    const own = { merchantId, active: true };
    const keys = [
      { key: testKey, environment: 'test', scopes: ALL_SCOPES },
      { key: productionKey, environment: 'production', scopes: ALL_SCOPES },
      { key: readOnlyKey, environment: 'test', scopes: READ_SCOPES },
    ] as const;
    for (const row of keys) this.#keys.set(row.key, { ...own, ...row });
    this.#secrets.set(hmacSecret, { ...own, secret: hmacSecret, environment: 'test' });
    this.addBearer({
      id: bearerKeyId,
      algorithm: 'HS256',
      key: bearerSecret,
      audience: AUDIENCE,
      merchantId,
      environment: 'test',
      scopes: ALL_SCOPES,
    });
  }
}
