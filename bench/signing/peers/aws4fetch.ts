/** aws4fetch: AWS Signature V4 over WebCrypto. It has no verifier, so a receiver signs again. */
import { AwsClient, AwsV4Signer } from 'aws4fetch';
import { METHOD, ORIGIN, PATH, SECRET } from '../request.ts';
import type { Peer } from './peer.ts';

const headers = { 'X-Amz-Target': 'payments' };
const credentials = {
  accessKeyId: 'benchmark',
  secretAccessKey: SECRET,
  service: 'execute-api',
  region: 'us-east-1',
  // Its own cache of derived keys.
  cache: new Map<string, ArrayBuffer>(),
};
const client = new AwsClient(credentials);

export const aws4fetch: Peer = {
  sign: (body) => client.sign(ORIGIN + PATH, { method: METHOD, headers, body }),
  async receive(signed) {
    const { headers: received } = await client.sign(ORIGIN + PATH, {
      method: METHOD,
      headers,
      body: signed,
    });
    const datetime = received.get('X-Amz-Date') ?? '';
    return async (body) => {
      const again = new AwsV4Signer({
        ...credentials,
        url: ORIGIN + PATH,
        method: METHOD,
        headers,
        body,
        datetime,
      });
      const expected = (await again.sign()).headers.get('Authorization');
      return expected === received.get('Authorization');
    };
  },
};
