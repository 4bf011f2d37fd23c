import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { floorRule } from './tests/gates/src/floor-rule.ts';
import { HOUSE } from './tests/gates/src/house.ts';

const TEST_FILES = ['**/*.test.ts', '**/*.test-d.ts'];

/** Imports run downwards only, and isomorphic files know no runtime: see tests/gates/src/house.ts. */
const floors = Object.entries(HOUSE).flatMap(([name, { below, environment = {} }]) => {
  const folder = `packages/${name}/src`;
  const floor = (options) => ({
    rules: { 'house/floor': ['error', { name, below, node: false, reads: [], ...options }] },
  });
  return [
    { files: [`${folder}/**/*.ts`], ignores: TEST_FILES, ...floor({}) },
    { files: [`${folder}/**/*.node.ts`], ignores: TEST_FILES, ...floor({ node: true }) },
    ...Object.entries(environment).map(([file, reads]) => ({
      files: [`packages/${name}/${file}`],
      ...floor({ reads }),
    })),
  ];
});

export default defineConfig(
  globalIgnores(['**/dist/', '**/reports/', '**/coverage/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      // `code: ErrorCode | (string & {})` keeps the known names in an editor's suggestions.
      '@typescript-eslint/no-empty-object-type': ['error', { allowObjectTypes: 'always' }],
      'no-console': 'error',
    },
  },
  { files: ['apps/**', 'bench/**', 'tests/**'], rules: { 'no-console': 'off' } },
  {
    files: TEST_FILES,
    rules: {
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { plugins: { house: { rules: { floor: floorRule } } } },
  ...floors,
);
