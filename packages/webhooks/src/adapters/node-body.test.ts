import { describe, expect, it } from 'vitest';
import { readNodeBody, readStream, type NodeStream, type ParsedBody } from './node-body.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** A stream of these chunks, and how many of them were read. */
function streamOf(...chunks: unknown[]): NodeStream & { readonly taken: () => number } {
  let at = 0;
  return {
    taken: () => at,
    [Symbol.asyncIterator]: () => ({
      next: () =>
        Promise.resolve(
          at < chunks.length ? { value: chunks[at++] } : { done: true, value: undefined },
        ),
    }),
  };
}

describe('the body of a Node request', () => {
  const read = (parsed: ParsedBody, stream: NodeStream = streamOf('from the stream')) =>
    readNodeBody(stream, parsed, { maxBytes: 100, mend: 'mend it so' });

  it.each<[string, ParsedBody, unknown]>([
    ['the raw body, as bytes', { rawBody: bytes('raw'), body: {} }, bytes('raw')],
    ['the raw body, as text', { rawBody: 'raw', body: 'not so raw' }, 'raw'],
    ['a body that is text', { rawBody: undefined, body: 'text' }, 'text'],
    ['a body that is empty', { body: '' }, ''],
    ['the stream, where nothing was kept', {}, bytes('from the stream')],
    ['the stream, where the body is no raw one', { body: {} }, bytes('from the stream')],
  ])('is %s', async (_, parsed, expected) => {
    expect(await read(parsed)).toEqual(expected);
  });

  it.each([
    [undefined, 'a request whose body was read'],
    [{ a: 1 }, 'an object'],
    [null, 'null'],
  ])('is lost where the stream was read into %j', async (body, received) => {
    const stream = { ...streamOf('the rest'), readableDidRead: true };
    await expect(read({ body }, stream)).rejects.toThrow(`received ${received}; mend it so`);
    await expect(read({ body }, stream)).rejects.toMatchObject({ code: 'RAW_BODY_REQUIRED' });
    await expect(read({ body: 'kept' }, stream)).resolves.toBe('kept');
  });
});

describe('what is read of a stream', () => {
  it('is its bytes in order, of chunks of bytes or of text', async () => {
    const stream = streamOf(bytes('{"a"'), ':"é', '🎉"', bytes('}'));
    expect(await readStream(stream, 100)).toEqual(bytes('{"a":"é🎉"}'));
    expect(await readStream(streamOf(), 100)).toEqual(bytes(''));
  });

  it('has the bound for its most', async () => {
    expect(await readStream(streamOf('12', '345'), 5)).toEqual(bytes('12345'));
    const longer = streamOf('12', '3456', '789');
    await expect(readStream(longer, 5)).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    // So that the sender, which reads when it has written, sees the answer.
    expect(longer.taken()).toBe(3);
  });

  it('is refused where its chunks are no bytes', async () => {
    const objects = streamOf({ id: 'evt_1' });
    await expect(readStream(objects, 100)).rejects.toMatchObject({ code: 'RAW_BODY_REQUIRED' });
  });
});
