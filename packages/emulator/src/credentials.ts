import { API_KEY_PREFIXES, type Environment } from '@luxcore/contract';
import { SCOPES, type Scope } from '@luxcore/scopes';

/** What a merchant's developer needs to call the emulator. None of it works anywhere else. */
export interface Credentials {
  /** The numeric merchant id. */
  readonly merchantId: number;
  /** Signs v2 requests, in the test environment. */
  readonly hmacSecret: string;
  /** A v1 key of the test environment with every scope. */
  readonly testKey: string;
  /** A v1 key of the emulated production environment with every scope; it moves no money. */
  readonly productionKey: string;
  /** A v1 key of the test environment that may only read. */
  readonly readOnlyKey: string;
}

/** The emulator's own merchant. The values are fixed, so that examples and tests can name them. */
export const CREDENTIALS: Credentials = {
  merchantId: 1024,
  hmacSecret: 'emulated_hmac_secret_of_merchant_1024',
  testKey: `${API_KEY_PREFIXES.test}emulated_all_scopes`,
  productionKey: `${API_KEY_PREFIXES.production}emulated_all_scopes`,
  readOnlyKey: `${API_KEY_PREFIXES.test}emulated_read_only`,
};

/** Who makes a request, and what they may do. */
export interface Caller {
  readonly merchantId: number;
  readonly environment: Environment;
  readonly scopes: readonly Scope[];
}

const ALL_SCOPES = Object.keys(SCOPES) as Scope[];
const READ_SCOPES = ALL_SCOPES.filter((scope) => scope.endsWith('.read'));

/** The API keys that exist, with what each may do. */
export function emulatedKeys(credentials: Credentials): ReadonlyMap<string, Caller> {
  const { merchantId, testKey, productionKey, readOnlyKey } = credentials;
  return new Map<string, Caller>([
    [testKey, { merchantId, environment: 'test', scopes: ALL_SCOPES }],
    [productionKey, { merchantId, environment: 'production', scopes: ALL_SCOPES }],
    [readOnlyKey, { merchantId, environment: 'test', scopes: READ_SCOPES }],
  ]);
}

/** [Assumed] A v2 secret belongs to one environment; a signature carries every scope. */
export function signingCaller(merchantId: string): Caller {
  return { merchantId: Number(merchantId), environment: 'test', scopes: ALL_SCOPES };
}
