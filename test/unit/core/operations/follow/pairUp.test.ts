import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Displaced,
  type LooseFile,
  pairUp,
  worthOpening,
} from '../../../../../src/core/operations/follow/pairUp';
import { plainly } from './pairing';

const frame = (id: number, path: string, differs: Partial<Displaced> = {}): Displaced => ({
  id,
  path,
  size: 5760,
  mtime: 1000,
  imageKey: 'a',
  ...differs,
});
const file = (path: string, differs: Partial<LooseFile> = {}): LooseFile => ({
  path,
  size: 5760,
  mtime: 1000,
  imageKey: 'a',
  ...differs,
});
const moved = (frames: readonly Displaced[], files: readonly LooseFile[]) => {
  const { moves, ambiguous } = pairUp(frames, files);
  return { moves: moves.map(({ id, to }) => `${id} ${to}`).sort(), ambiguous };
};

describe('pairing displaced frames with files', () => {
  it('takes a file of the same size, time and pixels, whatever its name', () => {
    assert.deepEqual(moved([frame(1, '/a')], [file('/new/b', { mtime: 1000.9 })]), {
      moves: ['1 /new/b'],
      ambiguous: [],
    });
  });

  it('takes no file that differs in one of them', () => {
    for (const differs of [{ size: 8640 }, { mtime: 1002 }, { imageKey: 'b' }]) {
      assert.deepEqual(moved([frame(1, '/a')], [file('/b', differs)]), { moves: [], ambiguous: [] });
    }
  });

  it('goes by the name where several fit, and leaves open what it cannot tell', () => {
    const frames = [frame(1, '/x/a'), frame(2, '/x/b'), frame(3, '/x/c')];
    assert.deepEqual(moved(frames, [file('/y/b'), file('/y/a')]).moves, ['1 /y/a', '2 /y/b']);
    assert.deepEqual(moved(frames, [file('/y/d')]), { moves: [], ambiguous: ['/y/d'] });
    assert.deepEqual(moved([frame(1, '/x/a')], [file('/y/d'), file('/y/e')]), {
      moves: [],
      ambiguous: ['/y/d', '/y/e'],
    });
    assert.deepEqual(moved([frame(1, '/x/a')], [file('/y/a'), file('/z/a')]).moves, []);
  });

  it('tells the last one by elimination', () => {
    const frames = [frame(1, '/x/a'), frame(2, '/x/b')];
    assert.deepEqual(moved(frames, [file('/y/a'), file('/y/new')]), {
      moves: ['1 /y/a', '2 /y/new'],
      ambiguous: [],
    });
  });

  it('follows names that were swapped or shifted', () => {
    const one = frame(1, '/1', { imageKey: 'one' });
    const two = frame(2, '/2', { imageKey: 'two' });
    const at = (path: string, imageKey: string) => file(path, { imageKey });
    assert.deepEqual(moved([one, two], [at('/1', 'two'), at('/2', 'one')]).moves, ['1 /2', '2 /1']);
    assert.deepEqual(moved([one, two], [at('/2', 'one'), at('/3', 'two')]).moves, ['1 /2', '2 /3']);
  });

  it('does not hide a frame whose file was overwritten, nor those behind it', () => {
    const frames = ['0', '1', '2'].map((key) => frame(Number(key), `/${key}`, { imageKey: key }));
    const files = [file('/1', { imageKey: '0' }), file('/2', { imageKey: '1' })];
    assert.deepEqual(moved(frames, files), { moves: [], ambiguous: ['/1', '/2'] });
  });

  it('gives up where hundreds are alike', () => {
    const many = Array.from({ length: 501 }, (_, i) => i);
    const pairing = pairUp(
      many.map((i) => frame(i, `/${i}`)),
      many.map((i) => file(`/y/${i}`)),
    );
    assert.deepEqual([pairing.moves.length, pairing.ambiguous.length], [0, 501]);
  });

  it('opens only files of which a frame has size and time', () => {
    const frames = [
      frame(1, '/a', { mtime: 50 }),
      frame(2, '/b', { mtime: 10 }),
      frame(3, '/c', { size: 1 }),
    ];
    const files = [
      file('/1', { mtime: 11 }),
      file('/2', { mtime: 12 }),
      file('/3', { mtime: 49 }),
      file('/4', { size: 1 }),
    ];
    assert.deepEqual(
      worthOpening(frames, [...files, file('/5', { size: 1, mtime: 10 })]).map(({ path }) => path),
      ['/1', '/3', '/4'],
    );
  });

  it('is what comparing every file with every frame gives', () => {
    const state = {
      size: fc.constantFrom(1, 2),
      mtime: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.double({ min: 0, max: 6, noNaN: true })),
      imageKey: fc.constantFrom('a', 'b'),
      path: fc.constantFrom('x', 'y', 'z', 'x/a', 'y/a', 'z/a', 'x/b', 'y/b').map((name) => `/${name}`),
    };
    const list = <T extends { path: string }>(one: fc.Arbitrary<T>) =>
      fc.uniqueArray(one, { selector: ({ path }) => path, maxLength: 8 });
    fc.assert(
      fc.property(list(fc.record(state)), list(fc.record(state)), (frames, files) => {
        const displaced = frames.map((one, id) => ({ ...one, id }));
        assert.deepEqual(pairUp(displaced, files), plainly(displaced, files));
      }),
      { numRuns: 1000 },
    );
  });

  it('takes no longer for each frame where there are many', () => {
    let looks = 0;
    const counted = <T extends { mtime: number }>(one: T): T => {
      const { mtime, ...rest } = one;
      return {
        ...rest,
        get mtime() {
          looks++;
          return mtime;
        },
      } as unknown as T;
    };
    const count = 400;
    const frames = Array.from({ length: count }, (_, i) => counted(frame(i, `/a/${i}`, { mtime: 1 })));
    const files = Array.from({ length: count }, (_, i) => counted(file(`/b/${i}`, { mtime: 1 })));
    assert.equal(pairUp(frames, files).moves.length, count);
    assert.ok(looks < count * 100, `${looks} looks at times`);
  });
});
