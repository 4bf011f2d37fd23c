/** What the packages take of the engine itself. */
import * as installed from '@luxcore/signing';
import * as browserBuild from './browser-build.ts';
import type { Host } from './host.ts';
import { nativeHashCalls } from './native-hash.ts';
import { equal, group, ok, type Test } from './test.ts';

/** Long enough for Deno, whose own hash is taken for what is long. */
const LONG = 'a'.repeat(5000);

export function engineTests({ hasNativeHash }: Host): Test[] {
  return group('the engine', [], (test) => {
    test('has its own hash used where it has one, and only there', () => {
      installed.sha256Hex('first');
      const before = nativeHashCalls();
      installed.sha256Hex(LONG);
      equal(nativeHashCalls() > before, hasNativeHash);
    });

    test('has no hash of its own used in the build for browsers', () => {
      browserBuild.sha256Hex('first');
      const before = nativeHashCalls();
      const digest = browserBuild.sha256Hex(LONG);
      equal(nativeHashCalls(), before);
      equal(installed.sha256Hex(LONG), digest);
    });

    test('has two builds that are two', () => {
      ok((installed.sha256Hex as unknown) !== browserBuild.sha256Hex, 'two functions');
    });
  });
}
