import type { IncomingMessage } from 'node:http';

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_MS = 2_000;

/**
 * Reads what is left of a request's body, within bounds, before it is answered. A client that writes
 * all of a large body before it reads would otherwise see a broken pipe in place of the answer.
 */
export function drain(incoming: IncomingMessage): Promise<void> {
  if (incoming.complete || incoming.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let bytes = 0;
    const timer = setTimeout(stop, MAX_MS);
    // The stream that the request's body was read by pauses it again at each chunk.
    incoming.removeAllListeners('data');
    incoming.on('data', count).once('end', stop).once('close', stop).resume();

    function count(chunk: Uint8Array): void {
      bytes += chunk.length;
      if (bytes > MAX_BYTES) stop();
    }
    function stop(): void {
      clearTimeout(timer);
      incoming.off('data', count).off('end', stop).off('close', stop);
      resolve();
    }
  });
}
