/** Which files in `process` are the script's, and which could get into one of its sequences. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  couldJoin,
  freeNames,
  scratchTest,
  scratchTestIn,
} from '../../../../../src/core/operations/checkout/scratch';
import { sequencesMade } from '../../../../../src/core/siril/folders/sequences';

const SEQUENCES = ['light', 'dark_300s', 'all_NGC_7000_L', 'channels_NGC_7000'];

describe('scratchTest', () => {
  const test = scratchTest(SEQUENCES);
  for (const name of [
    'light_00001.fit',
    'r_pp_light_00012.fits',
    'light_.seq',
    'pp_light_.seq',
    'light_conversion.txt',
    'dark_300s_00001.fit.fz',
    'bkg_r_all_NGC_7000_L_00003.fit',
    'cc_light_123456.fit',
    'Ha_pp_light_00001.fit',
    '0001.fits.0123456789ab.part',
  ])
    it(`takes ${name}`, () => assert.ok(test(name)));
  for (const name of [
    'lights.fit',
    'mylight_00001.fit',
    'result.fit',
    'light.txt',
    'light.fit',
    'pp_light.fit',
    'light_stacked.fit',
    'light_final.fit',
    'final_light.fit',
    'final_light_00001.fit',
    'starless_light.fit',
    'starless_light_00001.fit',
    'light_7.fit',
    'LIGHT_00001.FIT.bak',
    'conversion.txt',
    '0001.fits.part',
    'pp_.fit',
    '',
  ])
    it(`leaves "${name}"`, () => assert.ok(!test(name)));
});

describe('scratchTestIn', () => {
  const inside = (folder: string) => scratchTestIn(folder, SEQUENCES, ['NGC_7000_L']);

  it('knows Siril’s folders by what it keeps there', () => {
    assert.ok(inside('cache')?.('r_pp_light_00001.lst'));
    assert.ok(!inside('cache')?.('r_pp_light_00001.fit'));
    assert.ok(!inside('cache')?.('notes.lst'));
    assert.ok(inside('drizztmp')?.('r_pp_light_00001.fit'));
    assert.ok(!inside('drizztmp')?.('picture.fit'));
  });

  it('takes stacks by their number and name, in the folder of the channels alone', () => {
    const channels = inside('channels_NGC_7000');
    assert.ok(channels?.('01_NGC_7000_L.fit'));
    for (const name of ['NGC_7000_L.fit', '01_mine.fit', '1_NGC_7000_L.fit', '01_NGC_7000_L.tif']) {
      assert.ok(!channels?.(name), name);
    }
  });

  it('leaves folders of others', () => {
    for (const folder of ['my lights', 'channels_M31', 'constructor', 'light']) {
      assert.equal(inside(folder), null, folder);
    }
  });
});

describe('couldJoin', () => {
  for (const name of [
    'light_00001.fit',
    'light_7.fit',
    'light00007.fits',
    'Light_00001.FIT',
    'pp_light_00009.fit',
    'light_.seq',
    'light',
  ])
    it(`sees ${name}`, () => assert.ok(couldJoin(name, 'light')));
  for (const name of ['light_L_00001.fit', 'final_light_00001.fit', 'lights_00001.fit', 'notes.txt'])
    it(`passes ${name} over`, () => assert.ok(!couldJoin(name, 'light')));

  it('sees whatever scratchTest takes', () => {
    const prefix = fc.array(fc.constantFrom('pp_', 'r_', 'bkg_', 'cc_'), { maxLength: 3 });
    const end = fc.constantFrom('_00001.fit', '_.seq', '_123456.fits.fz', '_conversion.txt');
    fc.assert(
      fc.property(prefix, fc.constantFrom(...SEQUENCES), end, (prefixes, sequence, ending) => {
        const name = prefixes.join('') + sequence + ending;
        assert.ok(scratchTest([sequence])(name));
        assert.ok(couldJoin(name, sequence));
      }),
    );
  });
});

describe('freeNames', () => {
  it('leaves a name that nothing could slip into', () => {
    const free = freeNames(['notes.txt', 'final_light.fit']);
    assert.deepEqual(['light', 'dark'].map(free), ['light', 'dark']);
  });

  it('counts on until the name is free, and gives none twice', () => {
    const free = freeNames(['Light_00001.FIT', 'light_2_00001.fit', 'channels_M31']);
    assert.deepEqual(['light_3', 'light', 'channels_M31'].map(free), [
      'light_3',
      'light_4',
      'channels_M31_2',
    ]);
  });
});

describe('sequencesMade', () => {
  it('tells what a script makes, with the prefixes that it gives', () => {
    const script = [
      'requires 1.2.0',
      'cd lights',
      'convert mine "-out=../process"',
      'cd ../process',
      'calibrate mine -prefix=k_',
      'register k_mine',
      'merge r_k_mine other both',
      'stack both rej 3 3 -out=../result',
    ].join('\n');
    assert.deepEqual(sequencesMade(script), ['mine', 'k_mine', 'r_k_mine', 'both']);
  });

  it('knows that a first pass writes no images', () => {
    assert.deepEqual(sequencesMade('register mine -2pass'), []);
    assert.deepEqual(sequencesMade('register mine -2pass\nseqapplyreg mine -filter-wfwhm=3k'), ['r_mine']);
  });
});
