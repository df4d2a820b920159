/** Lights that are not in a stack, by what Siril has left in `process`. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { leftOutLights } from '../../../../../src/core/operations/checkout/leftOutLights';
import { temporaryFolder } from '../../../../support/makeFits';

describe('leftOutLights', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(function () {
    folder = temporaryFolder();
    if (process.platform === 'win32') this.skip();
    fs.mkdirSync(at('process', 'cache'), { recursive: true });
  });
  afterEach(() => folder.dispose());

  const at = (...parts: string[]) => path.join(folder.path, ...parts);
  const put = (...parts: string[]) => fs.writeFileSync(at('process', ...parts), '');
  const numbered = (sequence: string, n: number) => `${sequence}_${String(n).padStart(5, '0')}.fit`;
  const register = (sequence: string, ...numbers: number[]) =>
    numbers.forEach((n) => put(numbered(`r_${sequence}`, n)));
  const link = (sequence: string, n: number, name: string) =>
    fs.symlinkSync(at('lights', name), at('process', numbered(sequence, n)));
  const one = (lights: number) => ({ lights, sequence: 'pp_light', parts: [{ sequence: 'light', lights }] });

  it('are named by the frames that their numbers lead to', () => {
    for (let n = 1; n <= 5; n++) link('light', n, `l${n}.fits`);
    register('pp_light', 1, 2, 5);
    const skipped = [{ sequence: 'pp_light', image: 3, why: 'stars' } as const];
    assert.deepEqual(leftOutLights(folder.path, one(5), 2, skipped), [
      { name: 'l3.fits', why: 'stars' },
      { name: 'l4.fits', why: null },
    ]);
  });

  it('are counted through the parts of a merged sequence', () => {
    for (let n = 1; n <= 3; n++) link('light_a', n, `a${n}.fits`);
    for (let n = 1; n <= 2; n++) link('light_b', n, `b${n}.fits`);
    register('all_M_31', 2, 3, 4);
    const parts = [
      { sequence: 'light_a', lights: 3 },
      { sequence: 'light_b', lights: 2 },
    ];
    const marked = { lights: 5, sequence: 'all_M_31', parts };
    const skipped = [{ sequence: 'pp_light_a', image: 1, why: 'alignment' } as const];
    assert.deepEqual(
      leftOutLights(folder.path, marked, 2, skipped).map(({ name, why }) => [name, why]),
      [
        ['a1.fits', null],
        ['b2.fits', null],
      ],
    );
  });

  it('are named by the list of conversions where there are no links', () => {
    fs.writeFileSync(
      at('process', 'light_conversion.txt'),
      "'../lights/l one.fits' -> './light_00001.fit'\n'C:\\c\\lights\\l two.fits' -> './light_00002.fit'\n",
    );
    put(numbered('light', 1));
    register('pp_light', 3);
    assert.deepEqual(
      leftOutLights(folder.path, one(3), 2, []).map(({ name }) => name),
      ['l one.fits', 'l two.fits'],
    );
  });

  it('keep their number where nothing tells a name', () => {
    register('pp_light', 1);
    assert.deepEqual(leftOutLights(folder.path, one(2), 1, []), [{ name: 'image 2 of pp_light', why: null }]);
  });

  it('had no stars where Siril kept no list of them, and were filtered where it did', () => {
    register('pp_light', 1, 2);
    for (const n of [1, 2, 4]) put('cache', `pp_light_0000${n}.lst`);
    assert.deepEqual(
      leftOutLights(folder.path, one(4), 2, []).map(({ why }) => why),
      ['stars', 'quality'],
    );
  });

  it('are not guessed at where the files do not agree with the stack', () => {
    register('pp_light', 1, 2, 3);
    assert.deepEqual(leftOutLights(folder.path, one(5), 3, []), [], 'another number');
    assert.deepEqual(leftOutLights(folder.path, one(5), 0, []), []);
    fs.rmSync(at('process'), { recursive: true });
    assert.deepEqual(leftOutLights(folder.path, one(5), 5, []), [], 'cleaned');
    assert.deepEqual(leftOutLights(folder.path, { lights: null, sequence: null, parts: [] }, 2, []), []);
  });
});
