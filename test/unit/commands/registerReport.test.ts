import assert from 'node:assert/strict';
import { hasProblems, registerSummary, reportMarkdown } from '../../../src/commands/registerReport';
import type { RegisterReport } from '../../../src/core/archive';

const empty: RegisterReport = {
  registered: [],
  duplicates: [],
  failed: [],
  skipped: [],
  cancelled: false,
  seconds: 1.5,
};
const full: RegisterReport = {
  ...empty,
  registered: [
    { from: '/in/a.fits', to: '/astro/Light/a.fits', type: 'light', sha256: '0' },
    { from: '/in/b.fits', to: '/astro/Light/b.fits', type: 'light', sha256: '1' },
  ],
  duplicates: [{ path: '/in/c.fits', of: '/astro/c.fits', same: 'image' }],
  failed: [{ path: '/in/`rm *`.fits', error: 'not FITS\n# really' }],
  skipped: [{ path: '/in/notes.txt', why: 'not a FITS file' }],
};

describe('the report of a registration', () => {
  it('is one line for a message', () => {
    assert.equal(registerSummary(full, 'done'), '2 files registered, 1 duplicate, 1 failed, 1 skipped');
    assert.equal(registerSummary(empty, 'done'), 'No FITS files found');
    assert.equal(registerSummary({ ...empty, cancelled: true }, 'done'), 'Cancelled: 0 files registered');
    assert.equal(registerSummary(full, 'plan'), '2 files to register, 1 duplicate, 1 failed, 1 skipped');
  });

  it('has problems when a file was not registered, for whatever reason', () => {
    assert.equal(hasProblems(empty), false);
    assert.equal(hasProblems({ ...empty, registered: full.registered }), false);
    for (const part of ['failed', 'duplicates', 'skipped'] as const) {
      assert.equal(hasProblems({ ...empty, [part]: full[part] }), true, part);
    }
  });

  it('lists each file once, failures first', () => {
    const text = reportMarkdown(full, 'copy', 'done');
    const headings = text.split('\n').filter((line) => line.startsWith('#'));
    assert.deepEqual(headings, [
      '# Registration',
      '## Failed (1)',
      '## Duplicates (1)',
      '## Skipped (1)',
      '## Registered (2)',
    ]);
    assert.match(text, /same image, with another header, as `\/astro\/c\.fits`/);
    assert.match(text, /2 lights/);
    assert.match(text, /Files were copied\. Took 1\.5 s\./);
  });

  it('takes nothing in a file name or message for markup', () => {
    assert.match(reportMarkdown(full, 'copy', 'done'), /^- `` \/in\/`rm \*`\.fits ``: `not FITS # really`$/m);
  });

  it('says that a plan is a plan', () => {
    const text = reportMarkdown(full, 'move', 'plan');
    assert.match(text, /^# What a registration would do/);
    assert.match(text, /Files would be moved\.\n/);
    assert.doesNotMatch(text, /Took/);
  });
});
