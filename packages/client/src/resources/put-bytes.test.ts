import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { KEY } from '../../tests/samples.ts';
import { scripted } from '../../tests/scripted-fetch.ts';
import { withoutJitter } from '../../tests/without-jitter.ts';
import { apiKey, createClient } from '../index.ts';

withoutJitter();

describe('bytes of an attachment', () => {
  it('show no upload URL that their storage repeats', async () => {
    const path = '/bucket/s3cr3t-path';
    const query = '?X-Amz-Credential=abc&sig=topsecret';
    const { fetch } = scripted(
      {
        status: 201,
        body: {
          success: true,
          data: { upload_url: `https://s.example${path}${query}`, attachment_id: 'a' },
        },
      },
      {
        status: 404,
        body: { statusCode: 404, error: 'Not Found', message: `Cannot PUT ${path}${query}` },
      },
    );
    const client = createClient({ auth: apiKey(KEY), fetch });
    const error = await errorOf(
      client.tickets.attachments.upload('t', {
        file_name: 'a.txt',
        content_type: 'text/plain',
        bytes: new Uint8Array(1),
      }),
    );
    expect(inspect(error, { depth: 9 })).not.toMatch(/s3cr3t-path|topsecret/);
  });

  it('go to no loopback address where the API itself is elsewhere', async () => {
    const { fetch, seen } = scripted(
      {
        status: 201,
        body: {
          success: true,
          data: { upload_url: 'http://127.0.0.1:6379/x', attachment_id: 'a' },
        },
      },
      { status: 200 },
    );
    const client = createClient({ auth: apiKey(KEY), fetch });
    await errorOf(
      client.tickets.attachments.upload('t', {
        file_name: 'a.txt',
        content_type: 'text/plain',
        bytes: new Uint8Array(1),
      }),
    ).catch(() => undefined);
    expect(seen).toHaveLength(1);
  });
});
