import { describe, expect, it } from 'vitest';
import { KEY } from '../../tests/samples.ts';
import { scripted } from '../../tests/scripted-fetch.ts';
import { within } from '../../tests/within.ts';
import { withoutJitter } from '../../tests/without-jitter.ts';
import { apiKey, createClient } from '../index.ts';

withoutJitter();

describe('a first page', () => {
  it('that is not the one asked for is refused, as the following ones are', async () => {
    const { fetch } = scripted({ status: 200, body: { data: [{}], total: 1, page: 1, limit: 1 } });
    const client = createClient({ auth: apiKey(KEY), fetch });
    const iterate = async (): Promise<void> => {
      for await (const payment of client.payments.list({ page: 3, limit: 1 }))
        expect(payment).toBeDefined();
    };
    expect(await within(500, iterate())).toMatchObject({ code: 'UNREADABLE_RESPONSE' });
  });
});
