import { API_KEY_PREFIXES } from '@luxcore/contract';

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
  /** The `kid` of bearer tokens that are signed with `bearerSecret`. */
  readonly bearerKeyId: string;
  /** Signs bearer tokens of v1 (HS256), in the test environment. */
  readonly bearerSecret: string;
}

/** The emulator's own merchant. The values are fixed, so that examples and tests can name them. */
export const CREDENTIALS: Credentials = {
  merchantId: 1024,
  hmacSecret: 'emulated_hmac_secret_of_merchant_1024',
  testKey: `${API_KEY_PREFIXES.test}emulated_all_scopes`,
  productionKey: `${API_KEY_PREFIXES.production}emulated_all_scopes`,
  readOnlyKey: `${API_KEY_PREFIXES.test}emulated_read_only`,
  bearerKeyId: 'emulated_bearer_key',
  bearerSecret: 'emulated_bearer_secret_of_merchant_1024',
};
