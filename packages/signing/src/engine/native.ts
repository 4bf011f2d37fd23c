import { MAX_UTF8_BYTES_A_UNIT, utf8 } from '../body.ts';
import type { Engine } from './engine.ts';
import { BLOCK_BYTES, DIGEST_BYTES, hmacPads } from './hmac-pads.ts';

/** What is used of Node's `node:crypto` and `node:buffer`; Deno and Bun have them too. */
interface Builtins {
  readonly hash: (algorithm: 'sha256', data: string | Uint8Array, encoding: string) => string;
  readonly Buffer: {
    readonly alloc: (bytes: number) => NodeBytes;
    readonly from: (bytes: ArrayBufferLike, offset: number, length: number) => NodeBytes;
  };
}

interface NodeBytes extends Uint8Array<ArrayBuffer> {
  readonly utf8Write: (text: string, offset: number) => number;
  readonly latin1Write: (text: string, offset: number) => number;
  readonly hexSlice: () => string;
}

/** Room for an inner block and the message behind it, such as a webhook: one for all keys. */
const SCRATCH_BYTES = 16 * 1024;

/** On Deno a call of its hash costs what noble takes for so many bytes. */
const DENO_MIN_LENGTH = 192;

/**
 * The runtime's own one-shot hash, where it has one: `undefined` on engines without it, and where it
 * does not agree with the reference.
 */
export function createNativeEngine(reference: Engine): Engine | undefined {
  try {
    const engine = engineOf(builtins());
    if (!agrees(engine, reference)) return undefined;
    return isDeno() ? forLongData(engine, reference) : engine;
  } catch {
    return undefined;
  }
}

/** Hashes what is long by one engine, and by the other what is short, as all parts of an HMAC are. */
function forLongData(engine: Engine, reference: Engine): Engine {
  return {
    ...engine,
    sha256Hex: (data) => (data.length < DENO_MIN_LENGTH ? reference : engine).sha256Hex(data),
    hmacKey: reference.hmacKey,
  };
}

function isDeno(): boolean {
  const { process } = globalThis as unknown as { process: { versions?: { deno?: string } } };
  return process.versions?.deno !== undefined;
}

/** Throws where the runtime has no such modules. */
function builtins(): Builtins {
  const { process } = globalThis as unknown as {
    process: { getBuiltinModule: (name: string) => unknown };
  };
  const { hash } = process.getBuiltinModule('node:crypto') as Pick<Builtins, 'hash'>;
  const { Buffer } = process.getBuiltinModule('node:buffer') as Pick<Builtins, 'Buffer'>;
  return { hash, Buffer };
}

function engineOf({ hash, Buffer }: Builtins): Engine {
  const alloc = (bytes: number): NodeBytes => Buffer.alloc(bytes);
  const digest = alloc(DIGEST_BYTES);
  const scratch = alloc(SCRATCH_BYTES);
  /** The key whose inner block stands in `scratch`. */
  let owner: Uint8Array | undefined;
  /** The view of each length of inner block and message that has occurred. */
  const views: (Uint8Array | undefined)[] = [];

  /** The message behind an inner block. */
  function innerData(innerPad: Uint8Array, message: string, rest?: Uint8Array): Uint8Array {
    const room = BLOCK_BYTES + message.length * MAX_UTF8_BYTES_A_UNIT + (rest?.length ?? 0);
    const block = room > SCRATCH_BYTES ? alloc(room) : scratch;
    if (block !== scratch || owner !== innerPad) block.set(innerPad);
    if (block === scratch) owner = innerPad;
    let length = BLOCK_BYTES + block.utf8Write(message, BLOCK_BYTES);
    if (rest !== undefined) {
      block.set(rest, length);
      length += rest.length;
    }
    if (block !== scratch) return block.subarray(0, length);
    return (views[length] ??= scratch.subarray(0, length));
  }

  return {
    name: 'native',
    sha256Hex: (data) => hash('sha256', data, 'hex'),
    toHex: ({ buffer, byteOffset, byteLength }) =>
      Buffer.from(buffer, byteOffset, byteLength).hexSlice(),
    hmacKey(key) {
      const short = alloc(BLOCK_BYTES);
      if (key.length > BLOCK_BYTES) short.latin1Write(hash('sha256', key, 'latin1'), 0);
      else short.set(key);
      const [innerPad, outerPad] = hmacPads(short);
      const outer = alloc(BLOCK_BYTES + DIGEST_BYTES);
      outer.set(outerPad);

      /** Writes the hash of the inner block and the message behind the outer block. */
      function hashInner(message: string, rest?: Uint8Array): void {
        const data = innerData(innerPad, message, rest);
        // A binary text written in place costs less than bytes that are made for one use.
        outer.latin1Write(hash('sha256', data, 'latin1'), BLOCK_BYTES);
      }

      return {
        hex(message, rest) {
          hashInner(message, rest);
          return hash('sha256', outer, 'hex');
        },
        digest(message, rest) {
          hashInner(message, rest);
          digest.latin1Write(hash('sha256', outer, 'latin1'), 0);
          return digest;
        },
      };
    },
  };
}

/** Whether an engine finds what the reference finds, for each kind of input once. */
function agrees(engine: Engine, reference: Engine): boolean {
  const text = 'what do ya want for nothing?';
  const bytes = utf8(text);
  const [mine, theirs] = [engine, reference].map(({ sha256Hex, toHex, hmacKey }) => {
    const key = hmacKey(bytes);
    const digest = toHex(key.digest(text));
    return [sha256Hex(text), sha256Hex(bytes), toHex(bytes), key.hex(text), digest].join();
  });
  return mine === theirs;
}
