/** What a registration reports: everything is counted, so much is listed as the request asks for. */
import assert from 'node:assert/strict';
import {
  KNOWN,
  LISTED_KNOWN,
  registered,
  ReportBuilder,
} from '../../../../../src/core/operations/register/reportBuilder';
import { lightFrame } from '../../../../support/frame';
import { placementOf, scanOf } from '../../../../support/placement';

const END = { plan: null, cancelled: false, seconds: 2 };

describe('the report of a registration', () => {
  it('lists every kind of file apart, and counts them', () => {
    const report = new ReportBuilder();
    report.registered.push(registered(placementOf({ scan: scanOf('a.fits', { size: 40 }) })));
    report.registered.push(registered(placementOf({ scan: scanOf('b.fits', { size: 2 }) })));
    report.note({ kind: 'duplicate', path: '/in/c', of: '/astro/c', same: 'image', says: 'less' });
    report.note({ kind: 'failed', path: '/in/d', error: 'unreadable' });
    report.note({ kind: 'skipped', path: '/in', why: 'not read', unread: { ending: '.cr2', files: 3 } });
    report.known('/astro/e');
    const done = report.finish({ ...END, cancelled: true });
    assert.deepEqual(
      done.registered.map(({ from }) => from),
      ['/in/a.fits', '/in/b.fits'],
    );
    assert.deepEqual(done.duplicates, [{ path: '/in/c', of: '/astro/c', same: 'image', says: 'less' }]);
    assert.deepEqual(done.failed, [{ path: '/in/d', error: 'unreadable' }]);
    assert.deepEqual(done.skipped, [
      { path: '/astro/e', why: KNOWN },
      { path: '/in', why: 'not read', unread: { ending: '.cr2', files: 3 } },
    ]);
    assert.deepEqual(done.counts, { registered: 2, duplicates: 1, failed: 1, skipped: 2 });
    assert.deepEqual(
      [done.known, done.bytes, done.plan, done.cancelled, done.seconds],
      [1, 42, null, true, 2],
    );
  });

  it('counts and sums up also what it no longer lists', () => {
    const report = new ReportBuilder(2);
    for (let n = 0; n < 5; n++) {
      report.registered.push(registered(placementOf({ scan: scanOf(`${n}`, { size: 10 }) })));
      report.duplicates.push({ path: `${n}`, of: 'x', same: 'file' });
      report.failed.push({ path: `${n}`, error: 'x' });
      report.skipped.push({ path: `${n}`, why: 'x' });
      report.known(`${n}`);
    }
    const { registered: listed, duplicates, failed, skipped, counts, known, bytes } = report.finish(END);
    assert.deepEqual(
      [listed.length, duplicates.length, failed.length, skipped.length],
      [2, 2, 2, 4],
      'the first ones, known files besides',
    );
    assert.deepEqual(
      failed.map(({ path }) => path),
      ['0', '1'],
    );
    assert.deepEqual(counts, { registered: 5, duplicates: 5, failed: 5, skipped: 10 });
    assert.deepEqual([known, bytes], [5, 50]);
  });

  it('lists five thousand known files at most, however many rows are asked for', () => {
    const report = new ReportBuilder(LISTED_KNOWN * 2);
    for (let n = 0; n <= LISTED_KNOWN; n++) report.known(`${n}`);
    const { skipped, known } = report.finish(END);
    assert.deepEqual([skipped.length, known], [LISTED_KNOWN, LISTED_KNOWN + 1]);
  });

  it('counts the known files of the plan that it carries out', () => {
    const report = new ReportBuilder();
    report.known('/astro/a');
    report.knownBefore(7);
    assert.equal(report.knownCount, 8);
    const { counts, skipped, known } = report.finish(END);
    assert.deepEqual([counts.skipped, skipped.length, known], [8, 1, 8]);
  });

  it('names the cards that are added, and what a file takes the place of', () => {
    const edit = (keyword: string) => ({ keyword, value: 1 }) as never;
    const plain = registered(placementOf({ frame: lightFrame({ type: 'flat' }) }));
    assert.deepEqual(plain, {
      from: '/in/a.fits',
      to: '/astro/Light/a.fits',
      type: 'flat',
      sha256: 'sha of a.fits',
      size: 100,
      edits: '',
    });
    const edited = registered(
      placementOf({ edits: [edit('CD1_1'), edit('CD2_2'), edit('HISTORY')], displaces: '/astro/poor.fits' }),
    );
    assert.deepEqual([edited.edits, edited.instead], ['adds CD1_1, CD2_2', '/astro/poor.fits']);
    assert.equal(registered(placementOf({ edits: [edit('HISTORY')] })).edits, '');
  });
});
