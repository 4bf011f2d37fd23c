/**
 * A bundle carries what is used. Each proof reads real bundles and runs them; what must not be in one
 * is found by the same words in another, which imports it: a proof whose words are gone fails.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { BUNDLERS } from './bundle.ts';
import { freshProject, runNode } from './fresh-project.ts';

interface Proof {
  readonly name: string;
  /** How what is left out shows itself. */
  readonly words: RegExp;
  readonly without: string;
  readonly prints: string;
  readonly using: string;
}

const CLIENT = `
  const fetch = async () => Response.json({ error: 'NOT_FOUND', message: 'none' }, { status: 404 });
  const client = createClient({ auth, fetch });
  client.balance.all().catch((error) => console.log(error.code));`;

const PROOFS: Readonly<Record<string, Proof>> = {
  'a signer without explain': {
    name: 'signer',
    words: /serialised again after signing/,
    without: `import { createSigner } from '@luxcore/signing';
      const signer = createSigner({ merchantId: 1024, secret: 'secret' });
      console.log(Object.keys(signer.sign({ method: 'GET', path: '/' }).headers).length);`,
    prints: '5',
    using: `import { explain } from '@luxcore/signing'; console.log(String(explain));`,
  },
  'a client with an API key without noble': {
    name: 'client',
    // The first constant of SHA-256, which every implementation of it has.
    words: /0x428a2f98\b|\b1116352408\b/,
    without: `import { apiKey, createClient } from '@luxcore/client';
      const auth = apiKey('qp_test_sk_1');${CLIENT}`,
    prints: 'NOT_FOUND',
    using: `import { createClient, hmac } from '@luxcore/client';
      const auth = hmac({ merchantId: 1024, secret: 'secret' });${CLIENT}`,
  },
  'an error class without the table of codes': {
    name: 'error',
    words: /A CLABE has 18 digits/,
    without: `import { PaymentError } from '@luxcore/errors';
      console.log(new PaymentError('no', { code: 'INSUFFICIENT_BALANCE' }).code);`,
    prints: 'INSUFFICIENT_BALANCE',
    using: `import { ERROR_CODES } from '@luxcore/errors'; console.log(ERROR_CODES.INVALID_CLABE.advice);`,
  },
};

let folder: string;
beforeAll(() => {
  const files = Object.values(PROOFS).flatMap(({ name, without, using }) => [
    [`${name}.mjs`, without],
    [`${name}-used.mjs`, using],
  ]);
  folder = freshProject(Object.fromEntries(files) as Record<string, string>);
});

describe.each(Object.entries(BUNDLERS))('%s', (_name, bundle) => {
  it.each(Object.entries(PROOFS))('bundles %s', async (_what, { name, words, prints }) => {
    const shaken = await bundle(folder, `${name}.mjs`);
    expect((await runNode(folder, shaken.file)).stdout.trim()).toBe(prints);
    expect(words.test(shaken.text)).toBe(false);
    const used = await bundle(folder, `${name}-used.mjs`);
    expect(words.test(used.text)).toBe(true);
  });
});
