/**
 * The versions of the LuxCore API. v1 takes an API key or a bearer token; v2 takes HMAC signatures
 * and no API key.
 */
export const API_VERSIONS = ['v1', 'v2'] as const;

/** A version of the LuxCore API. */
export type ApiVersion = (typeof API_VERSIONS)[number];

/**
 * The documented base URL of each version. Test and production share one host: the credentials
 * choose the environment.
 *
 * @example
 * ```ts
 * import { API_BASE_URLS, operationPath } from '@luxcore/contract';
 *
 * API_BASE_URLS.v1 + operationPath('payments.get', { id: 'pay_1' });
 * // 'https://api.lux-core.io/api/v1/payments/pay_1'
 * ```
 */
export const API_BASE_URLS = {
  v1: 'https://api.lux-core.io/api/v1',
  v2: 'https://api.lux-core.io/api/v2',
} as const;

/** The path part of each base URL, which a v2 signature covers. */
export const API_BASE_PATHS = { v1: '/api/v1', v2: '/api/v2' } as const;

type PerVersion<Table extends Readonly<Record<ApiVersion, string>>> = Table;

/** A documented base URL. */
export type ApiBaseUrl = PerVersion<typeof API_BASE_URLS>[ApiVersion];

/** The path part of a documented base URL. */
export type ApiBasePath = PerVersion<typeof API_BASE_PATHS>[ApiVersion];
