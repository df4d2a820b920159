import assert from 'node:assert/strict';
import { join } from 'node:path';
import { walk } from '../../../../../src/core/siril/folders/walkScript';
import { commandsOf, parseScript } from '../../../../../src/core/siril/parser/script';
import { versionRefusal } from '../../../../../src/core/siril/running/requires';
import { runOutcome } from '../../../../../src/core/siril/running/runOutcome';
import { mainResults, resultsOf } from '../../../../../src/core/siril/running/scriptResults';
import { inOrder } from '../../../../support/inOrder';

const BASE = join('/', 'c');
const VERSION = { major: 1, minor: 0, patch: 6 };
const results = (text: string) => resultsOf(walk(parseScript(text), BASE, VERSION));

describe('resultsOf', () => {
  it('finds what is saved and stacked, in the folder that was gone into', () => {
    const found = results(
      'cd process\nstack bias rej 3 3 -nonorm -out=../masters/bias\nstack light\nsave ../M_31.fits\nsave ../M_31',
    );
    assert.deepEqual(found, [
      { path: join(BASE, 'masters', 'bias'), line: 1 },
      { path: join(BASE, 'M_31'), line: 4 },
    ]);
    assert.deepEqual(mainResults(found, BASE), [{ path: join(BASE, 'M_31'), line: 4 }]);
    assert.deepEqual(mainResults(found, join(BASE, 'other')), [{ path: join(BASE, 'M_31'), line: 4 }]);
  });

  it('passes over names that Siril makes up, and other kinds of files', () => {
    assert.deepEqual(results('save r_$LIVETIME:%d$s\nsavetif M_31\nsave ~/M_31\nsave\ncd ~\nsave M_31'), []);
  });
});

describe('outcomeOf', () => {
  const script = parseScript('requires 1.0.0\nstack light -out=M_31\nclose');
  const command = commandsOf(script)[1] ?? null;
  const silent = { complaints: [], command };
  const wanted = results('requires 1.0.0\nstack light -out=M_31');

  it('is good, warnings kept', () => {
    const warning = { line: 2, severity: 'warning', message: 'Error opening image' } as const;
    const report = { ok: true, exitCode: 0, missing: [] };
    assert.deepEqual(runOutcome(report, { complaints: [warning], command }, wanted, BASE), {
      ok: true,
      failure: null,
      complaints: [warning],
    });
  });

  it('tells the line at which Siril stopped, and nothing of what is missing then', () => {
    const stop = { line: 0, severity: 'error', message: 'no memory' } as const;
    const report = { ok: false, exitCode: 1, missing: ['M_31'] };
    const outcome = runOutcome(report, { complaints: [stop], command }, wanted, BASE);
    assert.equal(outcome.failure, 'Siril stopped at line 1: no memory');
    assert.deepEqual(outcome.complaints, [stop]);
  });

  it('blames the command that ran when the process ended without a word', () => {
    const report = { ok: false, exitCode: 3, missing: [] };
    assert.deepEqual(runOutcome(report, silent, wanted, BASE).complaints, [
      { line: 1, severity: 'error', message: 'the process ended with status 3' },
    ]);
    const killed = runOutcome({ ...report, exitCode: null }, silent, wanted, BASE);
    assert.match(killed.failure ?? '', inOrder('Siril', 'line', '2'));
    assert.equal(killed.complaints[0]?.line, 1);
  });

  it('blames the line that names a result which is not there', () => {
    const report = { ok: false, exitCode: 0, missing: ['M_31'] };
    const outcome = runOutcome(report, silent, wanted, BASE);
    assert.equal(outcome.failure, 'Siril reported success, but did not write M_31');
    assert.deepEqual(
      outcome.complaints.map(({ line }) => line),
      [1],
    );
  });
});

describe('refusal', () => {
  const of = (text: string, installed: string) => versionRefusal(parseScript(text), installed);

  it('compares what the script requires with what is installed', () => {
    assert.equal(of('requires 1.0.0', '1.0.6'), null);
    assert.equal(of('# none', '1.0.6'), null);
    assert.deepEqual(of('# a\nrequires 1.4.0', '1.0.6'), {
      line: 1,
      severity: 'error',
      message: 'the script needs Siril 1.4.0 or later, and 1.0.6 is installed',
    });
    assert.equal(of('requires 1.4.0', '1.4.0-beta3'), null);
  });

  it('keeps to the upper bound where Siril does', () => {
    assert.match(of('requires 1.0.0 1.4.0', '1.4.4')?.message ?? '', inOrder('1.4.0', '1.4.4'));
    assert.equal(of('requires 1.0.0 1.0.1', '1.0.6'), null);
    assert.equal(of('requires 1.2.0 1.5.0', '1.4.4'), null);
  });
});
