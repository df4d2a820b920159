import assert from 'node:assert/strict';
import { cleanLines } from '../../../src/commands/cleanWords';

const none = { files: 0, bytes: 0 };
const file = (name: string, bytes: number) => ({ path: `/c/${name}`, bytes });
const report = {
  folder: '/c',
  process: { files: 300, bytes: 1.1e9 },
  masters: none,
  frames: { files: 1, bytes: 60 },
  kept: [{ path: '/c/process/mine.fit', why: 'x' }],
  stays: {
    results: [file('NGC_7000_L.fit', 40e6), file('NGC_7000_Ha.fit', 60e6)],
    scripts: [file('siril.ssf', 2000)],
  },
  dryRun: true,
};

describe('the lines about cleaning a checkout', () => {
  it('give the number and size of what goes, and the names of what stays', () => {
    const [going, staying] = cleanLines(report).join('\n').split('\n\n');
    assert.deepEqual(going?.split('\n').slice(1), [
      '  Intermediate images: 300 files, 1.1 GB',
      '  Links and copies of archived frames: 1 file, 60 B',
    ]);
    assert.deepEqual(staying?.split('\n').slice(1, 3), [
      '  Results: NGC_7000_L.fit, NGC_7000_Ha.fit (100 MB)',
      '  Scripts: siril.ssf (2.0 kB)',
    ]);
    assert.equal(staying?.split('\n').length, 5);
  });

  it('name no results where there are none, and not more than a question can hold', () => {
    const results = [1, 2, 3, 4, 5, 6].map((i) => file(`r${i}.fit`, 1));
    const lines = (stays: typeof report.stays) => cleanLines({ ...report, kept: [], stays });
    assert.equal(lines({ results: [], scripts: [] }).at(-2), cleanLines(report)[4]);
    assert.ok(
      lines({ results, scripts: [] }).includes('  Results: r1.fit, r2.fit, r3.fit, r4.fit and 2 more (6 B)'),
    );
  });
});
