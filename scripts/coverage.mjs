/**
 * `npm run coverage`: runs the tests of `unit`, `archive` and `programs` and prints how many lines and
 * branches of each room of the core they reach.
 *
 *     npm run coverage                                  all of them
 *     npm run coverage -- 'test/unit/core/storage/**'   these tests only
 *
 * The pages in `out/coverage/index.html` show the lines themselves. Returns mocha's exit code, or 1 when a
 * room is below the goal.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

/** Of the lines of a room, so many in a hundred must be reached. */
const GOAL_PERCENT = 85;

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));

const ALL = ['unit', 'archive', 'programs'].map((suite) => `test/${suite}/**/*.test.ts`);
const asked = process.argv.slice(2);
const specs = asked.length > 0 ? asked : ALL;
rmSync('out/coverage', { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/c8/bin/c8.js',
    ...['--all', '--src', 'src/core', '--include', 'src/core/**/*.ts'],
    ...typeFiles().flatMap((file) => ['--exclude', file]),
    ...['--reporter', 'json-summary', '--reporter', 'html', '--reports-dir', 'out/coverage'],
    ...['--temp-directory', 'out/coverage/raw'],
    ...[process.execPath, 'node_modules/mocha/bin/mocha.js', '--no-config', '-n', 'import=tsx'],
    ...['--ui', 'bdd', '--reporter', 'test/reporter.cjs', '--timeout', '60000', ...specs],
  ],
  { stdio: 'inherit' },
);

const rooms = roomsOf(JSON.parse(readFileSync('out/coverage/coverage-summary.json', 'utf8')));
console.log(`\n${table(rooms)}`);
const isLow = asked.length === 0 && rooms.some(({ lines }) => percent(lines) < GOAL_PERCENT);
process.exit(status || (isLow ? 1 : 0));

/** The files that hold nothing but types, of which no line can be reached. */
function typeFiles() {
  return readdirSync('src/core', { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join('src/core', file))
    .filter((file) => {
      const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts' });
      return /^(\s|export \{\s*\};|import "[^"]*";)*$/.test(code);
    });
}

/** Sums up the files of each room: the two folders below `src/core`, `storage/journal`. */
function roomsOf({ total: _total, ...files }) {
  const rooms = new Map();
  for (const [file, { lines, branches }] of Object.entries(files)) {
    const name = dirname(relative('src/core', file)).split(sep).slice(0, 2).join('/');
    const room = rooms.get(name) ?? { name, lines: none(), branches: none() };
    rooms.set(name, { name, lines: sum(room.lines, lines), branches: sum(room.branches, branches) });
  }
  const all = [...rooms.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const whole = (of) => all.reduce((counts, room) => sum(counts, room[of]), none());
  return [...all, { name: 'all', lines: whole('lines'), branches: whole('branches') }];
}

function table(rooms) {
  const rows = rooms.map(({ name, lines, branches }) => [
    name,
    `${lines.total}`,
    `${percent(lines)} %`,
    `${percent(branches)} %`,
  ]);
  const head = [
    ['room', 'lines', 'lines reached', 'branches reached'],
    ['---', '--:', '--:', '--:'],
  ];
  return [...head, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function none() {
  return { total: 0, covered: 0 };
}

function sum(a, b) {
  return { total: a.total + b.total, covered: a.covered + b.covered };
}

/** Cut, not rounded, so that 84.99 is not taken for the goal. */
function percent({ total, covered }) {
  return total === 0 ? 100 : Math.floor((covered / total) * 1000) / 10;
}
