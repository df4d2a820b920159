import assert from 'node:assert/strict';
import { hasProblems, registerSummary, registrationReport } from '../../../src/commands/registerReport';
import type { RegisterMode, RegisterReport } from '../../../src/core/api/archive';
import type { FrameType } from '../../../src/core/base/frame';
import type { MissingSet } from '../../../src/core/base/matching';
import { reportMarkdown } from '../../../src/core/text/reportMarkdown';
import { registerReport } from '../../support/registerReport';

const markdown = (report: RegisterReport, mode: RegisterMode) =>
  reportMarkdown(registrationReport(report, mode, []));

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
    const text = markdown(full, 'copy');
    const headings = text.split('\n').filter((line) => line.startsWith('#'));
    assert.deepEqual(headings, [
      '# Registration',
      '## Failed (1)',
      '## Duplicates (1)',
      '## Skipped (1)',
      '## Registered files (2)',
    ]);
    assert.match(text, /: the same image as `\/astro\/c\.fits`/);
    assert.match(text, /Files were copied\. Took 1\.5 s\./);
  });

  it('takes nothing in a file name or message for markup', () => {
    assert.match(markdown(full, 'copy'), /^- `` \/in\/`rm \*`\.fits ``: `not FITS # really`$/m);
  });

  it('says how many there are beyond what is listed', () => {
    const many = registerReport({
      registered: full.registered,
      skipped: [],
      counts: { registered: 70_000, duplicates: 0, failed: 0, skipped: 12 },
      known: 12,
    });
    assert.equal(registerSummary(many), '70000 files registered, 12 skipped (already in the archive)');
    const text = markdown(many, 'move');
    assert.match(text, /## Registered files \(70000\)\n\n- .*\n- .*\n\n… and 69998 more\.\n/);
    assert.match(text, /## Skipped \(12\)\n\nThey are not listed here\./);
  });

  it('counts what was registered by type, object and filter, filters in their usual order', () => {
    const kind = (type: FrameType, object: string | null, filter: string | null) => ({
      type,
      object,
      filter,
      frameCount: 12,
      totalExposure: 3600,
    });
    const report = registerReport({
      tally: [
        kind('bias', null, null),
        kind('light', 'NGC 7000', 'Ha'),
        kind('light', 'M 31', 'Ha'),
        kind('light', 'M 31', 'L'),
      ],
    });
    const [section] = registrationReport(report, 'copy', []).sections;
    assert.deepEqual(
      section?.table?.rows.map(([, object, filter, frames]) => [object, filter, frames]),
      [
        ['M 31', 'L', '12'],
        ['M 31', 'Ha', '12'],
        ['NGC 7000', 'Ha', '12'],
        ['', '', '12'],
      ],
    );
  });

  it('lists what is missing by rig, and offers what can be done next', () => {
    const set: MissingSet = {
      kind: 'dark',
      what: 'darks 120 s',
      text: 'darks 120 s: none',
      sessions: ['a'],
      lights: 6,
      telescope: 'RedCat 51',
      imager: 'ASI533MC',
      have: [],
    };
    const light = { type: 'light', object: 'M 31', filter: 'L', frameCount: 1, totalExposure: 60 } as const;
    const made = registrationReport(registerReport({ tally: [light] }), 'copy', [set]);
    assert.deepEqual(
      made.actions?.map(({ command }) => command),
      ['astroArchive.checkout', 'astroArchive.copyMissing', 'astroArchive.stats'],
    );
    const section = made.sections.find(({ title }) => title.includes('RedCat 51, ASI533MC'));
    assert.deepEqual(section?.lines, ['darks 120 s: none; needed by 1 session, 6 lights']);
    assert.deepEqual(registrationReport(empty, 'copy', []).actions, []);
  });
});
