import { defineConfig, globalIgnores } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { house } from './eslint/house.mjs';

export default defineConfig([
  globalIgnores(['dist/', 'out/', 'node_modules/', '.vscode-host/', '.vscode-test/', 'sample/']),
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked, ...tseslint.configs.stylistic],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  ...house(import.meta.dirname),
  {
    files: [
      'src/core/**/*.ts',
      'src/cli/**/*.ts',
      'src/engine/worker.ts',
      'src/engine/server.ts',
      'test/unit/**/*.ts',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'vscode', message: 'This code runs without VS Code.' }] },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: [
      'scripts/**',
      'bench/**',
      'test/e2e/**',
      'test/faults/nightly.ts',
      'test/host/**',
      'test/versions/**',
      'test/integration/run.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  prettier,
]);
