/** Progress counts what is done, never past its total, and not more often than can be read. */
import assert from 'node:assert/strict';
import type { ProgressReport } from '../../../../src/core/base/ports';
import { Meter } from '../../../../src/core/base/progress';

describe('Meter', () => {
  it('reports each phase at once, and steps seldom', () => {
    const reports: ProgressReport[] = [];
    const meter = new Meter({ report: (value) => reports.push(value) }, 'Looking');
    for (let i = 0; i < 1000; i++) meter.step(`${i}.fits`);
    assert.ok(reports.length < 500, 'not one for each step');
    meter.expect(500);
    meter.phase('Reading');
    const last = reports.at(-1);
    assert.deepEqual([last?.phase, last?.done, last?.total], ['Reading', 500, 500]);
    assert.equal(reports[0]?.total, null);
    assert.equal(reports[0].secondsLeft, null);
  });
});
