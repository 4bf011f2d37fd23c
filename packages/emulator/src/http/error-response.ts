import { ApiError } from './api-error.ts';

/** An error as an answer, where no route is there to give it. */
export function errorResponse({ status, body }: ApiError): Response {
  return Response.json(body, { status });
}
