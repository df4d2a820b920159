/** Runs the end-to-end tests on the packaged extension: `npx tsx test/e2e/run.ts [PART OF A FILE NAME…]`. */
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import Mocha from 'mocha';
import { findBrowser } from '../host/browser';
import { installServer } from '../host/install';
import { LOGS, VSIX } from '../host/paths';
import { runSuite } from '../host/results';
import { closeAll, saveEvidence } from './lib/workbench';

async function main(): Promise<boolean> {
  if (!existsSync(VSIX)) throw new Error(`${VSIX} is missing; run: npm run package`);
  await installServer();
  console.log(`Browser: ${await findBrowser()}`);
  await rm(LOGS, { recursive: true, force: true });
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    slow: 10_000,
    reporter: join(__dirname, '../reporter.cjs'),
    ...(process.env['TEST_GREP'] === undefined ? {} : { grep: process.env['TEST_GREP'] }),
    rootHooks: {
      async afterEach(this: Mocha.Context) {
        if (this.currentTest?.state === 'failed') await saveEvidence(this.currentTest.fullTitle());
      },
      afterAll: closeAll,
    },
  });
  const parts = process.argv.slice(2);
  const wanted = (name: string) => parts.length === 0 || parts.some((part) => name.includes(part));
  const names = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  const suites = names.filter((name) => name.endsWith('.e2e.ts') && wanted(name)).sort();
  if (suites.length === 0) throw new Error(`No *.e2e.ts in ${__dirname}.`);
  suites.forEach((name) => mocha.addFile(join(__dirname, name)));
  return (await new Promise<number>((done) => mocha.run(done))) === 0;
}

void runSuite('end-to-end', main);
