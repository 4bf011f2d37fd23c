/** What the suite is written with can itself fail: an assertion that cannot guards nothing. */
import { describe, expect, it } from 'vitest';
import { runSuite } from './run-suite.ts';
import { equal, group, matches, ok, rejects, throws } from './test.ts';

const ERROR = Object.assign(new TypeError('x'), { code: 'A' });

it.each<[string, () => unknown, () => unknown]>([
  [
    'equal',
    () => {
      equal({ a: 1, b: [2] }, { b: [2], a: 1 });
    },
    () => {
      equal([1], [1, 2]);
    },
  ],
  [
    'equal, of bytes',
    () => {
      equal(Uint8Array.of(1), Uint8Array.of(1));
    },
    () => {
      equal(Uint8Array.of(1), [1]);
    },
  ],
  [
    'equal, of nothing',
    () => {
      equal(undefined, undefined);
    },
    () => {
      equal(undefined, null);
    },
  ],
  [
    'ok',
    () => {
      ok(true, 'it');
    },
    () => {
      ok(false, 'it');
    },
  ],
  [
    'matches',
    () => {
      matches({ a: 1, b: 2 }, { a: 1 });
    },
    () => {
      matches({ a: 1 }, { c: 1 });
    },
  ],
  [
    'throws',
    () => {
      throws(
        () => {
          throw ERROR;
        },
        { code: 'A' },
      );
    },
    () => {
      throws(
        () => {
          throw ERROR;
        },
        { code: 'B' },
      );
    },
  ],
  [
    'throws, of nothing thrown',
    () => {
      throws(() => {
        throw ERROR;
      }, {});
    },
    () => {
      throws(() => 1, {});
    },
  ],
  [
    'rejects',
    () => rejects(Promise.reject(ERROR), { name: 'TypeError' }),
    () => rejects(Promise.reject(ERROR), { name: 'Error' }),
  ],
  [
    'rejects, of what resolves',
    () => rejects(Promise.reject(ERROR), {}),
    () => rejects(Promise.resolve(1), {}),
  ],
])('%s passes and fails', async (_, passes, fails) => {
  await passes();
  await expect(
    (async () => {
      await fails();
    })(),
  ).rejects.toThrow(/^expected /);
});

describe('a run', () => {
  it('prints what passed, what failed and how many ran, without what the engine lacks', async () => {
    const tests = group('g', [], (test) => {
      test('passes', () => undefined);
      test('fails', () => {
        equal(1, 2);
      });
      test('rejects', () => Promise.reject(new Error('later')));
      test(
        'is not run',
        () => {
          throw new Error('never');
        },
        'realm',
      );
    });
    const lines: { test?: string; error?: string; ran?: number }[] = [];
    await runSuite(tests, ['realm'], (line) => lines.push(JSON.parse(line) as object));
    expect(lines).toEqual([
      { test: 'g: passes' },
      { test: 'g: fails', error: expect.stringContaining('expected 2, received 1') as string },
      { test: 'g: rejects', error: expect.stringContaining('later') as string },
      { ran: 3 },
    ]);
  });
});
