import { defineConfig, globalIgnores } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { house } from './eslint/house.mjs';
import { texts } from './eslint/texts.mjs';

const VSCODE = { name: 'vscode', message: 'This code runs without VS Code.' };
/** What only tests in `test/programs` use. */
const PROGRAMS = ['child_process', 'node:child_process', 'esbuild', 'eslint'].map((name) => ({
  name,
  message: 'Tests that build, start or kill programs are in test/programs.',
}));
/** What only tests in `test/archive` and `test/programs` use. */
const ARCHIVES = {
  regex: '/support/(bench|exfat)$|/core/archive/open$',
  message: 'Tests of whole archives are in test/archive.',
};
/** Private is `#name`, which holds at run time too. Only a constructor can have the keyword: it has no other way. */
const PRIVACY = [
  {
    selector:
      ':matches(PropertyDefinition, MethodDefinition[kind!="constructor"], AccessorProperty, TSParameterProperty)[accessibility="private"]',
    message: 'Private members are called #name.',
  },
  {
    selector: ':matches(PropertyDefinition, MethodDefinition)[key.name=/^_/]',
    message: 'Private members are called #name.',
  },
];

/**
 * Sentences of errors and reports are held by the tests of texts; all others look at codes and data. A regular
 * expression with a blank that is no sentence, such as a line of a script, gets a comment that disables the rule for
 * its line.
 */
const ASSERTION = 'CallExpression[callee.property.name=/^(match|rejects|throws)$/]';
const HELPER = 'CallExpression[callee.name=/^(failed|fails|refused)$/]';
const SENTENCES = [`${ASSERTION} > Literal:nth-child(2)`, `${HELPER} > Literal`].map((selector) => ({
  selector: `${selector}[regex.pattern=/ /]`,
  message: 'Assert the code and the detail of an error, not its words: failed() in test/support.',
}));

/** A hook outside of any group runs before or after every test of the process, those of other files too. */
const HOOKS = [
  {
    selector: 'Program > ExpressionStatement > CallExpression[callee.name=/^(before|after)(Each)?$/]',
    message: 'Hooks stand in a describe: outside they run for the tests of all files.',
  },
];

/** Node, libraries, then the project from the farthest to the nearest, each by its path; names in braces too. */
const IMPORT_ORDER = {
  groups: ['builtin', 'external', 'parent', 'sibling', 'index'],
  alphabetize: { order: 'asc', orderImportKind: 'ignore', caseInsensitive: true },
  named: { enabled: true, types: 'mixed' },
  'newlines-between': 'never',
};

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
      'no-restricted-syntax': ['error', ...PRIVACY],
    },
  },
  ...house(import.meta.dirname),
  {
    files: ['**/*.{ts,mjs}'],
    plugins: { 'import-x': importX },
    rules: { 'import-x/order': ['error', IMPORT_ORDER] },
  },
  ...texts(),
  {
    files: [
      'src/core/**/*.ts',
      'src/cli/**/*.ts',
      'src/engine/worker.ts',
      'src/engine/server.ts',
      'test/programs/**/*.ts',
    ],
    rules: { 'no-restricted-imports': ['error', { paths: [VSCODE] }] },
  },
  {
    files: ['test/archive/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [VSCODE, ...PROGRAMS] }] },
  },
  {
    files: ['test/unit/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [VSCODE, ...PROGRAMS], patterns: [ARCHIVES] }] },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...PRIVACY, ...HOOKS],
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: ['unit', 'archive', 'programs'].map((suite) => `test/${suite}/core/**/*.ts`),
    ignores: ['test/unit/core/text/**'],
    rules: { 'no-restricted-syntax': ['error', ...PRIVACY, ...HOOKS, ...SENTENCES] },
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
