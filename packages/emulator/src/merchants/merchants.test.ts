import { createSigner } from '@luxcore/signing';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { DEPOSIT, ORIGIN, START, testEmulator } from '../test-emulator.ts';
import { CREDENTIALS } from './credentials.ts';
import { AUDIENCE } from './merchants.ts';

const { merchantId, testKey, bearerKeyId, bearerSecret } = CREDENTIALS;
const SECONDS = START / 1000;

describe('API keys', () => {
  it('are several at once, and refused when they are not active', async () => {
    const emulator = testEmulator();
    const second = emulator.control.createKey();
    expect(second).toMatch(/^qp_test_sk_\w{24}$/);
    expect((await emulator.v1('GET', '/payments', undefined, second)).status).toBe(200);
    emulator.control.deactivateKey(testKey);
    const refused = await emulator.v1('GET', '/payments');
    expect([refused.status, refused.body.error]).toEqual([401, 'INVALID_API_KEY']);
    emulator.control.activateKey(testKey);
    expect((await emulator.v1('GET', '/payments')).status).toBe(200);
    expect(() => {
      emulator.control.deactivateKey('qp_test_sk_nobody');
    }).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }) as Error);
  });

  it('see nothing of another merchant, and 404 wherever they look', async () => {
    const emulator = testEmulator();
    const other = emulator.control.createKey({ merchantId: 2048 });
    const { body } = await emulator.v1('POST', '/payments', DEPOSIT);
    const id = String(body.transaction_id);
    for (const [method, path] of [
      ['GET', `/payments/${id}`],
      ['POST', `/payments/${id}/cancel`],
      ['GET', `/merchants/${String(merchantId)}/balance`],
      ['GET', `/merchants/${String(merchantId)}/balance/all`],
    ] as const) {
      expect((await emulator.v1(method, path, undefined, other)).status).toBe(404);
    }
    expect(
      (await emulator.v1('GET', '/merchants/2048/balance', undefined, other)).body,
    ).toMatchObject({
      merchant_id: 2048,
    });
    expect((await emulator.v1('GET', '/payments', undefined, other)).body.total).toBe(0);
  });

  it('are told in each answer by the environment that they emulate', async () => {
    const emulator = testEmulator();
    const told = async (key: string) =>
      (await emulator.v1('GET', '/balance', undefined, key)).headers.get('X-Emulated-Environment');
    expect(await told(testKey)).toBe('test');
    expect(await told(CREDENTIALS.productionKey)).toBe('production');
  });

  it('have the scopes that they were made with', async () => {
    const emulator = testEmulator();
    const key = emulator.control.createKey({
      scopes: ['payments.read'],
      environment: 'production',
    });
    expect(key).toMatch(/^qp_prod_sk_/);
    expect((await emulator.v1('GET', '/payments', undefined, key)).status).toBe(200);
    expect((await emulator.v1('POST', '/payments', DEPOSIT, key)).body).toMatchObject({
      error: 'INSUFFICIENT_SCOPE',
      missing_scopes: ['payments.create'],
    });
  });
});

describe('v2 secrets', () => {
  const path = '/api/v2/balance';
  const now = () => START;

  it('are several at once, each of one environment, until they are revoked', async () => {
    const emulator = testEmulator();
    const secret = emulator.control.createSecret({ environment: 'production' });
    const get = async (of: string) => {
      const { headers } = createSigner({ merchantId, secret: of, now }).sign({
        method: 'GET',
        path,
      });
      const response = await emulator.fetch(ORIGIN + path, { headers });
      return response.status;
    };
    expect(await get(secret)).toBe(200);
    expect(await get(CREDENTIALS.hmacSecret)).toBe(200);
    emulator.control.revokeSecret(secret);
    expect(await get(secret)).toBe(401);
    expect(await get(CREDENTIALS.hmacSecret)).toBe(200);
    expect(() => {
      emulator.control.revokeSecret('none');
    }).toThrow(/404 NOT_FOUND/);
  });

  it('take the place of the keys of a merchant that moves to v2', async () => {
    const emulator = testEmulator();
    const secret = emulator.control.moveToV2(merchantId);
    expect((await emulator.v1('GET', '/payments')).status).toBe(401);
    const { headers } = createSigner({ merchantId, secret, now }).sign({ method: 'GET', path });
    expect((await emulator.fetch(ORIGIN + path, { headers })).status).toBe(200);
  });
});

