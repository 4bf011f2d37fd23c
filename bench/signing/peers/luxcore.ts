/** @luxcore/signing, once with the runtime's own hash and once with @noble/hashes. */
import type * as Signing from '@luxcore/signing';
import { bodyOf, MERCHANT_ID, METHOD, PATH, SECRET } from '../request.ts';
import type { Peer } from './peer.ts';

type Builtin = NonNullable<typeof process.getBuiltinModule>;

/** A copy of the package chooses its engine once, at the first use; so each engine is a copy. */
async function copy(name: string): Promise<typeof Signing> {
  const url = new URL(import.meta.resolve('@luxcore/signing'));
  url.search = name;
  return (await import(url.href)) as typeof Signing;
}

function peerOf(signing: typeof Signing): Peer {
  const signer = signing.createSigner({ merchantId: MERCHANT_ID, secret: SECRET });
  const verifier = signing.createVerifier({
    secretsFor: (merchantId) => (merchantId === MERCHANT_ID ? SECRET : undefined),
    nonces: signing.memoryNonceStore(),
  });
  const sign: Peer['sign'] = (body) => signer.sign({ method: METHOD, path: PATH, body });
  // The engine is chosen now, while `whileBuiltinsAre` lasts.
  sign('');
  return {
    sign,
    receive(signed) {
      const sent = Object.entries(
        signer.sign({ method: METHOD, path: PATH, body: signed }).headers,
      );
      // Named as Node's servers name what arrives.
      const headers = Object.fromEntries(sent.map(([name, value]) => [name.toLowerCase(), value]));
      return (body) => verifier.check({ method: METHOD, path: PATH, headers, body }).ok;
    },
  };
}

export async function ourNative(): Promise<Peer> {
  if (!(await usesOwnHash())) {
    throw new Error('has no hash that @luxcore/signing uses, so it signs with noble');
  }
  return peerOf(await copy('native'));
}

export async function ourNoble(): Promise<Peer> {
  const signing = await copy('noble');
  return whileBuiltinsAre(
    () => undefined,
    () => peerOf(signing),
  );
}

/** Whether the package signs with the runtime's own hash here: seen by its calls. */
async function usesOwnHash(): Promise<boolean> {
  const signing = await copy('probe');
  const builtin = (process as { getBuiltinModule?: Builtin }).getBuiltinModule;
  const crypto = builtin?.('node:crypto');
  if (builtin === undefined || crypto === undefined) return false;
  let calls = 0;
  const hash = (...parts: Parameters<typeof crypto.hash>): unknown => {
    calls++;
    return crypto.hash(...parts);
  };
  return whileBuiltinsAre(
    (id) => (id === 'node:crypto' ? { hash } : builtin(id)),
    () => {
      const { sign } = peerOf(signing);
      const before = calls;
      // On Deno short bodies are hashed by noble.
      sign(bodyOf(1_000));
      return calls > before;
    },
  );
}

function whileBuiltinsAre<T>(builtins: (id: string) => unknown, run: () => T): T {
  const own = Object.getOwnPropertyDescriptor(process, 'getBuiltinModule');
  Object.defineProperty(process, 'getBuiltinModule', { value: builtins, configurable: true });
  try {
    return run();
  } finally {
    if (own === undefined) Reflect.deleteProperty(process, 'getBuiltinModule');
    else Object.defineProperty(process, 'getBuiltinModule', own);
  }
}
