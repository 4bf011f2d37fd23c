import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { HOUSE } from './tests/gates/src/house.ts';

const TEST_FILES = ['**/*.test.ts', '**/*.test-d.ts'];
const RUNTIME_GLOBALS = [
  'process',
  'Buffer',
  'global',
  'require',
  '__dirname',
  '__filename',
  'Deno',
  'Bun',
];

/** Imports run downwards only, and isomorphic files know no runtime: see tests/gates/src/house.ts. */
const floors = Object.entries(HOUSE).flatMap(([name, floor]) => {
  const folder = `packages/${name}`;
  const allowed = floor.below.map((below) => `(?!@luxcore/${below}$)`).join('');
  const upwards = {
    regex: `^${allowed}@luxcore/`,
    message: `@luxcore/${name} may import ${floor.below.join(', ') || 'no other package of ours'}: imports run downwards.`,
  };
  const node = {
    regex:
      '^node:|^(assert|buffer|child_process|crypto|events|fs|http|https|net|os|path|process|stream|tls|url|util|worker_threads)(/|$)',
    message:
      'Isomorphic code uses Web APIs alone; what needs Node belongs in a file named *.node.ts.',
  };
  const message = 'Isomorphic code knows no runtime; see tests/gates/src/house.ts.';
  return [
    {
      files: [`${folder}/src/**/*.ts`],
      ignores: TEST_FILES,
      rules: { 'no-restricted-imports': ['error', { patterns: [upwards] }] },
    },
    {
      files: [`${folder}/src/**/*.ts`],
      ignores: [
        ...TEST_FILES,
        '**/*.node.ts',
        ...(floor.environment ?? []).map((file) => `${folder}/${file}`),
      ],
      rules: {
        'no-restricted-imports': ['error', { patterns: [upwards, node] }],
        'no-restricted-globals': [
          'error',
          ...RUNTIME_GLOBALS.map((global) => ({ name: global, message })),
        ],
        'no-restricted-properties': [
          'error',
          ...RUNTIME_GLOBALS.map((property) => ({ object: 'globalThis', property, message })),
        ],
        'no-restricted-syntax': [
          'error',
          { selector: 'MetaProperty[meta.name="import"]', message },
        ],
      },
    },
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
  ...floors,
);
