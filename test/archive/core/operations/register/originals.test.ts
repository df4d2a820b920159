/** Of files with the same pixels the one whose header says most is the frame, whatever their order, names and folders. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import type { Archive, RegisterMode } from '../../../../../src/core/api/archive';
import { noContext } from '../../../../../src/core/base/ports';
import { compareRivals, originalsFirst } from '../../../../../src/core/operations/register/originals';
import { scanBatches } from '../../../../../src/core/operations/register/scanBatches';
import { LookAhead } from '../../../../../src/core/operations/scan/lookAhead';
import { inProcessPool, type ScanOutcome } from '../../../../../src/core/operations/scan/pool';
import type { Scan } from '../../../../../src/core/operations/scan/scan';
import { allFrames, allSessions, Bench, counts, register } from '../../../../support/bench';
import { filesIn, sha256 } from '../../../../support/files';
import { lightFrame } from '../../../../support/frame';
import type { FitsSpec } from '../../../../support/makeFits';
import { makeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';

/** The same pixels as `light(seed)`, saved again by a program that keeps no more than this. */
function stripped(
  seed: number,
  cards: FitsSpec['cards'] = { IMAGETYP: 'LIGHT', OBJECT: 'NGC 7000' },
): FitsSpec {
  return { ...light(seed), cards };
}

function scan(name: string, more: Partial<Scan> & { readonly start?: string | null } = {}): Scan {
  const { start = '2024-09-13T20:00:00.000Z', ...rest } = more;
  return {
    path: `/in/${name}`,
    size: 1,
    mtime: 1,
    sha256: name,
    imageKey: 'k',
    wcs: [],
    edited: false,
    endsInZeros: false,
    unsettled: false,
    richness: 5,
    frame: lightFrame({ dateObs: start }),
    ...rest,
  };
}

const order = (scans: readonly Scan[]) =>
  originalsFirst(scans.map((each) => ({ scan: each }))).map((outcome) =>
    'scan' in outcome ? path.basename(outcome.scan.path) : outcome.path,
  );

