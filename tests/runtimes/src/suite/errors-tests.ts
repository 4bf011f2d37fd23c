/** Errors, also of another copy of the package and of another realm, where `instanceof` fails. */
import { API_KEY_PREFIXES } from '@luxcore/contract';
import * as errors from '@luxcore/errors';
import { createSigner } from '@luxcore/signing';
import * as browserBuild from './browser-build.ts';
import type { Host } from './host.ts';
import { equal, group, matches, ok, throws, type Test } from './test.ts';

const { ERROR_CODES, errorFromResponse, isLuxCoreError, LuxCoreError, PaymentError, SigningError } =
  errors;
const KEY = `${API_KEY_PREFIXES.test}abcdefghijklmnopqrstuvwxyz`;

/** By its prototypes: the Edge Runtime has `instanceof` say yes to what another realm made. */
function isOfThisRealm(value: object, type: { readonly prototype: object }): boolean {
  return Object.prototype.isPrototypeOf.call(type.prototype, value);
}

/** What is true of an error whoever made it. */
function isRecognised(error: unknown, name: string, code: string): void {
  ok(isLuxCoreError(error), 'an error that is recognised');
  matches(error, { name, code });
  ok(!JSON.stringify(error).includes(KEY), 'no key in its JSON');
}

export function errorsTests({ realm }: Host): Test[] {
  return group('errors', [], (test) => {
    for (const [code, row] of Object.entries(ERROR_CODES)) {
      const { status } = row as { status: number | null };
      if (status === null || status < 400) continue;
      test(`an answer with ${code} is a ${row.class}`, () => {
        const body = { statusCode: status, message: `for ${KEY}`, error: code };
        const error = errorFromResponse({ status, headers: { 'X-Request-Id': 'r1' }, body });
        isRecognised(error, row.class, code);
        matches(error, { status, retry: row.retry, requestId: 'r1' });
        ok(error instanceof errors[row.class], `an instance of ${row.class}`);
        ok(error instanceof LuxCoreError && error instanceof Error, 'an instance of the bases');
        ok(!error.message.includes(KEY), 'no key in the message');
      });
    }

    test('carry their cause, and a stack', () => {
      const cause = new TypeError('socket hang up');
      const error = new PaymentError('lost', { code: 'LOCK_TIMEOUT', cause });
      matches(error.cause, { name: 'TypeError', message: 'socket hang up' });
      ok(typeof error.stack === 'string' && error.stack.length > 0, 'a stack');
    });

    test('nothing else is taken for one', () => {
      for (const value of [new Error('x'), { code: 'INVALID_SIGNATURE' }, null, 'x', undefined]) {
        equal(isLuxCoreError(value), false);
      }
    });

    test('of another copy of the package are recognised, by its classes too', () => {
      const signer = browserBuild.createSigner({ merchantId: 1024, secret: 'test_secret' });
      let error: unknown;
      try {
        signer.sign({ method: 'POST', path: 'no slash' });
      } catch (thrown) {
        error = thrown;
      }
      ok((browserBuild.SigningError as unknown) !== SigningError, 'another copy of the class');
      isRecognised(error, 'SigningError', 'INVALID_PATH');
      const made = new browserBuild.SigningError('x', { code: 'INVALID_PATH' });
      isRecognised(made, 'SigningError', 'INVALID_PATH');
      throws(
        () => createSigner({ merchantId: 1024, secret: '' }).sign({ method: 'GET', path: '/' }),
        {
          name: 'ConfigurationError',
        },
      );
    });

    test(
      'of another realm are recognised, where they are no instance of Error',
      () => {
        if (realm === undefined) throw new Error('there is no other realm');
        const error = new realm.errors.PaymentError(`no ${KEY}`, { code: 'TTL_EXPIRED' });
        ok(!isOfThisRealm(error, Error), 'an error of another realm');
        isRecognised(error, 'PaymentError', 'TTL_EXPIRED');
      },
      'realm',
    );

    test(
      'of this realm are recognised in another',
      () => {
        if (realm === undefined) throw new Error('there is no other realm');
        const error = new PaymentError('x', { code: 'TTL_EXPIRED' });
        equal(realm.errors.isLuxCoreError(error), true);
        equal(realm.errors.isLuxCoreError(new Error('x')), false);
      },
      'realm',
    );

    test(
      'are not needed for bytes of another realm: they are signed as bytes',
      () => {
        if (realm === undefined) throw new Error('there is no other realm');
        const now = (): number => 1_777_420_800_000;
        const signer = createSigner({ merchantId: 1024, secret: 'test_secret', now });
        const bytes = realm.bytesOf([123, 125]);
        ok(!isOfThisRealm(bytes, Uint8Array), 'bytes of another realm');
        const request = { method: 'POST', path: '/api/v2/payments' };
        equal(
          signer.sign({ ...request, body: bytes }).bodySha256,
          signer.sign({ ...request, body: '{}' }).bodySha256,
        );
      },
      'realm',
    );
  });
}
