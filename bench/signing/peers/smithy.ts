/**
 * @smithy/signature-v4: AWS Signature V4 with a hash that is handed in, here node:crypto's, which the
 * AWS SDK uses on Node. It has no verifier, so a receiver signs again.
 */
import { SignatureV4 } from '@smithy/signature-v4';
import { createHash, createHmac } from 'node:crypto';
import { HOST, METHOD, PATH, SECRET } from '../request.ts';
import type { Peer } from './peer.ts';

type Source = string | ArrayBuffer | ArrayBufferView;

function bytes(data: Source): string | NodeJS.ArrayBufferView {
  return data instanceof ArrayBuffer ? new Uint8Array(data) : (data as NodeJS.ArrayBufferView);
}

type Digester = ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

class Sha256 {
  readonly #secret: Source | undefined;
  #hash: Digester;

  constructor(secret?: Source) {
    this.#secret = secret;
    this.#hash = this.#start();
  }

  #start(): Digester {
    return this.#secret === undefined
      ? createHash('sha256')
      : createHmac('sha256', bytes(this.#secret));
  }

  reset(): void {
    this.#hash = this.#start();
  }

  update(data: Source): void {
    this.#hash.update(bytes(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
}

const signer = new SignatureV4({
  credentials: { accessKeyId: 'benchmark', secretAccessKey: SECRET },
  region: 'us-east-1',
  service: 'execute-api',
  sha256: Sha256,
});

const request = (body: string) => ({
  method: METHOD,
  protocol: 'https:',
  hostname: HOST,
  path: PATH,
  headers: { host: HOST },
  body,
});

export const smithy: Peer = {
  sign: (body) => signer.sign(request(body)),
  async receive(signed) {
    const signingDate = new Date();
    const received = (await signer.sign(request(signed), { signingDate })).headers.authorization;
    return async (body) =>
      (await signer.sign(request(body), { signingDate })).headers.authorization === received;
  },
};
