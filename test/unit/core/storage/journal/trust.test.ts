/** Which files a journal may touch, by whose it is. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { FileStep } from '../../../../../src/core/storage/files/fileStep';
import { Ground } from '../../../../../src/core/storage/journal/ground';
import { isOfAnother, isTrusted, mayTouch, type Trust } from '../../../../../src/core/storage/journal/trust';
import { temporaryFolder } from '../../../../support/makeFits';

const OURS = '1'.repeat(32);
const OTHER = '2'.repeat(32);
const HERE = '3'.repeat(32);

describe('the trust in a journal', () => {
  const home = { id: OURS, home: HERE };

  it('is for the archive that its head names, where that was then', () => {
    assert.equal(isTrusted({ archive: OURS, home: HERE }, home), true);
    assert.equal(isTrusted({ archive: OURS, home: OTHER }, home), false);
    assert.equal(isTrusted({ archive: OTHER, home: HERE }, home), false);
    assert.equal(isTrusted({ archive: null, home: null }, home), false);
    assert.equal(isTrusted(null, home), false);
    assert.deepEqual(
      [OURS, OTHER, null].map((archive) => isOfAnother({ archive }, home)),
      [false, true, false],
    );
  });

  const [inside, outside] = ['/astro/Light/1.fits', '/home/1.fits'];
  const isInside = (file: string) => file.startsWith('/astro/');
  const trusted: Trust = { isTrusted: true, isInside };
  const foreign: Trust = { isTrusted: false, isInside };
  const noted: Trust = { ...foreign, isSource: (file) => file === outside };
  const CASES: readonly (readonly [string, FileStep['do'], string, string, Trust, boolean, boolean])[] = [
    ['a trusted move out of the archive', 'move', inside, outside, trusted, true, true],
    ['a trusted edit of a file elsewhere', 'stay', outside, outside, trusted, true, true],
    ['a move into the archive', 'move', outside, inside, foreign, false, true],
    ['a copy into the archive', 'copy', outside, inside, foreign, false, true],
    ['a move within the archive', 'move', inside, inside, foreign, true, true],
    ['a move out of the archive', 'move', inside, outside, foreign, true, false],
    ['a move out of the archive to where the file came from', 'move', inside, outside, noted, true, true],
    ['a move of a file elsewhere to where one came from', 'move', outside, outside, noted, false, true],
    ['an edit of a file elsewhere', 'stay', outside, outside, foreign, false, false],
    ['an edit of a file that a frame came from', 'stay', outside, outside, noted, false, false],
    ['taking in a file elsewhere', 'adopt', outside, outside, foreign, false, false],
    ['removing a file elsewhere', 'remove', outside, inside, foreign, false, true],
    ['removing a copy of a file elsewhere', 'remove', inside, outside, foreign, true, false],
  ];
  for (const [what, kind, from, to, trust, mayFrom, mayTo] of CASES) {
    it(`${what}: ${mayFrom ? 'the source may' : 'the source stays'}, ${mayTo ? 'the target may' : 'the target stays'}`, () => {
      assert.deepEqual(mayTouch({ do: kind, from, to }, trust), { from: mayFrom, to: mayTo });
    });
  }
});

describe('where a path really lies', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());

  it('is found through links on the way, in folders that are not there, and not for the file itself', function () {
    if (process.platform === 'win32') this.skip();
    const at = (...parts: string[]) => path.join(folder.path, ...parts);
    fs.mkdirSync(at('astro/Light'), { recursive: true });
    fs.mkdirSync(at('home'));
    fs.symlinkSync(at('home'), at('astro/out'));
    fs.symlinkSync(at('astro/Light'), at('home/in'));
    fs.symlinkSync(at('astro'), at('linked'));
    for (const repository of [at('astro'), at('linked')]) {
      const ground = new Ground(repository);
      const inside = (...parts: string[]) => ground.isInside(at(...parts));
      assert.equal(inside('astro/Light/1.fits'), true);
      assert.equal(inside('linked/Light/new/folder/1.fits'), true);
      assert.equal(inside('home/in/1.fits'), true);
      assert.equal(inside('astro/out/1.fits'), false);
      assert.equal(inside('astro/out/new/1.fits'), false);
      assert.equal(inside('home/1.fits'), false);
      assert.equal(inside('astro-too/1.fits'), false);
    }
  });
});
