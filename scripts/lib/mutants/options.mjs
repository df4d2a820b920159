/** How Stryker is run on a room. */
import { testsOf } from './rooms.mjs';

/** Where the tool's own report of a room is: every mutant with its place and what became of it. */
export const reportFile = ({ name }) => `out/mutants/${name}.json`;
/** Where Stryker remembers what became of each mutant, so that the next run skips what has not changed. */
export const incrementalFile = ({ name }) => `out/mutants/${name}.incremental.json`;

/**
 * @param {import('./rooms.mjs').Room} room
 * @param {{ every: number, workers: number, own: boolean }} request
 * @returns {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export function mutantOptions(room, { every, workers, own }) {
  return {
    mutate: [`src/core/${room.folder}/**/*.ts`],
    testRunner: 'mocha',
    // Mocha's runner does not read `node-option`, so TypeScript is taken care of here.
    testRunnerNodeArgs: ['--import=tsx'],
    mochaOptions: { 'no-config': true, 'no-package': true, ui: 'bdd', spec: testsOf(room, own) },
    coverageAnalysis: 'perTest',
    // What runs while a file is loaded can only be tried with all tests in a new process.
    ignoreStatic: true,
    concurrency: workers,
    checkers: every > 1 ? ['sample'] : [],
    sample: { every },
    ignorers: ['user-text'],
    plugins: [
      '@stryker-mutator/mocha-runner',
      new URL('sample.mjs', import.meta.url).href,
      new URL('userText.mjs', import.meta.url).href,
    ],
    ignorePatterns: ['/dist', '/docs', '/media', '/out', '/sample', '.vscode-host', '.vscode-test'],
    tempDirName: `out/mutants/sandbox-${room.name}`,
    cleanTempDir: 'always',
    // tsx takes the types out; the comment that Stryker would add moves every line.
    disableTypeChecks: false,
    incremental: true,
    incrementalFile: incrementalFile(room),
    reporters: ['json', 'html', ...(process.stdout.isTTY ? ['progress'] : ['progress-append-only'])],
    jsonReporter: { fileName: reportFile(room) },
    htmlReporter: { fileName: `out/mutants/${room.name}.html` },
    thresholds: { high: 90, low: 85, break: null },
    // An endless loop is the only mutant that needs this long; a busy machine must not count as one.
    timeoutMS: 20_000,
    timeoutFactor: 1.5,
    dryRunTimeoutMinutes: 15,
    allowConsoleColors: process.stdout.isTTY === true,
    warnings: { slow: false },
  };
}
