/** @luxcore/signing, once with the runtime's own hash and once, as a browser gets it, with @noble/hashes. */
import type * as Signing from '@luxcore/signing';
import { MERCHANT_ID, METHOD, PATH, SECRET } from '../request.ts';
import type { Peer } from './peer.ts';

function peerOf(signing: typeof Signing): Peer {
  const signer = signing.createSigner({ merchantId: MERCHANT_ID, secret: SECRET });
  const verifier = signing.createVerifier({
    secretsFor: (merchantId) => (merchantId === MERCHANT_ID ? SECRET : undefined),
    nonces: signing.memoryNonceStore(),
  });
  const sign: Peer['sign'] = (body) => signer.sign({ method: METHOD, path: PATH, body });
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
  if (!hasOwnHash()) {
    throw new Error('has no hash that @luxcore/signing uses, so it signs with noble');
  }
  return peerOf(await import('@luxcore/signing'));
}

export async function ourNoble(): Promise<Peer> {
  const url = new URL('index.browser.js', import.meta.resolve('@luxcore/signing'));
  return peerOf((await import(url.href)) as typeof Signing);
}

function hasOwnHash(): boolean {
  const runtime = process as {
    getBuiltinModule?: (name: string) => { hash?: unknown } | undefined;
  };
  return typeof runtime.getBuiltinModule?.('node:crypto')?.hash === 'function';
}
