/** Where frames lie, where they came from, and which folders were looked into. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import { FramePlaces } from '../../../../../src/core/storage/database/framePlaces';
import type { Frames } from '../../../../../src/core/storage/database/frames';
import { filedAmong, sourceOf } from '../../../../../src/core/storage/database/frameSources';
import { OtherSpellings } from '../../../../../src/core/storage/database/otherSpellings';
import { SeenFolders } from '../../../../../src/core/storage/database/seenFolders';
import type { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { closeDatabases, emptyDatabase, hashOf, inside, newFrame, REPOSITORY } from './support';

const OUTSIDE = path.resolve('/card/night1');

describe('places of frames', () => {
  afterEach(closeDatabases);
  let sqlite: Sqlite;
  let frames: Frames;
  let places: FramePlaces;
  beforeEach(async () => {
    ({ sqlite, frames } = await emptyDatabase());
    places = new FramePlaces(sqlite, REPOSITORY);
    const files = [
      'Light/M31/a.fits',
      'Light/M31/b.fits',
      'Light/M31_2/c.fits',
      'Light/M31/L/d.fits',
      'e.fits',
    ];
    for (const file of files) frames.insert(newFrame(inside(...file.split('/'))));
    frames.insert(newFrame(path.join(OUTSIDE, 'f.fits')));
  });

  const namesOf = (found: readonly { readonly path: string }[]) =>
    found.map((each) => path.basename(each.path, '.fits')).sort();

  it('are found by file and by folder, also below it, each once', () => {
    const below = (...paths: readonly string[]) => namesOf(places.below(paths));
    assert.deepEqual(below(inside('Light', 'M31')), ['a', 'b', 'd']);
    assert.deepEqual(below(inside('Light', 'M31', 'L')), ['d']);
    assert.deepEqual(below(inside('Light', 'M31', 'a.fits'), inside('Light', 'M31')), ['a', 'b', 'd']);
    assert.deepEqual(below(inside('e.fits'), path.join(OUTSIDE, 'f.fits')), ['e', 'f']);
    assert.deepEqual(below(OUTSIDE), ['f']);
    assert.deepEqual(below(REPOSITORY), ['a', 'b', 'c', 'd', 'e']);
    assert.deepEqual(below(inside('Dark'), inside('a.fits')), []);
    assert.deepEqual(places.below([inside('e.fits')]), [
      {
        id: 5,
        path: inside('e.fits'),
        size: 5760,
        mtime: 1_726_259_400_123,
        imageKey: '2880-00000000',
        missing: false,
      },
    ]);
  });

  it('are marked as missing and found again, in the repository or elsewhere', () => {
    assert.equal(places.countPresent(), 5, 'the file outside does not count');
    places.mark([1, 5], true);
    assert.deepEqual(namesOf(places.missing()), ['a', 'e']);
    assert.deepEqual(
      places.missing().map(({ missing }) => missing),
      [true, true],
    );
    assert.equal(places.countPresent(), 3);
    assert.deepEqual([...places.namesIn(inside('Light', 'M31'))].sort(), [
      ['a.fits', true],
      ['b.fits', false],
    ]);
    places.mark([1], false);
    assert.deepEqual(namesOf(places.missing()), ['e']);
  });

  it('lie in these folders', () => {
    const folders = [
      OUTSIDE,
      REPOSITORY,
      inside('Light', 'M31'),
      inside('Light', 'M31', 'L'),
      inside('Light', 'M31_2'),
    ];
    assert.deepEqual(places.folders().sort(), folders.sort());
    frames.remove([3]);
    assert.ok(!places.folders().includes(inside('Light', 'M31_2')), 'no frame is left in it');
    assert.deepEqual(
      [inside('Light'), inside('Light', 'M31'), inside('Light', 'M31_2'), inside('Dark')].map((folder) =>
        frames.areIn(folder),
      ),
      [false, true, false, false],
    );
  });

  it('give a sample of the repository, spread over its folders, of files that are there', () => {
    assert.deepEqual(namesOf(places.repository().sample.map((each) => ({ path: each }))), [
      'b',
      'c',
      'd',
      'e',
    ]);
    assert.equal(places.repository().founded, false);
    sqlite.run("insert into meta values ('archive', 'x')");
    assert.equal(places.repository().founded, true);
    places.mark([5], true);
    for (let i = 0; i < 6; i++) frames.insert(newFrame(inside(`folder${i}`, 'x.fits')));
    const sample = (most: number) =>
      places.repository(most).sample.map((each) => path.basename(path.dirname(each)));
    assert.deepEqual(sample(100), ['M31', 'M31_2', 'L', ...[0, 1, 2, 3, 4, 5].map((i) => `folder${i}`)]);
    assert.deepEqual(sample(9).length, 9);
    assert.deepEqual(sample(5), ['M31', 'L', 'folder1', 'folder3', 'folder5']);
    assert.deepEqual(sample(1), ['M31']);
  });

  it('move all at once, so that two files can swap their names', () => {
    places.mark([1, 2], true);
    const before = frames.revision;
    frames.move([
      { id: 1, to: inside('Light', 'M31', 'b.fits') },
      { id: 2, to: inside('Light', 'M31', 'a.fits') },
      { id: 3, to: inside('new', 'c2.fits') },
    ]);
    assert.notEqual(frames.revision, before);
    assert.deepEqual(
      [1, 2, 3].map((id) => frames.byId(id)?.path),
      [inside('Light', 'M31', 'b.fits'), inside('Light', 'M31', 'a.fits'), inside('new', 'c2.fits')],
    );
    assert.deepEqual(places.missing(), [], 'they were seen where they are now');
    assert.equal(frames.byId(99), undefined);
  });

  it('are told apart from the places that files came from', () => {
    const [card, other] = [path.join(OUTSIDE, 'x.fits'), path.join(OUTSIDE, 'y.fits')];
    assert.deepEqual([frames.hasSource(1), sourceOf(sqlite, REPOSITORY, 1)], [false, null]);
    frames.setSource(1, card);
    frames.setSource(2, inside('in', 'y.fits'));
    assert.deepEqual(
      [1, 2, 3].map((id) => sourceOf(sqlite, REPOSITORY, id)),
      [card, inside('in', 'y.fits'), null],
    );
    assert.deepEqual([frames.hasSource(1), frames.hasSource(3)], [true, false]);
    assert.deepEqual([...filedAmong(sqlite, [1, 3])], [1]);
    assert.deepEqual([...filedAmong(sqlite, [1, 2, 3])].sort(), [1, 2]);
    assert.deepEqual(frames.stateOfSource(card), {
      id: 1,
      path: inside('Light', 'M31', 'a.fits'),
      size: 5760,
      mtime: 1_726_259_400_123,
    });
    frames.setSource(4, card);
    assert.equal(frames.stateOfSource(card)?.id, 4, 'the last one that was made of it');
    assert.equal(frames.stateOfSource(other), undefined);
    assert.equal(frames.stateOfSource(path.resolve('/nowhere/x.fits')), undefined);
  });

  it('tell the state of one file without the rest of its frame', () => {
    assert.deepEqual(frames.stateAt(inside('e.fits')), {
      id: 5,
      path: inside('e.fits'),
      size: 5760,
      mtime: 1_726_259_400_123,
    });
    assert.equal(frames.stateAt(inside('x.fits')), undefined);
    assert.equal(frames.stateAt(inside('no', 'e.fits')), undefined);
    assert.equal(frames.atPath(inside('no', 'e.fits')), undefined);
  });

  it('are told by the bytes of a file, the first registered first', () => {
    frames.insert(newFrame(inside('g.fits'), {}, { sha256: hashOf('cd') }));
    frames.insert(newFrame(inside('h.fits'), {}, { sha256: hashOf('cd') }));
    assert.deepEqual(frames.bySha256(hashOf('cd')), [
      { id: 7, path: inside('g.fits') },
      { id: 8, path: inside('h.fits') },
    ]);
    assert.deepEqual(frames.bySha256(hashOf('ef')), []);
    assert.deepEqual(frames.byImageKey('other', null), []);
  });
});

describe('folders that were looked into', () => {
  afterEach(closeDatabases);
  it('are remembered with the time of their last change, until they are forgotten', async () => {
    const { sqlite } = await emptyDatabase();
    const seen = new SeenFolders(sqlite, REPOSITORY);
    seen.remember(REPOSITORY, { mtime: 1, looked: 2 });
    seen.remember(inside('Light'), { mtime: 3.5, looked: 4 });
    seen.remember(inside('Light'), { mtime: null, looked: 5 });
    assert.deepEqual(
      [...seen.all()].sort(([a], [b]) => (a < b ? -1 : 1)),
      [
        [REPOSITORY, { mtime: 1, looked: 2 }],
        [inside('Light'), { mtime: null, looked: 5 }],
      ].sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1)),
    );
    assert.deepEqual([...new SeenFolders(sqlite, OUTSIDE).all().keys()].includes(OUTSIDE), true);
    seen.forget(inside('Light'));
    assert.deepEqual([...seen.all().keys()], [path.join(REPOSITORY)]);
  });
});

describe('other spellings of archived files', () => {
  afterEach(closeDatabases);
  it('are asked of the folders of the archive once, and of no folder that cannot be listed', () => {
    let asked = 0;
    const spellings = new OtherSpellings({
      folders: () => (asked++, [inside('light'), inside('LIGHT')]),
      namesIn: () => new Map([['a.fits', false]]),
    });
    for (const name of ['a.fits', 'A.fits', 'b.fits']) {
      assert.equal(spellings.find(inside('Light', name)), undefined, name);
    }
    assert.equal(asked, 1);
  });
});
