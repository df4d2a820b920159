import assert from 'node:assert/strict';
import { commonFilter, compareFilters } from '../../../../../src/core/rules/names/filterNames';

describe('filters', () => {
  it('are L, R, G, B, Ha, OIII and SII by whatever name, with a maker and a width', () => {
    const names = {
      l: ['L', 'Lum', 'Luminance', 'Luminanz', 'Baader L'],
      r: ['R', 'red', 'Rot'],
      g: ['G', 'Green', 'Grün'],
      b: ['B', 'Blue', 'blau'],
      ha: ['Ha', 'H-alpha', 'Hα', 'H', 'Ha 3nm', 'Antlia Ha'],
      oiii: ['OIII', 'O3', 'O-III', 'Oxygen'],
      sii: ['SII', 'S2', 'S II', 'Sulphur'],
    };
    for (const [common, all] of Object.entries(names)) {
      for (const name of all) assert.equal(commonFilter(name), common, name);
    }
  });

  it('are others where a name says more than one, or nothing that is known', () => {
    for (const name of ['L-eXtreme', 'UHC', 'Ha/OIII', 'OSC', 'Hb', '', 'L'.repeat(1_000_000), null]) {
      assert.equal(commonFilter(name), null);
    }
  });

  it('have one order, whatever the order in which they come', () => {
    const inOrder = ['Lum', 'R', 'Green', 'B', 'H-alpha', 'O3', 'SII', 'CLS', 'Filter 2', 'Filter 10', null];
    assert.deepEqual([...inOrder].reverse().sort(compareFilters), inOrder);
    assert.deepEqual([...inOrder].sort(compareFilters), inOrder);
    assert.equal(compareFilters('Ha', 'ha'), -compareFilters('ha', 'Ha'));
    assert.notEqual(compareFilters('Ha', 'ha'), 0);
  });
});
