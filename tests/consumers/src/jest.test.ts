/** Jest without ES modules, which cannot `require` them: what most test suites still run on. */
import { expect, it } from 'vitest';
import { ENTRIES } from '../../gates/src/published.ts';
import { freshProject, runNode, toolPath } from './fresh-project.ts';
import { COMMON_JS, RESULT } from './shop.ts';

/** Jest with jsdom asks for the builds of browsers, and can `require` no ES modules there either. */
const ENVIRONMENTS = {
  node: {},
  jsdom: { testEnvironmentOptions: { customExportConditions: ['browser'] } },
};

it.each(Object.entries(ENVIRONMENTS))('runs in a test of Jest as with %s', async (_name, more) => {
  const folder = freshProject({
    ...COMMON_JS,
    'jest.config.json': JSON.stringify({
      transform: {},
      testMatch: ['**/*.test.cjs'],
      watchman: false,
      ...more,
    }),
    'shop.test.cjs': `const { shop } = require('./shop.cjs');
      test('pays', async () => expect(await shop()).toEqual(${JSON.stringify(RESULT)}));
      test.each(${JSON.stringify(ENTRIES.map(({ specifier }) => specifier))})('requires %s', (name) => {
        expect(Object.keys(require(name))).not.toEqual([]);
      });`,
  });
  const jest = toolPath('jest', 'bin/jest.js');
  const ran = await runNode(folder, jest, '--json', '--config', 'jest.config.json');
  const { numPassedTests, testResults } = JSON.parse(ran.stdout) as {
    numPassedTests: number;
    testResults: { message: string }[];
  };
  expect(testResults.map(({ message }) => message)).toEqual(['']);
  expect(numPassedTests).toBe(1 + ENTRIES.length);
});
