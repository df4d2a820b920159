import assert from 'node:assert/strict';
import type { FrameSeries } from '../../../src/core/api/series';
import type { ArchivedFrame, PicturedFrame } from '../../../src/core/base/archivedFrame';
import { framePages, rejectedBeside, sheetFrame, withRejected } from '../../../src/webview/sheetFrames';

const frame = (id: number, differs: Partial<PicturedFrame> = {}): PicturedFrame => ({
  ...{ id, path: `/astro/${id}.fits`, sha256: 'a'.repeat(64), editedSha256: null, size: 1, mtime: 2 },
  ...{ dateObs: '2024-09-13T20:30:05.123', missing: false, rejected: false, ...differs },
});

describe('the frames of a contact sheet', () => {
  it('come page by page, with no more than the sheet needs', async () => {
    const pages = [
      { items: [{ ...frame(1), object: 'M 31' }], next: 1 },
      { items: [{ ...frame(2, { damage: 'pixels' }), object: 'M 31' }], next: null },
    ];
    const asked: unknown[] = [];
    const frames = (request: unknown) => {
      asked.push(request);
      return Promise.resolve(
        pages[asked.length - 1] as unknown as { items: ArchivedFrame[]; next: number | null },
      );
    };
    const found: PicturedFrame[] = [];
    for await (const page of framePages({ frames }, 's')) found.push(...page);
    assert.deepEqual(found, [frame(1), frame(2, { damage: 'pixels' })]);
    assert.deepEqual(asked, [
      { session: 's', from: 0, limit: 1000 },
      { session: 's', from: 1, limit: 1000 },
    ]);
  });

  it('say when they were taken and what is wrong with them', () => {
    assert.deepEqual(sheetFrame(frame(7)), {
      id: 7,
      name: '7.fits',
      time: '20:30:05 UTC',
      problem: '',
      rejected: false,
    });
    assert.equal(sheetFrame(frame(7, { dateObs: null })).time, '');
    assert.equal(sheetFrame(frame(7, { missing: true })).problem, 'missing');
    assert.notEqual(sheetFrame(frame(7, { damage: 'pixels' })).problem, '');
  });

  it('keep their places when they are rejected, and are not there twice once they are taken back', () => {
    const inSession = [frame(1), frame(3)];
    const all = withRejected(inSession, [frame(2), frame(5)]);
    assert.deepEqual(
      all.map(({ id, rejected }) => [id, rejected]),
      [
        [1, false],
        [2, true],
        [3, false],
        [5, true],
      ],
    );
    assert.deepEqual(withRejected(inSession, [frame(3, { rejected: true })]), inSession);
  });

  it('are those that were rejected before as well, where the frame is in a session', async () => {
    const series = (found: FrameSeries | null) => ({ series: () => Promise.resolve(found) });
    const frames = [frame(1), frame(2, { rejected: true }), frame(3, { rejected: true })];
    const beside = (found: FrameSeries | null) => rejectedBeside(series(found), '/astro/1.fits');
    assert.deepEqual(await beside({ scope: 'session', frames }), frames.slice(1));
    assert.deepEqual(await beside({ scope: 'folder', frames }), []);
    assert.deepEqual(await beside(null), []);
    // Also rejected on the sheet: it is there once.
    assert.equal(withRejected([frame(1)], [frame(2), frame(2)]).length, 2);
  });
});
