import { utf8 } from '../body.ts';
import type { Engine } from './engine.ts';
import { BLOCK_BYTES, DIGEST_BYTES, hmacPads } from './hmac-pads.ts';

/** What is used of Node's `node:crypto` and `node:buffer`; Deno and Bun have them too. */
interface Builtins {
  readonly hash: (algorithm: 'sha256', data: string | Uint8Array, encoding: string) => string;
  readonly alloc: (bytes: number) => NodeBytes;
}

interface NodeBytes extends Uint8Array<ArrayBuffer> {
  readonly utf8Write: (text: string, offset: number) => number;
  readonly latin1Write: (text: string, offset: number) => number;
}

/** Room for a message behind the inner block; a canonical string is rarely longer. */
const MESSAGE_BYTES = 960;
const MAX_UTF8_BYTES_A_UNIT = 3;

/**
 * The runtime's own one-shot hash, where it has one: `undefined` on engines without it, and where it
 * does not find the known answers.
 */
export function createNativeEngine(): Engine | undefined {
  try {
    const engine = engineOf(builtins());
    return findsKnownAnswers(engine) ? engine : undefined;
  } catch {
    return undefined;
  }
}

function builtins(): Builtins {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => unknown };
  };
  const get = process?.getBuiltinModule;
  const { hash } = get?.('node:crypto') as Builtins;
  const { Buffer } = get?.('node:buffer') as { Buffer: Builtins };
  return { hash, alloc: (bytes) => Buffer.alloc(bytes) };
}

function engineOf({ hash, alloc }: Builtins): Engine {
  return {
    name: 'native',
    sha256Hex: (data) => hash('sha256', data, 'hex'),
    hmacKey(key) {
      const short = alloc(BLOCK_BYTES);
      if (key.length > BLOCK_BYTES) short.latin1Write(hash('sha256', key, 'latin1'), 0);
      else short.set(key);
      const [innerPad, outerPad] = hmacPads(short);
      const inner = alloc(BLOCK_BYTES + MESSAGE_BYTES);
      const outer = alloc(BLOCK_BYTES + DIGEST_BYTES);
      inner.set(innerPad);
      outer.set(outerPad);
      /** The view of each length of inner block and message that has occurred. */
      const views: (Uint8Array | undefined)[] = [];

      return {
        hex(message) {
          let text: Uint8Array;
          if (message.length * MAX_UTF8_BYTES_A_UNIT > MESSAGE_BYTES) {
            text = concat(innerPad, utf8(message));
          } else {
            const length = BLOCK_BYTES + inner.utf8Write(message, BLOCK_BYTES);
            text = views[length] ??= inner.subarray(0, length);
          }
          // A binary text written in place costs less than bytes that are made for one use.
          outer.latin1Write(hash('sha256', text, 'latin1'), BLOCK_BYTES);
          return hash('sha256', outer, 'hex');
        },
      };
    },
  };
}

function concat(left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(left.length + right.length);
  bytes.set(left);
  bytes.set(right, left.length);
  return bytes;
}

/** FIPS 180-4 and RFC 4231, test case 2: each kind of input once. */
function findsKnownAnswers({ sha256Hex, hmacKey }: Engine): boolean {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  const jefe = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  return (
    sha256Hex('abc') === abc &&
    sha256Hex(utf8('abc')) === abc &&
    hmacKey(utf8('Jefe')).hex('what do ya want for nothing?') === jefe
  );
}
