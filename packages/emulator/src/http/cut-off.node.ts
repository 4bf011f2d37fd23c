import type { IncomingMessage, ServerResponse } from 'node:http';

/** Closes a connection without a word, as a network does that is gone. */
export function loseConnection(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  isReset = false,
): void {
  if (isReset) incoming.socket.resetAndDestroy();
  // On Deno and Bun the request's own `destroy` leaves the connection open.
  outgoing.destroy();
  incoming.socket.destroy();
}

/** Sends as much of an answer as there is before its body breaks off, and loses the connection. */
export async function sendCutOff(
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  try {
    for await (const chunk of response.body ?? []) {
      await new Promise<void>((resolve) => {
        outgoing.write(chunk, () => {
          resolve();
        });
      });
    }
  } catch {
    // What is there is sent.
  }
  loseConnection(incoming, outgoing);
}
