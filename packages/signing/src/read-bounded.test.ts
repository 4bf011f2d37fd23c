import { describe, expect, it } from 'vitest';
import { DROPPED_BYTES } from './collect-bounded.ts';
import { readBounded } from './read-bounded.ts';

/** A stream of these chunks, and what became of it. */
function streamOf(chunks: Uint8Array[], cancel = (): Promise<void> => Promise.resolve()) {
  const seen = { pulled: 0, cancels: 0 };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks.at(seen.pulled);
        if (chunk === undefined || seen.pulled >= chunks.length) controller.close();
        else controller.enqueue(chunk);
        seen.pulled += 1;
      },
      cancel() {
        seen.cancels += 1;
        return cancel();
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, seen };
}

const of = (...lengths: number[]) => lengths.map((length) => new Uint8Array(length).fill(length));

describe('readBounded', () => {
  it('reads null as no bytes', async () => {
    expect(await readBounded(null, 0)).toEqual(new Uint8Array(0));
  });

  it('joins the chunks in their order', async () => {
    const { stream, seen } = streamOf(of(1, 0, 2, 3));
    expect(await readBounded(stream, 6)).toEqual(new Uint8Array([1, 2, 2, 3, 3, 3]));
    expect(seen.cancels).toBe(0);
  });

  it('stops at the first byte beyond the bound, and cancels the rest', async () => {
    const { stream, seen } = streamOf(of(3, 3, 1, 5, 5));
    expect(await readBounded(stream, 6)).toBeUndefined();
    expect(seen).toEqual({ pulled: 3, cancels: 1 });
  });

  it('reads and drops so much of the rest as it is told to', async () => {
    const ended = streamOf(of(3, 3, 1, 5, 5));
    expect(await readBounded(ended.stream, 6, 11)).toBeUndefined();
    expect(ended.seen).toEqual({ pulled: 6, cancels: 0 });
    const longer = streamOf(of(3, 3, 1, 5, 5));
    expect(await readBounded(longer.stream, 6, 5)).toBeUndefined();
    expect(longer.seen).toEqual({ pulled: 4, cancels: 1 });
    const within = streamOf(of(3, 3));
    expect(await readBounded(within.stream, 6, 5)).toHaveLength(6);
  });

  it.each([
    [10_000, true],
    [10_001, false],
  ])('takes %i empty chunks, among others: %s', async (count, isRead) => {
    const chunks = [...of(2), ...of(...Array<number>(count).fill(0)), ...of(1)];
    const { stream, seen } = streamOf(chunks);
    expect(await readBounded(stream, 9)).toEqual(isRead ? new Uint8Array([2, 2, 1]) : undefined);
    expect(seen.cancels).toBe(isRead ? 0 : 1);
  });

  it('does not count chunks that hold bytes', async () => {
    const { stream } = streamOf(of(...Array<number>(10_002).fill(1)));
    expect(await readBounded(stream, 20_000)).toHaveLength(10_002);
  });

  it('answers also where the stream fails or never ends to be cancelled', async () => {
    const failing = streamOf(of(2), () => Promise.reject(new Error('away')));
    expect(await readBounded(failing.stream, 1)).toBeUndefined();
    const waiting = streamOf(of(2), () => new Promise(() => undefined));
    expect(await readBounded(waiting.stream, 1)).toBeUndefined();
  });

  it('rejects with what the stream fails with', async () => {
    const stream = new ReadableStream<Uint8Array>({
      pull() {
        throw new Error('cut off');
      },
    });
    await expect(readBounded(stream, 9)).rejects.toThrow('cut off');
  });
});

it('is given 16 MiB more by a server, so that a sender of that much reads its answer', () => {
  expect(DROPPED_BYTES).toBe(16_777_216);
});
