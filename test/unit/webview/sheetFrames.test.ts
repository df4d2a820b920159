import assert from 'node:assert/strict';
import type { ArchivedFrame } from '../../../src/core/base/archivedFrame';
import { framePages, type KeptFrame, sheetFrame, withRejected } from '../../../src/webview/sheetFrames';

const frame = (id: number, differs: Partial<KeptFrame> = {}): KeptFrame => ({
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
    const found: KeptFrame[] = [];
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
});
