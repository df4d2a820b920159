import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { headerReport } from '../../../src/core/archive/headerReport';
import type { Frame } from '../../../src/core/base/frame';
import type { ProgressReport } from '../../../src/core/base/ports';
import { makeSampleNight } from '../../../src/sampleNight/night';
import { failed } from '../../support/failed';

const SMALL = { width: 48, height: 36, lights: 3, calibrations: 2 };

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function digest(folder: string): Promise<string> {
  const sum = createHash('sha256');
  for (const path of await filesOf(folder))
    sum.update(path.slice(folder.length)).update(await readFile(path));
  return sum.digest('hex');
}

describe('makeSampleNight', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sample-night-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('writes the same bytes every time', async () => {
    const { files } = await makeSampleNight(join(folder, 'one'), SMALL);
    await makeSampleNight(join(folder, 'two'), SMALL);
    assert.equal((await filesOf(join(folder, 'one'))).length, files);
    assert.equal(await digest(join(folder, 'one')), await digest(join(folder, 'two')));
  });

  it('leaves a file that is there already as it is', async () => {
    const night = join(folder, 'one');
    const [first = ''] = await filesOf(night);
    await writeFile(first, 'mine');
    const { files } = await makeSampleNight(night, SMALL);
    assert.equal(await readFile(first, 'utf8'), 'mine');
    assert.equal((await filesOf(night)).length, files);
  });

  it('is one observing night that crosses midnight, of every type, with sound headers', async () => {
    const night = join(folder, 'two');
    const frames: Frame[] = [];
    for (const path of await filesOf(night)) {
      const { file, frame, problems } = headerReport(path, null);
      assert.deepEqual(
        file.hdus.flatMap((hdu) => hdu.problems),
        [],
      );
      assert.deepEqual(problems, []);
      assert.equal((await stat(path)).size % 2880, 0);
      assert.ok(frame);
      frames.push(frame);
    }
    assert.deepEqual([...new Set(frames.map(({ night: date }) => date))], ['2024-09-13']);
    assert.deepEqual([...new Set(frames.map(({ type }) => type))].sort(), ['bias', 'dark', 'flat', 'light']);
    const lights = frames.filter(({ type, filter }) => type === 'light' && filter === 'L');
    assert.deepEqual(
      [...new Set(lights.map(({ dateObs }) => dateObs?.slice(0, 10)))],
      ['2024-09-13', '2024-09-14'],
    );
    assert.ok(frames.some(({ bayerPattern }) => bayerPattern === 'RGGB'));
  });

  it('says which file it makes, and stops between two', async () => {
    const cancel = { isCancellationRequested: false };
    const told: (string | undefined)[] = [];
    const progress = {
      report({ done, item }: ProgressReport) {
        told.push(item);
        cancel.isCancellationRequested = done === 2;
      },
    };
    const night = join(folder, 'cancelled');
    await assert.rejects(makeSampleNight(night, SMALL, { progress, cancel }), failed('cancelled'));
    assert.deepEqual(
      (await filesOf(night)).map((path) => basename(path)),
      told,
    );
    assert.equal(told.length, 3);
  });

  it('lacks darks for the colour camera, so that something is missing', async () => {
    const darks = [];
    for (const path of await filesOf(join(folder, 'two'))) {
      const { frame } = headerReport(path, null);
      if (frame?.type === 'dark') darks.push(frame);
    }
    assert.deepEqual([...new Set(darks.map(({ imager }) => imager))], ['ZWO ASI2600MM Pro']);
    assert.deepEqual([...new Set(darks.map(({ exposure }) => exposure))].sort(), [300, 60]);
  });
});
