import assert from 'node:assert/strict';
import { differenceText, duplicatesReport, duplicatesSummary } from '../../../src/commands/duplicatesReport';
import type { DuplicateGroup } from '../../../src/core/api/archive';
import { reportMarkdown } from '../../../src/core/text/reportMarkdown';

const GROUP: DuplicateGroup = {
  same: 'image',
  files: [
    { path: '/astro/a.fits', size: 2_000_000, archived: true },
    { path: '/card/`b`.fits', size: 1_000_000, archived: false },
  ],
  keep: '/astro/a.fits',
  differences: ['FILTER', 'GAIN', 'OFFSET', 'ROTATOR'].map((keyword) => ({
    keyword,
    values: ['*x*', undefined],
  })),
};

describe('the report of duplicates', () => {
  it('says how much could be freed, whichever file stays', () => {
    assert.equal(
      duplicatesSummary({
        groups: [GROUP],
        failed: [],
        compared: { archived: 2, folders: [], files: 0 },
        cancelled: false,
      }),
      '1 group of duplicates, 1.0 MB could be freed',
    );
    const failed = [{ path: '/x', error: 'odd' }];
    assert.equal(
      duplicatesSummary({
        groups: [],
        failed,
        compared: { archived: 2, folders: [], files: 0 },
        cancelled: true,
      }),
      'Cancelled: No duplicates, 1 file could not be compared',
    );
  });

  it('names the first cards that differ', () => {
    assert.equal(
      differenceText(GROUP),
      'the same image; these keywords differ: FILTER, GAIN, OFFSET and 1 more',
    );
    assert.equal(differenceText({ ...GROUP, differences: [] }), 'the same image');
    assert.equal(differenceText({ ...GROUP, same: 'file' }), 'identical files');
  });

  it('shows what files say as it is', () => {
    const text = reportMarkdown(
      duplicatesReport({
        groups: [GROUP],
        failed: [{ path: '/x', error: 'odd' }],
        compared: { archived: 2, folders: [], files: 0 },
        cancelled: false,
      }),
    );
    assert.match(text, /- `` \/card\/`b`\.fits ``, 1\.0 MB, not in the archive/);
    assert.match(text, /- `\/astro\/a\.fits`, 2\.0 MB, keep this one/);
    assert.match(text, /- `FILTER`: `'\*x\*'` \| `—`/);
    assert.match(text, /## Not compared\n\n- `\/x`: `odd`/);
    assert.match(text, /Nothing was deleted/);
  });
});
