/** What the packages say on an engine that has the language alone, and what has to be given to it. */
import { apiKey, createClient } from '@luxcore/client';
import { API_KEY_PREFIXES } from '@luxcore/contract';
import { createNonce, createSigner, explain } from '@luxcore/signing';
import { verifyDelivery } from '@luxcore/webhooks';
import { equal, group, matches, ok, rejects, throws, type Test } from './test.ts';

/** Puts what is missing into place, as a program there would. */
export interface MissingParts {
  readonly giveTextEncoder: () => void;
  readonly giveRandomValues: () => void;
  readonly giveTextDecoder: () => void;
}

const WEB_APIS = [
  'TextEncoder',
  'TextDecoder',
  'crypto',
  'URL',
  'Headers',
  'Request',
  'AbortController',
  'fetch',
  'setTimeout',
];
const REQUEST = { method: 'GET', path: '/api/v2/balance' };
const newSigner = (nonce?: () => string) =>
  createSigner({ merchantId: 1024, secret: 'test_secret', ...(nonce && { nonce }) });

/** Each begins where the one before it has ended: the first has nothing. */
export function languageTests({
  giveTextEncoder,
  giveRandomValues,
  giveTextDecoder,
}: MissingParts): Test[] {
  return group('with the language alone', [], (test) => {
    test('there are no Web APIs, and the packages are imported', () => {
      equal(
        WEB_APIS.filter((name) => name in globalThis),
        [],
      );
      const functions = [createClient, createSigner, verifyDelivery];
      ok(
        functions.every((one) => typeof one === 'function'),
        'functions',
      );
    });

    test('a client needs several, and names the first', async () => {
      const auth = apiKey(`${API_KEY_PREFIXES.test}emulated`);
      await rejects(createClient({ auth }).balance.all(), {
        name: 'ConfigurationError',
        code: 'INVALID_OPTION',
        outcome: 'not_sent',
        message: 'AbortController: expected a function, received undefined',
      });
    });

    test('a signature needs TextEncoder, and says so', () => {
      throws(() => newSigner().sign(REQUEST), {
        name: 'ConfigurationError',
        code: 'INVALID_OPTION',
        message: 'TextEncoder: expected a function, received undefined',
      });
      giveTextEncoder();
      const { headers } = newSigner().sign({ ...REQUEST, nonce: 'nonce-0001' });
      equal(headers['X-Nonce'], 'nonce-0001');
    });

    test('a nonce needs crypto.getRandomValues or a function of the caller, and says so', () => {
      for (const make of [createNonce, () => newSigner().sign(REQUEST)]) {
        throws(make, {
          name: 'ConfigurationError',
          code: 'INVALID_OPTION',
          message: 'nonce: expected a function without crypto.getRandomValues, received undefined',
        });
      }
      matches(newSigner(() => 'nonce-0002').sign(REQUEST), { nonce: 'nonce-0002' });
      giveRandomValues();
      equal(createNonce().length, 32);
    });

    test('an explanation tries what takes a body apart with TextDecoder, and says so without', () => {
      const { headers } = newSigner().sign(REQUEST);
      const request = { ...REQUEST, method: 'POST', body: '{}', headers };
      const isTried = (): boolean =>
        !explain({ request, secret: 'test_secret' }).untried.includes('body_reserialised');
      equal(isTried(), false);
      giveTextDecoder();
      equal(isTried(), true);
    });
  });
}
