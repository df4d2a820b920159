import { defineConfig, globalIgnores } from 'eslint/config';
import importX from 'eslint-plugin-import-x';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Which folder of src may import which; CONTRIBUTING.md says why. `target` is the importing side. */
const zone = (target, from, except, message) => ({
  target: `./src/${target}`,
  from: `./src/${from}`,
  ...(except.length > 0 ? { except } : {}),
  message,
});
const VIEWS = ['tree', 'commands', 'language', 'webview', 'watch', 'tasks'];
const zones = [
  zone('core', '.', ['./core'], 'The core knows nothing of the rest of the program.'),
  zone(
    'core/fits',
    'core',
    ['./fits', './model.ts', './errors.ts', './ports.ts', './files/syncFolder.ts'],
    'fits is at the bottom.',
  ),
  zone(
    'core/sessions',
    'core',
    ['./sessions', './model.ts', './errors.ts', './ports.ts', './tupleMap.ts', './decimals.ts'],
    'sessions is pure.',
  ),
  zone(
    'core/xisf',
    'core',
    ['./xisf', './fits', './model.ts', './errors.ts'],
    'xisf has the face of fits and rests on it.',
  ),
  zone(
    'core/frame',
    'core',
    ['./frame', './fits', './files/passedOver.ts', './model.ts', './errors.ts', './decimals.ts'],
    'frame rests on fits.',
  ),
  zone(
    'core/siril',
    'core',
    ['./siril', './files/inside.ts', './model.ts', './errors.ts', './ports.ts'],
    'siril knows no archive.',
  ),
  zone(
    'core/database',
    'core',
    [
      './database',
      './files/replace.ts',
      './files/inside.ts',
      './files/there.ts',
      './lock/lock.ts',
      './model.ts',
      './errors.ts',
      './ports.ts',
      './archive.ts',
      './words.ts',
      './tupleMap.ts',
    ],
    'database stores.',
  ),
  zone(
    'core/lock',
    'core',
    ['./lock', './model.ts', './errors.ts', './ports.ts'],
    'lock knows files and processes, and no archive.',
  ),
  zone('engine', '.', ['./engine', './core'], 'The engine knows only the core.'),
  zone('cli', '.', ['./cli', './core'], 'The command line knows only the core.'),
  ...VIEWS.map((view) =>
    zone(
      view,
      '.',
      [
        `./${view}`,
        './engine/client.ts',
        './core/model.ts',
        './core/archive.ts',
        './core/ports.ts',
        './core/errors.ts',
        './core/words.ts',
        './core/astrofilerText.ts',
        ...(view === 'commands'
          ? ['./core/set/changes.ts', './core/set/keywords.ts', './core/rereadText.ts']
          : []),
        './core/historyText.ts',
        './core/masterText.ts',
        './core/resultText.ts',
        './core/mergeText.ts',
        './core/namesFile.ts',
        './core/namesText.ts',
        './core/shoppingList.ts',
        './core/cardText.ts',
        './core/headerText.ts',
        './core/headerWords.ts',
        ...(view === 'language' ? ['./core/siril', './core/fits/header.ts'] : []),
        ...(view === 'webview' ? ['./core/fits/header.ts'] : []),
        ...(view === 'watch' ? ['./core/files/inside.ts', './core/files/passedOver.ts'] : []),
        ...(view === 'tasks' ? ['./core/siril', './core/checkout/marker.ts'] : []),
      ],
      'A view uses the engine’s client and the model; a command id is the only link between views.',
    ),
  ),
  zone(
    'webview/client',
    '.',
    [
      './webview/client',
      './webview/protocol.ts',
      './webview/planProtocol.ts',
      './webview/explainProtocol.ts',
      './webview/headerProtocol.ts',
      './core/model.ts',
      './core/archive.ts',
      './core/words.ts',
    ],
    'Browser code imports only its protocol and types.',
  ),
];

export default defineConfig([
  globalIgnores(['dist/', 'out/', 'node_modules/', '.vscode-host/', '.vscode-test/', 'sample/']),
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked, ...tseslint.configs.stylistic],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts', '.mjs', '.js'] })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'import-x/no-cycle': 'error',
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
