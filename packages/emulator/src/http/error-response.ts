import { ApiError } from './api-error.ts';

/** An error as an answer. */
export function errorResponse({ status, body }: ApiError): Response {
  return Response.json(body, { status });
}
