import { afterEach, expect, it, vi } from 'vitest';
import { apiKey } from './auth/api-key.ts';
import { createClient } from './create-client.ts';

const auth = apiKey('qp_test_sk_1024');

afterEach(() => {
  vi.unstubAllGlobals();
});

it.each([
  ...['AbortController', 'Headers', 'TextDecoder', 'TextEncoder', 'URL', 'setTimeout', 'fetch'],
])('rejects the first call, with its name, where the runtime has no %s', async (name) => {
  vi.stubGlobal(name, undefined);
  const client = createClient({ auth, baseUrl: 'http://127.0.0.1:1', maxRetries: 0 });
  const error: unknown = await client.balance
    .get({ currency: 'MXN' })
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    name: 'ConfigurationError',
    code: 'INVALID_OPTION',
    outcome: 'not_sent',
    message: expect.stringMatching(`^${name}: expected .+, received undefined$`) as string,
  });
});
