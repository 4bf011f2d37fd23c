/** Jest without ES modules, which cannot `require` them: what most test suites still run on. */
import { expect, it } from 'vitest';
import { ENTRIES } from '../../gates/src/published.ts';
import { freshProject, runNode, toolPath } from './fresh-project.ts';
import { COMMON_JS, RESULT } from './shop.ts';

it('runs in a test of Jest, with every entry', async () => {
  const folder = freshProject({
    ...COMMON_JS,
    'jest.config.json': JSON.stringify({
      transform: {},
      testMatch: ['**/*.test.cjs'],
      watchman: false,
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
