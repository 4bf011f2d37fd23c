import { describeValue } from '@luxcore/errors';
import type { Body } from '@luxcore/signing';
import { collectBounded, DROPPED_BYTES, payloadTooLarge } from '@luxcore/signing/primitives';
import { rawBodyRequired, rawBytes } from '../raw-body.ts';

/** As much as is read of the body of a Node request. */
export interface NodeStream extends AsyncIterable<unknown> {
  /** Whether somebody has read of it. */
  readonly readableDidRead?: boolean;
}

/** What a framework, or a parser before this one, has made of a body. */
export interface ParsedBody {
  /** The body as it came, as Firebase gives it, and `verify` of body-parser can. */
  readonly rawBody?: unknown;
  /** Taken where it is still text or bytes; what was parsed is refused. */
  readonly body?: unknown;
}

/**
 * The exact body of a Node request: as somebody has kept it, or else read here. `mend` says, for this
 * framework, what to do where it is lost.
 *
 * @throws {WebhookVerificationError} `RAW_BODY_REQUIRED`
 * @throws {ValidationError} `PAYLOAD_TOO_LARGE`, when the sender has come to read the answer.
 */
export async function readNodeBody(
  stream: NodeStream,
  parsed: ParsedBody,
  { maxBytes, mend }: { readonly maxBytes: number; readonly mend: string },
): Promise<Body> {
  const kept = keptBody(parsed);
  if (kept !== undefined) return kept;
  if (stream.readableDidRead === true) throw bodyLost(parsed.body, mend);
  return readStream(stream, maxBytes);
}

/** The body as it came, where somebody has kept it. */
export function keptBody({ rawBody, body }: ParsedBody): string | Uint8Array | undefined {
  return [rawBody, body].find(isRaw);
}

// Not by instanceof: Jest has a realm of its own. Another view than of bytes is refused by `rawBytes`.
function isRaw(value: unknown): value is string | Uint8Array {
  return typeof value === 'string' || ArrayBuffer.isView(value);
}

/** The error of a body of which only what a parser made of it is left. */
export function bodyLost(body: unknown, mend: string): Error {
  const received = body === undefined ? 'a request whose body was read' : describeValue(body);
  return rawBodyRequired(received, mend);
}

/** The exact bytes of a stream, no more than `maxBytes`. */
export async function readStream(stream: NodeStream, maxBytes: number): Promise<Uint8Array> {
  // Not `for await`: leaving it destroys the socket, and with it the answer that it was too long.
  const iterator = stream[Symbol.asyncIterator]();
  const bytes = await collectBounded(
    async () => {
      const read = await iterator.next();
      return read.done === true ? { done: true } : { value: rawBytes(read.value as Body) };
    },
    maxBytes,
    DROPPED_BYTES,
  );
  if (bytes === undefined) throw payloadTooLarge(maxBytes);
  return bytes;
}
