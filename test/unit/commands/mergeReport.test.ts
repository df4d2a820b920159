import assert from 'node:assert/strict';
import { mergeDifference, mergeReport } from '../../../src/commands/mergeReport';
import type { MergeReport } from '../../../src/core/api/archive';
import { reportMarkdown } from '../../../src/core/text/reportMarkdown';

const report: MergeReport = {
  from: 'm31',
  into: 'M 31',
  mode: 'files',
  spellings: [{ name: 'm31', frameCount: 3 }],
  rules: { added: [], removed: [] },
  merged: [],
  warnings: [],
  changed: [
    {
      frame: 1,
      path: '/astro/m31/a.fits',
      to: '/astro/M_31/b.fits',
      type: 'light',
      differences: [
        { keyword: 'OBJECT', before: "OBJECT  = 'm\n31'", after: "OBJECT  = 'M 31'" },
        { keyword: 'HISTORY', before: null, after: 'HISTORY  it' },
      ],
      kept: null,
    },
  ],
  left: [{ path: '/astro/<b>.gz', why: 'gzipped' }],
  failed: [],
  counts: { changed: 3, edited: 3, renamed: 3, left: 1, unchanged: 0, failed: 0 },
  sessions: null,
  cancelled: false,
  seconds: 1,
  plan: null,
};

describe('the report of a merge', () => {
  it('has every name and card twice, line by line, whatever a header holds', () => {
    const { now, after } = mergeDifference(report, (path) => path.slice('/astro/'.length));
    assert.deepEqual(now.split('\n').slice(0, 4), ['m31/a.fits', "    OBJECT  = 'm 31'", '', '']);
    assert.deepEqual(after.split('\n').slice(0, 3), [
      'M_31/b.fits',
      "    OBJECT  = 'M 31'",
      '    HISTORY  it',
    ]);
    assert.equal(now.split('\n').length, after.split('\n').length);
    assert.match(after, /and 2 more files/);
  });

  it('takes nothing in a name for markup', () => {
    assert.match(reportMarkdown(mergeReport(report)), /- `\/astro\/<b>\.gz`: `gzipped`/);
  });
});
