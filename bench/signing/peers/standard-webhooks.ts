/** standardwebhooks: HMAC-SHA256 in plain JavaScript (fast-sha256) over id, timestamp and body. */
import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { SECRET } from '../request.ts';
import type { Peer } from './peer.ts';

const webhook = new Webhook(SECRET, { format: 'raw' });

function sign(body: string): Record<string, string> {
  const id = `msg_${randomUUID()}`;
  const timestamp = new Date();
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(timestamp.getTime() / 1000)),
    'webhook-signature': webhook.sign(id, timestamp, body),
  };
}

export const standardWebhooks: Peer = {
  sign,
  receive(signed) {
    const headers = sign(signed);
    return (body) => {
      webhook.verify(body, headers);
      return true;
    };
  },
};
