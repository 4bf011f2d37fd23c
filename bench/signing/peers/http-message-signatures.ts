/** http-message-signatures: RFC 9421 over method, target and the digest of the body. */
import { createSigner, createVerifier, httpbis } from 'http-message-signatures';
import { createHash, randomUUID } from 'node:crypto';
import { METHOD, ORIGIN, PATH, SECRET, TOLERANCE_SECONDS } from '../request.ts';
import type { Peer } from './peer.ts';

const ID = 'benchmark';
const FIELDS = ['@method', '@path', '@query', 'content-digest'];
const key = createSigner(SECRET, 'hmac-sha256', ID);
const verifyingKey = {
  id: ID,
  algs: ['hmac-sha256'],
  verify: createVerifier(SECRET, 'hmac-sha256'),
};

// The package leaves the digest to its user.
function contentDigest(body: string): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

function sign(body: string): ReturnType<typeof httpbis.signMessage> {
  return httpbis.signMessage(
    {
      key,
      fields: FIELDS,
      params: ['created', 'nonce', 'keyid', 'alg'],
      paramValues: { created: new Date(), nonce: randomUUID() },
    },
    { method: METHOD, url: ORIGIN + PATH, headers: { 'content-digest': contentDigest(body) } },
  );
}

export const httpMessageSignatures: Peer = {
  sign,
  async receive(signed) {
    const { headers } = await sign(signed);
    return async (body) => {
      if (contentDigest(body) !== headers['content-digest']) return false;
      const valid = await httpbis.verifyMessage(
        {
          keyLookup: ({ keyid }) => Promise.resolve(keyid === ID ? verifyingKey : null),
          requiredFields: FIELDS,
          maxAge: TOLERANCE_SECONDS,
        },
        { method: METHOD, url: ORIGIN + PATH, headers },
      );
      return valid === true;
    };
  },
};
