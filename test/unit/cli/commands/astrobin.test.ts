import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { runCommandLine } from '../../../../src/cli/program';
import type { Acquisition } from '../../../../src/core/api/astrobin';
import { temporaryFolder, writeFits } from '../../../support/makeFits';
import { fakeArchive, recorder } from '../fakeArchive';

const ROW: Acquisition = {
  date: '2024-09-13',
  filter: 4657,
  filterName: 'Ha',
  number: 60,
  duration: 300,
  iso: null,
  binning: 1,
  gain: 100,
  sensorCooling: -10,
  darks: 30,
  flats: null,
  flatDarks: null,
  bias: null,
};
const OTHER: Acquisition = { ...ROW, filter: null, filterName: 'L' };
const HEAD = 'date,filter,number,duration,binning,gain,sensorCooling,darks\n';

describe('astrobin on the command line', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let seen: unknown[];
  beforeEach(() => {
    folder = temporaryFolder();
    writeFits(folder.path, '.astro-archive/astro-archive.sqlite', Buffer.alloc(0));
    seen = [];
  });
  afterEach(() => folder.dispose());

  const run = async (rows: readonly Acquisition[], ...argv: string[]) => {
    const unnumbered = rows.flatMap((row) => (row.filter === null ? [row.filterName ?? ''] : []));
    const archive = fakeArchive({
      acquisitions: (request) => (seen.push(request), Promise.resolve({ rows, unnumbered, left: [] })),
      filterNumbers: (request) => (seen.push(request), Promise.resolve([{ filter: 'Ha', number: 4657 }])),
    });
    const recorded = recorder(archive, { folder: folder.path });
    return { ...recorded, code: await runCommandLine(['astrobin', ...argv], recorded.services) };
  };

  it('prints CSV, a table, and JSON', async () => {
    assert.equal((await run([ROW], 'M 31', '--csv')).out(), `${HEAD}2024-09-13,4657,60,300,1,100,-10,30\n`);
    assert.match((await run([ROW], 'M 31')).out(), /2024-09-13 +Ha +4657 +60 × 300 s/);
    const json = JSON.parse((await run([ROW], 'M 31', '8c1f', '--json')).out()) as object;
    assert.deepEqual(json, { rows: [ROW], unnumbered: [], left: [], file: null });
    assert.deepEqual(seen.at(-1), { of: ['M 31', '8c1f'] });
  });

  it('refuses a filter without a number, unless told what to do with it', async () => {
    const file = path.join(folder.path, 'a.csv');
    const refused = await run([ROW, OTHER], 'M 31', '--to', 'a.csv');
    assert.deepEqual([refused.code, fs.existsSync(file)], [2, false]);
    assert.match(refused.err(), /--filter-id "L=NUMBER"/);
    const empty = await run([ROW, OTHER], 'M 31', '--csv', '--unnumbered', 'empty');
    assert.equal(
      empty.out(),
      `${HEAD}2024-09-13,4657,60,300,1,100,-10,30\n2024-09-13,,60,300,1,100,-10,30\n`,
    );
    const omit = await run([ROW, OTHER], 'M 31', '--csv', '--unnumbered', 'omit');
    assert.equal(omit.out(), `${HEAD}2024-09-13,4657,60,300,1,100,-10,30\n`);
  });

  it('keeps numbers, forgets them, and lists them', async () => {
    const { events } = await run([ROW], 'M 31', '--filter-id', 'Ha=4657', '--filter-id', 'L=none');
    assert.deepEqual(events, ['open write', 'close']);
    assert.deepEqual(seen[0], {
      set: [
        { filter: 'Ha', number: 4657 },
        { filter: 'L', number: null },
      ],
    });
    assert.equal((await run([])).out(), 'Ha: 4657\n');
    for (const wrong of ['Ha', '=1', 'Ha=', 'Ha=0', 'Ha=1.5', 'Ha=x']) {
      assert.equal((await run([ROW], 'M 31', '--filter-id', wrong)).code, 2, wrong);
    }
  });

  it('writes to a new file only', async () => {
    const file = path.join(folder.path, 'a.csv');
    assert.equal((await run([ROW], 'M 31', '--to', 'a.csv')).code, 0);
    const written = fs.readFileSync(file, 'utf8');
    assert.equal(written, `${HEAD}2024-09-13,4657,60,300,1,100,-10,30\n`);
    assert.equal((await run([ROW], 'M 31', '--to', 'a.csv')).code, 1);
    assert.equal(fs.readFileSync(file, 'utf8'), written);
  });
});
