import { createSigner, explain } from '@luxcore/signing';
import { afterEach, expect, it, vi } from 'vitest';
import { CREDENTIALS } from '../merchants/credentials.ts';
import { createEmulator } from '../emulator.ts';

vi.mock(import('@luxcore/signing'), async (original) => {
  const signing = await original();
  return { ...signing, explain: vi.fn(signing.explain) };
});
afterEach(() => {
  vi.mocked(explain).mockClear();
});

const path = '/api/v2/payments';
const signer = createSigner({ merchantId: CREDENTIALS.merchantId, secret: 'another secret' });

async function sendWronglySigned(body: string) {
  const { headers } = signer.sign({ method: 'POST', path, body });
  const { fetch } = createEmulator();
  const response = await fetch(`http://127.0.0.1${path}`, { method: 'POST', headers, body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

it('refuses without an explanation where none can be made', async () => {
  vi.mocked(explain).mockImplementationOnce(() => {
    throw new RangeError('Maximum call stack size exceeded');
  });
  expect(await sendWronglySigned('{}')).toEqual({
    status: 401,
    body: {
      statusCode: 401,
      error: 'INVALID_SIGNATURE',
      message: expect.any(String) as string,
    },
  });
  expect(explain).toHaveBeenCalledTimes(1);
});

it.each([
  ['nested', `${'['.repeat(500_000)}${']'.repeat(500_000)}`],
  ['of escapes', `"${'\\n'.repeat(500_000)}"`],
  ['of numbers', JSON.stringify(Array.from({ length: 140_000 }, (_, index) => index))],
])('answers a large body %s soon', async (_case, body) => {
  const start = performance.now();
  expect((await sendWronglySigned(body)).status).toBe(401);
  expect(performance.now() - start).toBeLessThan(5_000);
});

it.each([
  ['/api/v2/balance', 'bearer x.y.z', /five headers .*, received a bearer token$/],
  ['/api/v2/balance', 'Basic x.y.z', /five headers .*, received another scheme$/],
  ['/api/v1/payments', 'Bearer x.y.z', /a JWT, received what cannot be read as one$/],
  ['/api/v1/payments', 'Basic x.y.z', /Bearer and a token, received another scheme or form$/],
])('says at %s that it does not take %s', async (target, authorization, words) => {
  const { fetch } = createEmulator();
  const response = await fetch(`http://127.0.0.1${target}`, {
    headers: { authorization },
  });
  const body = (await response.json()) as Record<string, unknown>;
  expect(body).toMatchObject({ statusCode: 401, error: 'UNAUTHORIZED' });
  expect(body.message).toMatch(words);
  expect(JSON.stringify(body)).not.toContain('x.y.z');
});

it('judges a signature by itself, whatever Authorization says', async () => {
  const { merchantId, hmacSecret } = CREDENTIALS;
  const target = '/api/v2/balance';
  const { headers } = createSigner({ merchantId, secret: hmacSecret }).sign({
    method: 'GET',
    path: target,
  });
  const response = await createEmulator().fetch(`http://127.0.0.1${target}`, {
    headers: { ...headers, Authorization: 'Bearer x.y.z' },
  });
  expect(response.status).toBe(200);
});
