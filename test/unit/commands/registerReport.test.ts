import assert from 'node:assert/strict';
import { hasProblems, registerSummary, reportMarkdown } from '../../../src/commands/registerReport';
import { registerReport } from '../../support/registerReport';

const empty = registerReport();
const full = registerReport({
  registered: [
    { from: '/in/a.fits', to: '/astro/Light/a.fits', type: 'light', sha256: '0', size: 10, edits: '' },
    { from: '/in/b.fits', to: '/astro/Light/b.fits', type: 'light', sha256: '1', size: 20, edits: '' },
  ],
  duplicates: [{ path: '/in/c.fits', of: '/astro/c.fits', same: 'image' }],
  failed: [{ path: '/in/`rm *`.fits', error: 'not FITS\n# really' }],
  skipped: [{ path: '/in/notes.txt', why: 'not a FITS file' }],
});

describe('the report of a registration', () => {
  it('is one line for a message', () => {
    assert.equal(registerSummary(full), '2 files registered, 1 duplicate, 1 failed, 1 skipped');
    assert.equal(registerSummary(empty), 'No FITS or XISF files found');
    assert.equal(registerSummary({ ...empty, cancelled: true }), 'Cancelled: 0 files registered');
  });

  it('has problems when a file was not registered, for whatever reason', () => {
    assert.equal(hasProblems(empty), false);
    assert.equal(hasProblems(registerReport({ registered: full.registered })), false);
    for (const part of ['failed', 'duplicates', 'skipped'] as const) {
      assert.equal(hasProblems(registerReport({ [part]: full[part] })), true, part);
    }
  });

  it('lists each file once, failures first', () => {
    const text = reportMarkdown(full, 'copy');
    const headings = text.split('\n').filter((line) => line.startsWith('#'));
    assert.deepEqual(headings, [
      '# Registration',
      '## Failed (1)',
      '## Duplicates (1)',
      '## Skipped (1)',
      '## Registered (2)',
    ]);
    assert.match(text, /: the same image as `\/astro\/c\.fits`/);
    assert.match(text, /2 lights/);
    assert.match(text, /Files were copied\. Took 1\.5 s\./);
  });

  it('takes nothing in a file name or message for markup', () => {
    assert.match(reportMarkdown(full, 'copy'), /^- `` \/in\/`rm \*`\.fits ``: `not FITS # really`$/m);
  });

  it('says how many there are beyond what is listed', () => {
    const many = registerReport({
      registered: full.registered,
      skipped: [],
      counts: { registered: 70_000, duplicates: 0, failed: 0, skipped: 12 },
      known: 12,
    });
    assert.equal(registerSummary(many), '70000 files registered, 12 skipped (already in the archive)');
    const text = reportMarkdown(many, 'move');
    assert.match(text, /## Registered \(70000\)\n\n- light .*\n- light .*\n\n… and 69998 more\.\n/);
    assert.match(text, /## Skipped \(12\)\n\nThey are not listed here\./);
    assert.doesNotMatch(text, /2 lights/, 'the types of all are not known');
  });
});
