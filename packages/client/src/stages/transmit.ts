import { ConnectionError, describeValue, isLuxCoreError, type LuxCoreError } from '@luxcore/errors';
import type { Transport, TransportRequest, TransportResponse } from '../transport/transport.ts';

/** Gives an attempt to the transport, and makes sure that what comes back is an answer. */
export async function transmit(
  transport: Transport,
  request: TransportRequest,
  label: string,
): Promise<TransportResponse> {
  try {
    return checkResponse(await transport(request));
  } catch (cause) {
    if (isLuxCoreError(cause) && isBelieved(cause)) {
      // Anew, for what is added to it: a transport may reject with one and the same error.
      throw cause.name === 'ConnectionError' ? copyOf(cause) : cause;
    }
    throw new ConnectionError(`${label}: the connection failed`, {
      code: 'CONNECTION_FAILED',
      cause,
    });
  }
}

function copyOf(error: LuxCoreError): ConnectionError {
  const { message, cause } = error;
  const options = Object.assign({}, error, { cause, merchantReference: undefined });
  return new ConnectionError(message, options);
}

/** That nothing was sent, a transport says by a ConnectionError, or by an option that it cannot use. */
function isBelieved({ name, code, outcome }: LuxCoreError): boolean {
  return outcome === 'unknown' || name === 'ConnectionError' || code === 'INVALID_OPTION';
}

/** Checks what a transport or a middleware of the caller's own answers with. */
export function checkResponse(response: TransportResponse): TransportResponse {
  const { status, headers, body } = { ...(response as Partial<TransportResponse> | null) };
  const isAnswer =
    Number.isInteger(status) &&
    typeof headers === 'object' &&
    (headers as unknown) !== null &&
    body instanceof Uint8Array;
  if (isAnswer) return response;
  throw new TypeError(
    `expected an answer as {status, headers, body} with the body as bytes, received ${describeValue(response)}`,
  );
}
