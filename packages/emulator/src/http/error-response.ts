import type { ApiError } from './api-error.ts';

/** An error as an answer. */
export function errorResponse({ status, body, headers }: ApiError): Response {
  return Response.json(body, { status, headers: { ...headers } });
}
