import { REQUEST_ID_HEADER } from '@luxcore/errors';
import type { ApiResponse } from '../api-promise.ts';
import type { TransportResponse } from '../transport/transport.ts';
import { headerOf, toHeaders } from './answer-headers.ts';

/** Makes the result of a call; Headers for who asks for them, since few do. */
export function decodedResponse<Data>(
  data: Data,
  { status, headers }: TransportResponse,
  attempts: number,
): ApiResponse<Data> {
  return {
    data,
    status,
    get headers() {
      return toHeaders(headers);
    },
    get requestId() {
      return headerOf(headers, REQUEST_ID_HEADER);
    },
    attempts,
  };
}
