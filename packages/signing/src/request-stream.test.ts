import { afterEach, describe, expect, it, vi } from 'vitest';
import { memoryNonceStore } from './memory-nonce-store.ts';
import { readRequest } from './read-request.ts';
import { signRequest } from './sign-request.ts';
import { createSigner } from './signer.ts';
import { createVerifier } from './verifier.ts';

const URL_ = 'https://api.lux-core.io/api/v2/payments';
const signer = createSigner({ merchantId: 1024, secret: 'test_secret' });

afterEach(() => {
  vi.restoreAllMocks();
});

describe('where a Request has no `body`, as in Firefox', () => {
  function asInFirefox(): void {
    vi.spyOn(Request.prototype, 'body', 'get').mockReturnValue(undefined as never);
  }

  it.each([
    ['POST', '{"amount":150000}'],
    ['POST', undefined],
    ['GET', undefined],
  ])('a %s of %s is signed, sent and verified', async (method, body) => {
    const request = new Request(URL_, { method, ...(body !== undefined && { body }) });
    asInFirefox();
    const received = await readRequest(await signRequest(signer, request), { maxBytes: 17 });
    expect(new TextDecoder().decode(received.body)).toBe(body ?? '');
    const verifier = createVerifier({
      secretsFor: () => 'test_secret',
      nonces: memoryNonceStore(),
    });
    expect(await verifier.verify(received)).toMatchObject({ ok: true });
  });

  it('what is too long is refused', async () => {
    const request = new Request(URL_, { method: 'POST', body: '12345' });
    asInFirefox();
    await expect(readRequest(request, { maxBytes: 4 })).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
    });
  });
});
