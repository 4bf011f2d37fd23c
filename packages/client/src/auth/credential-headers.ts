/** The header of a v1 API key. Documented by LuxCore. */
export const API_KEY_HEADER = 'X-API-Key';

/** The header of a bearer token. [Assumed] LuxCore documents the token, not its header. */
export const BEARER_HEADER = 'Authorization';
