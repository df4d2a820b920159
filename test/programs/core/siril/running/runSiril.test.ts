import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ArchiveError, CancelledError } from '../../../../../src/core/base/errors';
import {
  parseVersion,
  readableLine,
  runScript,
  sirilVersion,
} from '../../../../../src/core/siril/running/runSiril';

describe('parseVersion', () => {
  it('reads what the versions answer', () => {
    assert.equal(parseVersion('siril 1.0.6\n'), '1.0.6');
    assert.equal(parseVersion('siril 1.4.0-beta3'), '1.4.0-beta3');
    assert.equal(parseVersion('noise\nsiril-cli 1.2.6'), '1.2.6');
    assert.equal(parseVersion('bash: siril-cli: command not found'), null);
  });
});

describe('readableLine', () => {
  it('drops terminal codes and lines that say nothing', () => {
    assert.equal(readableLine('\u001b[A\u001b[2Klog: Running command: stack\r'), 'Running command: stack');
    assert.equal(readableLine('Reading sequence failed, file cannot be opened: light.seq.'), null);
    assert.equal(readableLine('1795363436: running command preprocess'), null);
    assert.equal(readableLine('  '), null);
  });
});

describe('a Siril process', function () {
  let folder: string;
  /** A program that behaves as the lines of JavaScript say. */
  const program = (lines: string): string => {
    const file = path.join(folder, 'fake siril');
    fs.writeFileSync(file, `#!${process.execPath}\n${lines}\n`, { mode: 0o755 });
    return file;
  };

  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'siril run '))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('says its version, null where it is not there', async () => {
    assert.equal(await sirilVersion(program(`console.log('siril 1.4.4')`)), '1.4.4');
    assert.equal(await sirilVersion(path.join(folder, 'nothing')), null);
    assert.equal(await sirilVersion(program(`console.log('something else 1.4.4')`)), null);
  });

  it('succeeds when the result was written, in whichever extension', async () => {
    const fake = program(`console.log('log: hello'); require('fs').writeFileSync('M_31.fits', 'x')`);
    const lines: string[] = [];
    const onLine = (line: string) => lines.push(line);
    const report = await runScript({ program: fake, folder, script: 'a.ssf', results: ['M_31.fit'], onLine });
    assert.equal(report.ok, true);
    assert.deepEqual(report.missing, []);
    assert.deepEqual(lines, ['hello']);
  });

  it('hands folder and script over as they are', async () => {
    const fake = program(`console.log(JSON.stringify(process.argv.slice(2)))`);
    const lines: string[] = [];
    const script = 'a "$(touch x)"; b.ssf';
    await runScript({ program: fake, folder, script, onLine: (line) => lines.push(line) });
    assert.deepEqual(JSON.parse(lines[0] ?? ''), ['-d', folder, '-s', script]);
  });

  it('fails when exit code 0 comes without a result, or with the result of an earlier run', async () => {
    fs.writeFileSync(path.join(folder, 'old.fit'), 'x');
    const results = ['old.fit', 'new.fit'];
    const report = await runScript({ program: program(''), folder, script: 'a.ssf', results });
    assert.equal(report.exitCode, 0);
    assert.equal(report.ok, false);
    assert.deepEqual(report.missing, results);
  });

  it('reports what Siril said of its error', async () => {
    const fake = program(`console.log("log: Error in line 3: 'stack'."); process.exitCode = 1`);
    const report = await runScript({ program: fake, folder, script: 'a.ssf' });
    assert.equal(report.ok, false);
    assert.equal(report.error, "Error in line 3: 'stack'.");
  });

  it('says what to do where it cannot be started', async () => {
    await assert.rejects(
      runScript({ program: path.join(folder, 'nothing'), folder, script: 'a.ssf' }),
      (error: unknown) => error instanceof ArchiveError && /Install Siril/.test(error.describe()),
    );
  });

  it('is ended by a cancel', async () => {
    const cancel = { isCancellationRequested: false };
    const fake = program(`console.log('started'); setInterval(() => {}, 1000)`);
    const onLine = () => (cancel.isCancellationRequested = true);
    await assert.rejects(
      runScript({ program: fake, folder, script: 'a.ssf', cancel, onLine }),
      CancelledError,
    );
  });

  it('takes the processes along that it has started', async () => {
    const cancel = { isCancellationRequested: false };
    const fake = program(
      `const { spawn } = require('child_process');
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
      console.log(child.pid); setInterval(() => {}, 1000)`,
    );
    let pid = 0;
    const onLine = (line: string) => {
      pid = Number(line);
      cancel.isCancellationRequested = true;
    };
    // The report comes when nobody holds the output any more, the child among them.
    await assert.rejects(
      runScript({ program: fake, folder, script: 'a.ssf', cancel, onLine }),
      CancelledError,
    );
    assert.ok(pid > 0);
  });

  it('speaks English', async () => {
    const fake = program(`console.log(process.env.LANGUAGE)`);
    const lines: string[] = [];
    const env = { ...process.env, LANGUAGE: 'de' };
    await runScript({ program: fake, folder, script: 'a.ssf', env, onLine: (line) => lines.push(line) });
    assert.deepEqual(lines, ['en']);
  });
});
