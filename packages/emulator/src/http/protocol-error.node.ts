import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** What Node's parser refuses, by its code; anything else is 400. */
const PROTOCOL_ERRORS: Readonly<Record<string, readonly [status: number, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'headers: expected at most 16 KiB, received more'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'body: expected short chunk extensions, received long ones'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request: expected all of it by now, received a part'],
};

/**
 * Answers what is no HTTP request in the shape of every other error, and ends the connection: nothing
 * behind it can be read.
 *
 * @param current - The answer that is being given on this connection, if there is one.
 */
export function answerProtocolError(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  current: ServerResponse | undefined,
): void {
  const isUnderWay = current?.headersSent === true && !current.writableFinished;
  if (!socket.writable || isUnderWay || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [statusCode, message] = PROTOCOL_ERRORS[error.code ?? ''] ?? [400, UNREADABLE];
  const body = JSON.stringify({ statusCode, message, error: 'VALIDATION_ERROR' });
  const head = [
    `HTTP/1.1 ${String(statusCode)} ${STATUS_CODES[statusCode] ?? ''}`,
    'Content-Type: application/json',
    `Content-Length: ${String(body.length)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

const UNREADABLE = 'request: expected HTTP/1.1, received what cannot be read as that';
