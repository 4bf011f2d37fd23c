import { describe, expect, it } from 'vitest';
import { memoryNonceStore } from './memory-nonce-store.ts';
import { readRequest } from './read-request.ts';
import { signRequest } from './sign-request.ts';
import { createSigner } from './signer.ts';
import { createVerifier } from './verifier.ts';

const URL_ = 'http://localhost/api/v2/payments?a=%2f&b=c%20d';

function post(body: BodyInit): Request {
  return new Request(URL_, { method: 'POST', body, ...({ duplex: 'half' } as object) });
}

function streamOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> & { wasCancelled: boolean } {
  const stream = Object.assign(
    new ReadableStream<Uint8Array>({
      pull(controller) {
        const chunk = chunks.shift();
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
      cancel() {
        stream.wasCancelled = true;
      },
    }),
    { wasCancelled: false },
  );
  return stream;
}

describe('readRequest', () => {
  it('reads method, path with query, headers and bytes', async () => {
    const body = new Uint8Array([0xef, 0xbb, 0xbf, 0xff, 0]);
    const received = await readRequest(post(body), { maxBytes: 5 });
    expect(received).toMatchObject({ method: 'POST', path: '/api/v2/payments?a=%2f&b=c%20d' });
    expect(received.body).toEqual(body);
    expect(received.headers).toBeInstanceOf(Headers);
  });

  it('reads a request without a body as no bytes', async () => {
    const received = await readRequest(new Request('http://localhost/'), { maxBytes: 0 });
    expect(received).toMatchObject({ method: 'GET', path: '/', body: new Uint8Array(0) });
  });

  it('joins the chunks of a stream', async () => {
    const chunks = [new Uint8Array([1, 2]), new Uint8Array(0), new Uint8Array([3])];
    const { body } = await readRequest(post(streamOf(...chunks)), { maxBytes: 3 });
    expect(body).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('refuses what is too long, drops 16 MiB of the rest, and cancels what is behind', async () => {
    const stream = streamOf(...Array.from({ length: 20 }, () => new Uint8Array(1024 * 1024)));
    await expect(readRequest(post(stream), { maxBytes: 2000 })).rejects.toMatchObject({
      name: 'ValidationError',
      code: 'PAYLOAD_TOO_LARGE',
      message: 'body: expected at most 2000 bytes, received more',
    });
    expect(stream.wasCancelled).toBe(true);
  });

  it.each([
    [-1, 'the number -1'],
    [1.5, 'the number 1.5'],
    [Number.NaN, 'the number NaN'],
    [Infinity, 'the number Infinity'],
    [undefined, 'undefined'],
    ['5', '"5"'],
  ])('refuses the bound %s', async (maxBytes, shown) => {
    const options = { maxBytes } as { maxBytes: number };
    await expect(readRequest(post('x'), options)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: `maxBytes: expected a whole number of bytes from 0, received ${shown}`,
    });
  });

  it('takes no byte where the bound is 0', async () => {
    await expect(readRequest(post('x'), { maxBytes: 0 })).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
    });
  });

  it('reads what signRequest signed so that it verifies', async () => {
    const secret = 'test_secret';
    const signed = await signRequest(createSigner({ merchantId: 7, secret }), post('{"é":1}'));
    const verifier = createVerifier({ secretsFor: () => secret, nonces: memoryNonceStore() });
    const received = await readRequest(signed, { maxBytes: 100 });
    expect(await verifier.verify(received)).toMatchObject({ ok: true, merchantId: '7' });
  });
});