describe('the order of originals', () => {
  it('leaves files alone that are like no other, and those that could not be read', () => {
    const outcomes: ScanOutcome[] = [
      { scan: scan('a', { imageKey: '1' }) },
      { path: 'b', error: 'unreadable' },
      { scan: scan('c', { imageKey: '2', richness: 1 }) },
    ];
    assert.deepEqual(originalsFirst(outcomes), outcomes);
  });

  it('puts what says less behind, then names of copies, then what is packed', () => {
    const scans = [
      scan('poor', { richness: 1, start: null }),
      scan('x (1).fits'),
      scan('x.fits.gz'),
      scan('other', { imageKey: 'o' }),
      scan('x.fits'),
    ];
    assert.deepEqual(order(scans), ['other', 'x.fits', 'x.fits.gz', 'x (1).fits', 'poor']);
  });

  it('goes by the ending of the name alone, not by that of a folder', () => {
    const [a, b] = ['/in/x.gz/a.fits', '/in/b.fits'].map((file) => ({ path: file, richness: 1 }));
    assert.ok(a && b && compareRivals(a, b) === 0);
    assert.equal(compareRivals({ ...b, path: '/in/c.FITS.GZ' }, b), 1);
  });

  it('keeps exposures of different starts in their order, black as they may be', () => {
    const scans = [
      scan('first', { richness: 1 }),
      scan('second', { start: '2024-09-13T20:01:00.000Z', richness: 9 }),
      scan('undated', { start: null, richness: 0 }),
    ];
    assert.deepEqual(order(scans), ['first', 'second', 'undated']);
  });

  it('puts a start that was cut short behind the whole one, and only where it can be that', () => {
    const scans = [
      scan('day', { start: '2024-09-13T00:00:00.000Z', richness: 1 }),
      scan('another day', { start: '2024-09-14T00:00:00.000Z', richness: 1 }),
      scan('whole', { start: '2024-09-13T20:00:00.250Z', richness: 3 }),
      scan('another second', { start: '2024-09-13T20:00:00.000Z', richness: 2 }),
    ];
    assert.deepEqual(order(scans), ['another day', 'whole', 'another second', 'day']);
  });

  it('names the same original whatever the order', () => {
    const names = ['a.fits', 'a (1).fits', 'a copy.fits', 'a.fits.gz', 'b - Copy.fits'];
    const files = fc.uniqueArray(
      fc.record({ name: fc.constantFrom(...names), richness: fc.integer({ min: 0, max: 3 }) }),
      { selector: ({ name }) => name, minLength: 2 },
    );
    fc.assert(
      fc.property(files, fc.infiniteStream(fc.nat()), (some, random) => {
        const scans = some.map(({ name, richness }) => scan(name, { richness }));
        const shuffled = scans
          .map((each) => ({ each, key: random.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        const [one, other] = [scans, shuffled].map((list) => {
          const [first] = originalsFirst(list.map((each) => ({ scan: each })));
          return first !== undefined && 'scan' in first ? first.scan : assert.fail();
        });
        assert.equal(compareRivals(one ?? assert.fail(), other ?? assert.fail()), 0);
        for (const each of scans) assert.ok(compareRivals(one ?? assert.fail(), each) <= 0);
      }),
    );
  });
});

describe('of copies of one frame', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(async () => {
    bench = new Bench();
    archive = await bench.open();
  });
  afterEach(() => bench.dispose());

  for (const mode of ['copy', 'move', 'in-place'] as const) {
    it(`the one whose header says more is the frame, whichever comes first (${mode})`, async () => {
      const original = sha256(makeFits(light(1)));
      for (const [folder, poor, rich] of [
        ['before', 'a.fits', 'b.fits'],
        ['behind', 'z/z.fits', 'b.fits'],
      ] as const) {
        bench.put(`${folder}/${poor}`, stripped(1));
        const kept = bench.put(`${folder}/${rich}`, light(1));
        const report = await register(archive, mode, path.join(bench.source, folder));
        assert.deepEqual(counts(report).slice(0, 2), folder === 'before' ? [1, 1] : [0, 2]);
        if (folder !== 'before') continue;
        assert.deepEqual(
          report.duplicates.map(({ path: file, same, says }) => [path.basename(file), same, says]),
          [['a.fits', 'image', 'less']],
        );
        const [frame, ...more] = await allFrames(archive);
        assert.deepEqual(more, []);
        assert.deepEqual([frame?.sha256, frame?.night, frame?.telescope], [original, '2024-09-13', 'Esprit']);
        if (mode === 'in-place') assert.equal(frame?.path, kept);
      }
    });
  }

  it('the one whose start is whole is the frame, also where the other came before', async () => {
    const starts = ['2024-09-13', '2024-09-13T20:01:02.345'];
    const put = (i: number) => bench.put(`${i}/${i}.fits`, light(1, { 'DATE-OBS': starts[i] ?? '' }));
    for (const i of [0, 1]) await register(archive, 'in-place', put(i));
    assert.deepEqual(
      (await allFrames(archive)).map(({ dateObs }) => dateObs),
      ['2024-09-13T20:01:02.345Z'],
    );
    const report = await register(archive, 'in-place', put(0));
    assert.deepEqual(
      report.duplicates.map(({ says }) => says),
      ['less'],
    );
  });

  it('the plain name is the frame where both say the same', async () => {
    const plain = bench.put('x.fits', light(1, { FOCUSPOS: 1 }));
    bench.put('x (1).fits', light(1, { FOCUSPOS: 1 }));
    bench.put('a copy.fits', light(1, { FOCUSPOS: 2 }));
    await register(archive, 'in-place', bench.source);
    assert.deepEqual(
      (await allFrames(archive)).map((frame) => frame.path),
      [plain],
    );
  });

  it('is the same whatever the size of a batch', async () => {
    await archive.close();
    for (let seed = 0; seed < 6; seed++) {
      bench.put(`a/${seed}.fits`, stripped(seed));
      bench.put(`b/${seed}.fits`, light(seed));
      bench.put(`b/${seed} - Copy.fits`, light(seed));
    }
    const files = filesIn(bench.source).map((name) => {
      const file = path.join(bench.source, name);
      const { size, mtimeMs: mtime } = fs.statSync(file);
      return { kind: 'file' as const, path: file, size, mtime };
    });
    async function* found() {
      yield await Promise.resolve(files);
    }
    for (const most of [1, 2, 5, 100]) {
      const look = new LookAhead(found(), 1000, () => undefined);
      const names: string[] = [];
      const limits = { files: most, bytes: 1e9 };
      const batches = scanBatches(look, inProcessPool(), 'UTC', () => undefined, noContext.cancel, limits);
      for await (const batch of batches) {
        for (const outcome of batch) names.push('scan' in outcome ? outcome.scan.path : assert.fail());
      }
      assert.equal(names.length, 18);
      assert.ok(
        names.slice(0, 6).every((name) => /b.\d\.fits$/.test(name)),
        names.join(' '),
      );
    }
  });
});

describe('a frame that comes after a poorer copy of it', () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(async () => {
    bench = new Bench();
    archive = await bench.open();
  });
  afterEach(() => bench.dispose());

  /** Registers the poor copy, then the frame itself; answers where the copy lies and what the second report says. */
  async function poorThenRich(mode: RegisterMode) {
    const poor = bench.put('poor/x.fits', stripped(1));
    await register(archive, mode, poor);
    await archive.regenerate({}, noContext);
    const [before] = await allFrames(archive);
    const rich = bench.put('rich/x.fits', light(1));
    const report = await register(archive, mode, rich);
    const { path: lies, id } = before ?? assert.fail();
    return { poor: lies, id, rich, report };
  }

  for (const mode of ['copy', 'move', 'in-place'] as const) {
    it(`takes its place, leaves its file, and gives both back with undo (${mode})`, async () => {
      const files = (folder: string) =>
        filesIn(folder).map((name) => [name, sha256(path.join(folder, name))]);
      const { poor, id, rich, report } = await poorThenRich(mode);
      assert.deepEqual(counts(report), [1, 0, 0, 0]);
      assert.equal(report.registered[0]?.instead, poor);
      const [frame, ...more] = await allFrames(archive);
      assert.deepEqual(more, []);
      assert.deepEqual(
        [frame?.id, frame?.night, frame?.telescope, frame?.exposure],
        [id, '2024-09-13', 'Esprit', 300],
      );
      assert.equal(sha256(poor), sha256(makeFits(stripped(1))), 'the copy lies where it lay');
      await archive.regenerate({}, noContext);
      assert.deepEqual(
        (await allSessions(archive)).map(({ night, frameCount }) => [night, frameCount]),
        [['2024-09-13', 1]],
      );
      const found = await register(archive, 'in-place', poor);
      assert.deepEqual(
        found.duplicates.map(({ path: file, says }) => [file, says]),
        [[poor, 'less']],
      );

      const undone = await archive.undo({ operation: null, dryRun: false }, noContext);
      assert.deepEqual(undone.refused, []);
      const [back, ...others] = await allFrames(archive);
      assert.deepEqual(others, []);
      assert.deepEqual([back?.path, back?.night, back?.sha256], [poor, null, sha256(poor)]);
      assert.ok(fs.existsSync(rich), 'the frame is where it came from');
      assert.equal(files(bench.source).filter(([name]) => name?.startsWith('rich')).length, 1);
    });
  }

  it('takes its place in a plan as it was shown', async () => {
    await register(archive, 'copy', bench.put('poor/x.fits', stripped(1)));
    const rich = bench.put('rich/x.fits', light(1));
    const shown = await archive.register({ sources: [rich], mode: 'copy', dryRun: true }, noContext);
    assert.ok(shown.registered[0]?.instead);
    const plan = shown.plan?.id ?? assert.fail();
    const done = await archive.register({ sources: [], mode: 'copy', dryRun: false, plan }, noContext);
    assert.deepEqual(done.registered, shown.registered);
    assert.deepEqual(
      (await allFrames(archive)).map(({ night }) => night),
      ['2024-09-13'],
    );
  });

  it('keeps what the user has said of it', async () => {
    await register(archive, 'copy', bench.put('poor/x.fits', stripped(1)));
    const [before] = await allFrames(archive);
    await archive.reject({ frames: [before?.path ?? ''], rejected: true });
    await register(archive, 'copy', bench.put('rich/x.fits', light(1)));
    assert.deepEqual(
      (await allFrames(archive)).map(({ night, rejected }) => [night, rejected]),
      [['2024-09-13', true]],
    );
  });

  it('does not take the place of one that was edited here', async () => {
    await register(archive, 'copy', bench.put('poor/x.fits', stripped(1)));
    const [before] = await allFrames(archive);
    const changes = [{ do: 'set', keyword: 'OBJECT', value: 'M 31' } as const];
    const selection = { paths: [before?.path ?? ''] };
    await archive.editHeaders({ selection, changes, rename: false, dryRun: false }, noContext);
    const report = await register(archive, 'copy', bench.put('rich/x.fits', light(1)));
    assert.deepEqual(counts(report), [0, 1, 0, 0]);
    assert.equal(report.duplicates[0]?.says, 'more');
    assert.equal((await allFrames(archive))[0]?.object, 'M 31');
  });

  it('is its own frame where the copy is of another start', async () => {
    await register(archive, 'copy', bench.put('a.fits', light(1, { FILTER: null, TELESCOP: null })));
    await register(archive, 'copy', bench.put('b.fits', light(1, { 'DATE-OBS': '2024-09-13T23:00:00.000' })));
    assert.equal((await allFrames(archive)).length, 2);
  });
});