describe('bearer tokens', () => {
  const claims = { aud: AUDIENCE, exp: SECONDS + 60 };
  const key = new TextEncoder().encode(bearerSecret);

  function token(payload: Record<string, unknown>, header: Record<string, unknown> = {}, by = key) {
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256', kid: bearerKeyId, ...header })
      .sign(by);
  }

  async function get(bearer: string, path = '/payments') {
    const emulator = testEmulator();
    const response = await emulator.fetch(`${ORIGIN}/api/v1${path}`, {
      headers: { Authorization: `Bearer ${bearer}` },
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  it('are taken where API keys are', async () => {
    expect((await get(await token(claims))).status).toBe(200);
    expect((await get(await token({ ...claims, exp: SECONDS - 4 }))).status).toBe(200);
  });

  it('may have fewer scopes than their key, not more', async () => {
    const { status, body } = await get(
      await token({ ...claims, scope: 'payments.view x' }),
      '/balance',
    );
    expect([status, body.error]).toEqual([403, 'INSUFFICIENT_SCOPE']);
    expect((await get(await token({ ...claims, scope: 'payments.view x' }))).status).toBe(200);
    expect((await get(await token({ ...claims, scope: 7 }))).status).toBe(401);
  });

  it.each([
    ['expired', () => token({ ...claims, exp: SECONDS - 6 }), 'ERR_JWT_EXPIRED'],
    ['without an end', () => token({ aud: AUDIENCE }), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['for another', () => token({ ...claims, aud: 'x' }), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['of another key', () => token(claims, { kid: 'x' }), 'one of another'],
    ['without a kid', () => token(claims, { kid: undefined }), 'one of another'],
    ['of another algorithm', () => token(claims, { alg: 'HS512' }), 'ERR_JOSE_ALG_NOT_ALLOWED'],
    [
      'of another secret',
      () => token(claims, {}, new TextEncoder().encode('x'.repeat(32))),
      'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    ],
    [
      'of no algorithm',
      () => {
        const part = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');
        return Promise.resolve(`${part({ alg: 'none', kid: bearerKeyId })}.${part(claims)}.`);
      },
      'ERR_JOSE_ALG_NOT_ALLOWED',
    ],
  ])('are refused that are %s', async (_case, make, reason) => {
    const bearer = await make();
    const { status, body } = await get(bearer);
    expect([status, body.error]).toEqual([401, 'UNAUTHORIZED']);
    expect(body.message).toContain(reason);
    expect(JSON.stringify(body)).not.toContain(bearer);
  });

  it('of EdDSA are taken by their public key, and by that algorithm alone', async () => {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    const emulator = testEmulator();
    emulator.control.addBearerKey({
      id: 'mine',
      algorithm: 'EdDSA',
      key: await exportJWK(publicKey),
      audience: 'shop',
      merchantId,
      environment: 'production',
      scopes: ['payments.read'],
    });
    const signed = await new SignJWT({ aud: 'shop', exp: SECONDS + 60 })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'mine' })
      .sign(privateKey);
    const status = async (bearer: string) => {
      const headers = { Authorization: `Bearer ${bearer}` };
      return (await emulator.fetch(`${ORIGIN}/api/v1/payments`, { headers })).status;
    };
    expect(await status(signed)).toBe(200);
    expect(await status(await token({ ...claims, aud: 'shop' }, { kid: 'mine' }))).toBe(401);
  });
});
