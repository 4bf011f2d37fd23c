import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNonce } from './nonce.ts';
import { isPart, NONCE } from './syntax.ts';

const MISSING = expect.objectContaining({
  name: 'ConfigurationError',
  code: 'INVALID_OPTION',
  message: expect.stringContaining('crypto.getRandomValues') as string,
}) as Error;

/** The module anew, whose pool is still empty. */
async function fresh(): Promise<typeof createNonce> {
  vi.resetModules();
  const module = await import('./nonce.ts');
  return module.createNonce;
}

describe('createNonce', () => {
  it('makes 32 lower-case hex digits, different each of 10,000 times', () => {
    const nonces = Array.from({ length: 10_000 }, () => createNonce());
    expect(nonces.filter((nonce) => !/^[\da-f]{32}$/.test(nonce))).toEqual([]);
    expect(new Set(nonces).size).toBe(10_000);
    expect(nonces.every((nonce) => isPart(NONCE, nonce))).toBe(true);
  });

  it('uses every digit at every place', () => {
    const nonces = Array.from({ length: 1_000 }, () => createNonce());
    for (let place = 0; place < 32; place++) {
      expect(new Set(nonces.map((nonce) => nonce.charAt(place))).size).toBe(16);
    }
  });
});

describe('the pool', () => {
  let calls: number;

  beforeEach(() => {
    calls = 0;
    vi.stubGlobal('crypto', {
      getRandomValues(bytes: Uint8Array) {
        // A counter in place of chance: each group of 16 bytes is another number.
        for (let index = 0; index < bytes.length; index++) {
          bytes[index] = index % 16 === 0 ? calls : Math.floor(index / 16);
        }
        calls++;
        return bytes;
      },
    });
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('is filled at the first nonce, not at import, and again when it is used up', async () => {
    const create = await fresh();
    expect(calls).toBe(0);
    const first = Array.from({ length: 256 }, () => create());
    expect(calls).toBe(1);
    const second = Array.from({ length: 256 }, () => create());
    expect(calls).toBe(2);
    expect(new Set([...first, ...second]).size).toBe(512);
  });

  it('gives the random bytes in order, each once', async () => {
    const create = await fresh();
    expect(create()).toBe('00'.repeat(16));
    expect(create()).toBe(`00${'01'.repeat(15)}`);
    expect(create()).toBe(`00${'02'.repeat(15)}`);
  });

  it.each([undefined, null, {}, { getRandomValues: 1 }])(
    'is refused on an engine whose crypto is %j, and works once it is there',
    async (crypto) => {
      const working = globalThis.crypto;
      vi.stubGlobal('crypto', crypto);
      const create = await fresh();
      expect(create).toThrow(MISSING);
      vi.stubGlobal('crypto', working);
      expect(create()).toHaveLength(32);
    },
  );

  it('gives no nonce of stale bytes when filling it fails', async () => {
    const create = await fresh();
    for (let count = 0; count < 256; count++) create();
    vi.stubGlobal('crypto', undefined);
    expect(create).toThrow(MISSING);
    expect(create).toThrow(MISSING);
  });
});
