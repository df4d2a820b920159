import assert from 'node:assert/strict';
import {
  damages,
  isForgettable,
  isRepairable,
  repairReport,
  repairSummary,
  troubles,
  verifyReport,
  verifySummary,
} from '../../../src/commands/verifyReport';
import type { FileChange, RepairReport, VerifyReport } from '../../../src/core/api/archive';
import { reportMarkdown } from '../../../src/core/text/reportMarkdown';

const CLEAN: VerifyReport = {
  checked: 1200,
  missing: [],
  changed: [],
  unreadable: [],
  unknown: [],
  resumed: null,
  cancelled: false,
  seconds: 65,
};
const REPAIR: RepairReport = {
  moved: [],
  read: [],
  registered: [],
  forgotten: [],
  left: [],
  cancelled: false,
  seconds: 1,
};

describe('the report of a verification', () => {
  it('is one line where all is well', () => {
    assert.equal(verifySummary(CLEAN), '1200 files checked: no problems');
    assert.equal(troubles(CLEAN), 0);
    assert.equal(isRepairable(CLEAN), false);
  });

  it('counts what is wrong and says what can be repaired', () => {
    const report: VerifyReport = {
      ...CLEAN,
      cancelled: true,
      missing: [{ path: '/a/`x`.fits' }],
      changed: [{ path: '/a/b.fits', what: 'content' }],
      unreadable: [{ path: '/a/c.fits', error: 'odd <b>' }],
    };
    assert.equal(verifySummary(report), 'Cancelled after 1200 files: 1 missing, 1 changed, 1 unreadable');
    assert.equal(troubles(report), 3);
    const text = reportMarkdown(verifyReport({ ...report, resumed: '2026-01-02T03:04:05.000Z' }, false));
    assert.match(text, /Every file was read\. Took 1 min 5 s\./);
    assert.match(text, /2026-01-02/);
    assert.match(text, /- `` \/a\/`x`\.fits ``/);
    assert.match(text, /`\/a\/b\.fits`: its content has changed.*is the drive failing/);
    assert.match(text, /`odd <b>`/);
    assert.ok(!text.includes('Unknown'));
  });

  it('offers to repair only what a repair can mend', () => {
    const changed = (what: FileChange): VerifyReport => ({ ...CLEAN, changed: [{ path: '/a.fits', what }] });
    assert.deepEqual(
      (['size', 'time', 'header', 'content', 'pixels'] as const).map((what) => isRepairable(changed(what))),
      [true, true, true, false, false],
    );
    assert.ok(isRepairable({ ...CLEAN, unknown: [{ path: '/new.fits' }] }));
    assert.ok(!isRepairable({ ...CLEAN, unreadable: [{ path: '/a.fits', error: 'odd' }] }));
    assert.ok(!isRepairable({ ...CLEAN, missing: [{ path: '/a.fits' }] }), 'there is nowhere to find it');
  });

  it('offers to forget missing files, but not where every file is missing', () => {
    const missing = [{ path: '/a.fits' }, { path: '/b.fits' }];
    assert.ok(isForgettable({ ...CLEAN, missing }));
    assert.ok(!isForgettable({ ...CLEAN, missing, checked: 2 }));
    assert.ok(isForgettable({ ...CLEAN, missing, checked: 2, resumed: '2026-01-02T03:04:05.000Z' }));
    assert.ok(!isForgettable(CLEAN));
  });

  it('counts what only a backup brings back', () => {
    assert.equal(damages(CLEAN), 0);
    const changed = (['size', 'header', 'content', 'pixels'] as const).map((what) => ({ path: '/a', what }));
    assert.equal(damages({ ...CLEAN, changed, unreadable: [{ path: '/c', error: 'odd' }] }), 3);
  });

  it('says what a repair did', () => {
    assert.equal(repairSummary(REPAIR), 'Nothing to repair');
    const report = {
      ...REPAIR,
      moved: [{ from: '/a/1.fits', to: '/b/1.fits' }],
      forgotten: ['/a/2.fits'],
      left: [{ path: '/a/3.fits', why: 'It is missing' }],
    };
    assert.equal(repairSummary(report), '1 file found again, 1 file forgotten, 1 file could not be repaired');
    const text = reportMarkdown(repairReport(report));
    assert.match(text, /No file was changed/);
    assert.match(text, /`\/a\/1\.fits` → `\/b\/1\.fits`/);
    assert.match(text, /`\/a\/3\.fits`: `It is missing`/);
  });
});
