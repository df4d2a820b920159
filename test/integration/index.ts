/** Runs inside VS Code's extension host, which calls `run` and takes a rejection for a failure. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { START } from '../host/marker';

/** Runs each `*.test.js` beside this bundle; rejects when a test failed or there is none. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: 30_000,
    reporter: join(__dirname, '../../test/reporter.cjs'),
    ...(process.env['TEST_GREP'] === undefined ? {} : { grep: process.env['TEST_GREP'] }),
  });
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  const suites = files.filter((name) => name.endsWith('.test.js')).sort();
  if (suites.length === 0) throw new Error(`No *.test.js in ${__dirname}.`);
  suites.forEach((name) => mocha.addFile(join(__dirname, name)));
  // eslint-disable-next-line no-console -- the runner outside waits for this line
  console.log(START);
  const failures = await new Promise<number>((done) => mocha.run(done));
  if (failures > 0) throw new Error(`${failures} failed`);
}
