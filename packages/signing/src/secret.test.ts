import { inspect } from 'node:util';
import { ConfigurationError } from '@luxcore/errors';
import { describe, expect, it } from 'vitest';
import { signCanonical } from './signature.ts';
import { createSigner } from './signer.ts';

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const SPACE = 'received one with white space around it';
const WEBHOOK = 'received a webhook secret';
const API_KEY = 'received an API key';

const REFUSED: [string, unknown, string][] = [
  ['an empty secret', '', 'received an empty text'],
  ['only a space', ' ', SPACE],
  ['a trailing line break', 'hidden-value\n', SPACE],
  ['a trailing CR LF', 'hidden-value\r\n', SPACE],
  ['a leading space', ' hidden-value', SPACE],
  ['a leading tab', '\thidden-value', SPACE],
  ['a byte order mark', '\ufeffhidden-value', SPACE],
  ['a no-break space', 'hidden-value\u00a0', SPACE],
  ['a webhook secret', 'whsec_hidden-value', WEBHOOK],
  ['a webhook secret with a line break', 'whsec_hidden-value\n', WEBHOOK],
  ['a test API key', 'qp_test_sk_hidden-value', API_KEY],
  ['a production API key', 'qp_prod_sk_hidden-value', API_KEY],
  ['an API key of the older form', 'qp_test_hidden-value', API_KEY],
  ['an API key with a space before it', ' qp_prod_sk_hidden-value', API_KEY],
  ['undefined', undefined, 'received undefined'],
  ['null', null, 'received object'],
  ['a number', 42, 'received number'],
  ['bytes', new TextEncoder().encode('hidden-value'), 'received object'],
  ['a String object', Object('hidden-value'), 'received object'],
];

describe.each(REFUSED)('%s as the secret', (_case, secret, reason) => {
  it.each<[string, () => unknown]>([
    ['createSigner', () => createSigner({ merchantId: 1024, secret: secret as string })],
    ['signCanonical', () => signCanonical(secret as string, 'text')],
  ])('is refused by %s with the reason, which does not show it', (_function, run) => {
    const error = caught(run);
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toMatchObject({ code: 'INVALID_SECRET' });
    expect((error as Error).message).toContain(reason);
    const shown = inspect(error, { showHidden: true, depth: 9 }) + JSON.stringify(error);
    expect(shown).not.toContain('hidden-value');
  });
});

it.each([
  'a',
  'whsec',
  'my whsec_ secret',
  'mywhsec_secret',
  'my qp_test_ secret',
  'my_qp_prod_secret',
  'qp_live_sk_1',
  'two words',
  'clé',
  '0',
])('takes %j, which is none of these', (secret) => {
  expect(signCanonical(secret, 'text')).toMatch(/^hmac_sha256=[\da-f]{64}$/);
});
