/** The suites of `npm test`, in the order in which they run. */
import { npm } from './dependencies.mjs';

const node = process.execPath;
const tsx = [node, '--import', 'tsx'];
/** @param {string} suite its folder below `test`, `unit` */
const mocha = (suite) => [node, 'node_modules/mocha/bin/mocha.js', '--config', `test/${suite}/.mocharc.json`];

/**
 * @typedef {object} Suite
 * @property {string} name what the user types: `unit`
 * @property {readonly (readonly string[])[]} commands run one after the other until one fails
 * @property {number} seconds how long all of them may take
 * @property {boolean} [tests] the last command counts its own tests (mocha); otherwise the suite is one check
 * @property {readonly string[]} [needs] suites without which it cannot run; they run even when not asked for
 */

/** @type {readonly Suite[]} */
export const SUITES = [
  {
    name: 'build',
    commands: [
      [node, 'esbuild.js'],
      [node, 'esbuild.tests.js'],
    ],
    seconds: 60,
  },
  { name: 'types', commands: [[...npm(), 'run', '--silent', 'types']], seconds: 180 },
  {
    name: 'lint',
    commands: [
      [...npm(), 'run', '--silent', 'lint'],
      [node, 'scripts/l10n.mjs', '--check'],
    ],
    seconds: 240,
  },
  { name: 'format', commands: [[...npm(), 'run', '--silent', 'format:check']], seconds: 120 },
  { name: 'unit', commands: [mocha('unit')], seconds: 120, tests: true, needs: ['build'] },
  { name: 'archive', commands: [mocha('archive')], seconds: 400, tests: true },
  { name: 'programs', commands: [mocha('programs')], seconds: 500, tests: true },
  { name: 'faults', commands: [mocha('faults')], seconds: 400, tests: true, needs: ['build'] },
  { name: 'versions', commands: [mocha('versions')], seconds: 240, tests: true, needs: ['build'] },
  {
    name: 'integration',
    commands: [[...tsx, 'test/integration/run.ts']],
    seconds: 600,
    tests: true,
    needs: ['build'],
  },
  {
    name: 'package',
    commands: [
      [...npm(), 'run', '--silent', 'package'],
      [node, 'scripts/lib/checkPackage.mjs', 'out/astro-archive.vsix'],
    ],
    seconds: 120,
    needs: ['build'],
  },
  { name: 'e2e', commands: [[...tsx, 'test/e2e/run.ts']], seconds: 900, tests: true, needs: ['package'] },
  {
    name: 'windows',
    commands: [[...tsx, 'test/windows/run.ts']],
    seconds: 420,
    tests: true,
    needs: ['build'],
  },
];

/**
 * @param {readonly string[]} names what the user asked for; none means all
 * @returns {readonly Suite[]} these and what they need, in order
 * @throws Error that lists the names when one is unknown
 */
export function chooseSuites(names) {
  const known = SUITES.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`No suite "${unknown.join('", "')}". There are: ${known.join(', ')}.`);
  // Some tests are or start what the build wrote, so a stale build would mislead.
  const wanted = new Set(names.length > 0 ? ['build', ...names] : known);
  for (const { name, needs = [] } of [...SUITES].reverse()) {
    if (wanted.has(name)) needs.forEach((need) => wanted.add(need));
  }
  return SUITES.filter(({ name }) => wanted.has(name));
}
