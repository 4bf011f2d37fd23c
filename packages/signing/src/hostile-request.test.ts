import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryNonceStore } from './memory-nonce-store.ts';
import type { ReceivedRequest } from './received-request.ts';
import { createSigner } from './signer.ts';
import { createVerifier } from './verifier.ts';

const NOW = 1777420800;
const now = () => NOW * 1000;
const signer = createSigner({ merchantId: 1024, secret: 'test_secret', now });
const verifier = createVerifier({
  secretsFor: () => 'test_secret',
  nonces: memoryNonceStore({ now }),
  now,
});

function valid() {
  const request = { method: 'POST', path: '/api/v2/payments', body: '{}' };
  return { ...request, headers: signer.sign(request).headers };
}

/** Both ways of asking answer a refusal, and neither throws nor rejects. */
async function expectRefusal(request: unknown): Promise<void> {
  const refused = {
    ok: false,
    code: expect.stringMatching(/^[A-Z_]+$/) as string,
    reason: expect.any(String) as string,
  };
  expect(verifier.check(request as ReceivedRequest)).toEqual(refused);
  expect(await verifier.verify(request as ReceivedRequest)).toEqual(refused);
}

function boom(): never {
  throw new Error('boom');
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const HOSTILE: [string, unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['a number', 42],
  ['NaN', Number.NaN],
  ['a bigint', 1n],
  ['text', 'POST /api/v2/payments'],
  ['a symbol', Symbol('x')],
  ['true', true],
  ['a function', boom],
  ['an empty object', {}],
  ['an object without prototype', Object.create(null)],
  ['an array', []],
  ['a date', new Date(Number.NaN)],
  ['a revoked proxy', revoked()],
  ['a proxy that throws at every read', new Proxy({}, { get: boom })],
  ['a proxy that throws at every key', new Proxy({}, { ownKeys: boom })],
  ['an object that cannot become text', { toString: boom, valueOf: boom }],
  ['an object with a throwing tag', Object.defineProperty({}, Symbol.toStringTag, { get: boom })],
];

describe.each(HOSTILE)('%s', (_case, value) => {
  it('in place of the request is answered, never thrown', async () => {
    await expectRefusal(value);
  });

  it.each(['method', 'path', 'headers'])(
    'in place of the %s is answered, never thrown',
    async (field) => {
      await expectRefusal({ ...valid(), [field]: value });
    },
  );

  it('in place of each header is answered, never thrown', async () => {
    const { headers, ...request } = valid();
    for (const name of Object.keys(headers)) {
      await expectRefusal({ ...request, headers: { ...headers, [name]: value } });
      await expectRefusal({ ...request, headers: { ...headers, [name]: [value] } });
    }
  });

  it('in place of the body is answered, never thrown', async () => {
    await expectRefusal({ ...valid(), body: value });
  });

  it('thrown by a getter is answered, never thrown', async () => {
    for (const field of ['method', 'path', 'headers', 'body']) {
      const request = Object.defineProperty(valid(), field, {
        get() {
          throw value;
        },
      });
      await expectRefusal(request);
    }
  });
});

describe('a hostile body', () => {
  it.each<[string, () => unknown]>([
    ['a detached buffer', () => detached(new ArrayBuffer(8))],
    ['an object that calls itself bytes', () => ({ [Symbol.toStringTag]: 'Uint8Array' })],
    ['an object that calls itself a buffer', () => ({ [Symbol.toStringTag]: 'ArrayBuffer' })],
  ])('that is %s is refused', async (_case, body) => {
    await expectRefusal({ ...valid(), body: body() });
  });
});

function detached(buffer: ArrayBuffer): ArrayBuffer {
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
}

describe('anything at all', () => {
  it('of random values is refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.anything({ maxDepth: 2, withBigInt: true, withDate: true }),
        expectRefusal,
      ),
      { numRuns: 100 },
    );
  });

  it('of random bytes in one part of a good request is refused', async () => {
    const latin1 = fc
      .uint8Array({ maxLength: 80 })
      .map((bytes) => Buffer.from(bytes).toString('latin1'));
    const part = fc.constantFrom(
      'method',
      'path',
      'X-Timestamp',
      'X-Nonce',
      'X-Signature-Version',
      'X-Signature',
    );
    await fc.assert(
      fc.asyncProperty(latin1, part, async (text, name) => {
        const request = valid();
        const header = name.startsWith('X-');
        await expectRefusal(
          header
            ? { ...request, headers: { ...request.headers, [name]: text } }
            : { ...request, [name]: text },
        );
      }),
      { numRuns: 200 },
    );
  });

  it('of random bytes in place of the body is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
        fc.pre(Buffer.from(bytes).toString('latin1') !== '{}');
        await expectRefusal({ ...valid(), body: bytes });
      }),
    );
  });

  it('of one bit turned in the signature is refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 63 }),
        fc.integer({ min: 1, max: 15 }),
        async (place, turn) => {
          const request = valid();
          const at = 'hmac_sha256='.length + place;
          const signature = request.headers['X-Signature'];
          const digit = (Number.parseInt(signature.charAt(at), 16) ^ turn).toString(16);
          const forged = signature.slice(0, at) + digit + signature.slice(at + 1);
          await expectRefusal({
            ...request,
            headers: { ...request.headers, 'X-Signature': forged },
          });
        },
      ),
    );
  });

  it('still leaves the verifier working', async () => {
    expect(await verifier.verify(valid())).toMatchObject({ ok: true });
  });
});
