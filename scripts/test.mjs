/**
 * `npm test`: everything, or the suites that are named (`npm test -- unit e2e`). Uses only what Node brings
 * until the dependencies are installed, so it works in a fresh clone. The last line is `N passed, N failed, N
 * skipped`; the exit code is 1 when anything failed.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './lib/dependencies.mjs';
import { endAll, run } from './lib/processes.mjs';
import { removeTemporary, runSuite } from './lib/runSuite.mjs';
import { chooseSuites } from './lib/suites.mjs';
import { summary } from './lib/summary.mjs';

/** The whole run ends, whatever hangs; it takes about 20 minutes on two cores. */
const LIMIT_SECONDS = 30 * 60;
const began = Date.now();
const outcomes = [];
let finishing = false;

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => void finish(130, 'interrupted'));
}
// npm and the shell between may end without passing a signal on.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && void finish(130, 'interrupted'), 1000).unref();

let suites;
try {
  suites = chooseSuites(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exit(2);
}

if (await installDependencies()) {
  mkdirSync('out', { recursive: true });
  for (const suite of suites) if (!finishing) await runNext(suite);
  // Packaging leaves the minified build behind; whoever works here wants the one with source maps.
  const packaged = outcomes.some(({ name, passed }) => name === 'package' && passed > 0);
  if (packaged && !finishing) await run([process.execPath, 'esbuild.js'], { seconds: 60 });
} else {
  outcomes.push(outcome('install', { failed: 1, notes: ['npm ci failed'] }));
  for (const { name } of suites) {
    outcomes.push(outcome(name, { skipped: 1, notes: ['the dependencies could not be installed'] }));
  }
}
await finish(outcomes.some(({ failed }) => failed > 0) ? 1 : 0);

async function runNext(suite) {
  const missing = (suite.needs ?? []).filter((need) =>
    outcomes.some(({ name, failed, skipped }) => name === need && failed + skipped > 0),
  );
  const left = LIMIT_SECONDS - (Date.now() - began) / 1000;
  if (missing.length > 0) {
    outcomes.push(outcome(suite.name, { skipped: 1, notes: [`${missing.join(', ')} did not pass`] }));
  } else if (left < 5) {
    outcomes.push(
      outcome(suite.name, { failed: 1, notes: [`no time left of ${LIMIT_SECONDS / 60} minutes`] }),
    );
  } else {
    console.log(`\n── ${suite.name} ${'─'.repeat(60 - suite.name.length)}`);
    outcomes.push(await runSuite(suite, left));
  }
}

function outcome(name, counts) {
  return { name, passed: 0, failed: 0, skipped: 0, notes: [], seconds: 0, ...counts };
}

async function finish(code, why) {
  if (finishing) return;
  finishing = true;
  await endAll();
  removeTemporary();
  console.log(summary(outcomes, why));
  process.exit(code);
}
