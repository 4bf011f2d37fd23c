import { createHash, createHmac, type BinaryToTextEncoding } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSigner } from '../signer.ts';
import { currentEngine, replaceEngine } from './current-engine.ts';
import { toHex } from './hex.ts';
import { createNativeEngine } from './native.ts';
import { createNobleEngine } from './noble.ts';

const noble = createNobleEngine();
const native = createNativeEngine(noble) ?? noble;
const ENGINES = [noble, native];

/** Texts with astral characters, lone surrogates and controls, around the sizes where code forks. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 2000 })
    .map((units) => String.fromCharCode(...units)),
  fc.integer({ min: 0, max: 6000 }).map((length) => 'é'.repeat(length)),
);

const hmac = (key: Uint8Array, message: string) =>
  createHmac('sha256', key).update(new TextEncoder().encode(message)).digest('hex');

it('has both engines on this runtime', () => {
  expect(ENGINES.map(({ name }) => name)).toEqual(['noble', 'native']);
});

describe.each(ENGINES)('the $name engine', (engine) => {
  it('hashes bytes and texts as node:crypto does', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 5000 }), text), (data) => {
        const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
        expect(engine.sha256Hex(data)).toBe(createHash('sha256').update(bytes).digest('hex'));
      }),
    );
  });

  it('makes the HMACs that node:crypto makes, with one key many times', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.array(text, { maxLength: 5 }),
        (key, messages) => {
          const prepared = engine.hmacKey(key);
          for (const message of messages) {
            expect(prepared.hex(message)).toBe(hmac(key, message));
            expect(toHex(prepared.digest(message))).toBe(hmac(key, message));
          }
        },
      ),
    );
  });

  it.each([0, 1, 63, 64, 65, 128, 1000])('takes a key of %i bytes', (length) => {
    const key = new Uint8Array(length).fill(7);
    expect(engine.hmacKey(key).hex('message')).toBe(hmac(key, 'message'));
  });

  it.each([0, 1, 319, 320, 321, 959, 960, 961, 1364, 1365, 1366, 1367, 5000])(
    'takes a message of %i characters, of one byte or three',
    (length) => {
      const key = new Uint8Array([1, 2, 3]);
      const prepared = engine.hmacKey(key);
      for (const character of ['a', '€']) {
        const message = character.repeat(length);
        expect(prepared.hex(message)).toBe(hmac(key, message));
        expect(engine.sha256Hex(message)).toBe(createHash('sha256').update(message).digest('hex'));
      }
    },
  );

  it.each([0, 1, 200, 959, 960, 961, 5000, 16_319, 16_320, 16_321, 70_000])(
    'takes %i bytes behind a message, of one key after another',
    (length) => {
      const rest = Uint8Array.from({ length }, (_, index) => index * 7);
      const bytes = new TextEncoder().encode('1777420800.é');
      const whole = new Uint8Array([...bytes, ...rest]);
      for (const key of [new Uint8Array([1]), new Uint8Array([2]), new Uint8Array(65).fill(3)]) {
        const expected = createHmac('sha256', key).update(whole).digest('hex');
        expect(engine.hmacKey(key).hex('1777420800.é', rest)).toBe(expected);
        expect(toHex(engine.hmacKey(key).digest('1777420800.é', rest))).toBe(expected);
      }
      expect(rest.every((byte, index) => byte === (index * 7) % 256)).toBe(true);
    },
  );

  it('keeps its keys apart, and does not change what it is given', () => {
    const [first, second] = [new Uint8Array([1]), new Uint8Array(100).fill(2)];
    const [one, two] = [engine.hmacKey(first), engine.hmacKey(second)];
    const before = one.hex('text');
    two.hex('another text');
    first[0] = 9;
    expect(one.hex('text')).toBe(before);
    expect(second).toEqual(new Uint8Array(100).fill(2));
  });
});

describe('the choice of an engine', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    replaceEngine(undefined);
  });

  /** The engine that is chosen where the runtime offers these. */
  function chosenWith(crypto: object, buffer: object = { Buffer }): string {
    const modules: Record<string, unknown> = { 'node:crypto': crypto, 'node:buffer': buffer };
    vi.stubGlobal('process', { getBuiltinModule: (name: string) => modules[name] });
    replaceEngine(undefined);
    return currentEngine().name;
  }
  const hash = (_: string, data: string | Uint8Array, encoding: 'hex' | 'latin1') =>
    createHash('sha256')
      .update(data)
      .digest(encoding as BinaryToTextEncoding);

  it('is the hash of the runtime where it agrees with noble', () => {
    expect(currentEngine().name).toBe('native');
    expect(chosenWith({ hash })).toBe('native');
  });

  it.each([
    ['no hash', {}],
    [
      'a hash that throws',
      {
        hash: () => {
          throw new Error('no');
        },
      },
    ],
    ['a hash that is wrong', { hash: () => '0'.repeat(64) }],
    [
      'a hash that is wrong for bytes',
      {
        hash: (a: string, data: string | Uint8Array, e: 'hex') =>
          hash(a, typeof data === 'string' ? data : 'x', e),
      },
    ],
    [
      'a hash that is wrong for what is shorter than a block',
      {
        hash: (a: string, data: string | Uint8Array, e: 'hex') =>
          hash(a, data.length > 0 && data.length < 64 ? 'x' : data, e),
      },
    ],
    [
      'a hash that is wrong for HMAC',
      {
        hash: (a: string, data: string | Uint8Array, e: 'hex') =>
          hash(a, data.length > 64 ? 'x' : data, e),
      },
    ],
  ])('is noble with %s', (_, crypto) => {
    expect(chosenWith(crypto)).toBe('noble');
  });

  it.each([
    ['no process', undefined],
    ['a process without modules', {}],
    ['a process that refuses', { getBuiltinModule: () => undefined }],
  ])('is noble with %s', (_, process) => {
    vi.stubGlobal('process', process);
    replaceEngine(undefined);
    expect(currentEngine().name).toBe('noble');
  });

  it('is noble without the bytes of Node', () => {
    expect(chosenWith({ hash }, {})).toBe('noble');
  });

  // On Deno a call of the hash costs more than noble does for what is short.
  it.each([
    ['all', { node: '24.21.0' }, [0, 191, 192, 5000, 564, 96]],
    ['what is long, on Deno,', { node: '24.2.0', deno: '2.9.6' }, [192, 5000]],
  ])('hashes %s by the runtime, and the rest by noble', (_what, versions, expected) => {
    const hashed: number[] = [];
    const counting = (algorithm: string, data: string | Uint8Array, encoding: 'hex' | 'latin1') => {
      hashed.push(data.length);
      return hash(algorithm, data, encoding);
    };
    const modules: Record<string, object> = {
      'node:crypto': { hash: counting },
      'node:buffer': { Buffer },
    };
    const getBuiltinModule = (name: string) => modules[name];
    vi.stubGlobal('process', { getBuiltinModule, versions });
    replaceEngine(undefined);
    const engine = currentEngine();
    expect(engine.name).toBe('native');
    hashed.length = 0;
    for (const length of [0, 191, 192, 5000]) {
      const text = 'x'.repeat(length);
      expect(engine.sha256Hex(text)).toBe(noble.sha256Hex(text));
    }
    const key = new TextEncoder().encode('secret');
    expect(engine.hmacKey(key).hex('a'.repeat(500))).toBe(noble.hmacKey(key).hex('a'.repeat(500)));
    expect(hashed).toEqual(expected);
  });

  it('is made once, at the first use', () => {
    expect(currentEngine()).toBe(currentEngine());
  });

  it('changes no signature', () => {
    const request = { method: 'POST', path: '/api/v2/payments', body: '{"note":"🎉"}' } as const;
    const options = {
      merchantId: 1,
      secret: 's'.repeat(100),
      now: () => 1_777_420_800_000,
      nonce: () => 'nonce-0001',
    };
    const signatures = ENGINES.map((engine) => {
      replaceEngine(engine);
      return createSigner(options).sign(request).headers['X-Signature'];
    });
    expect(new Set(signatures).size).toBe(1);
  });
});
