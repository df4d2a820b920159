import assert from 'node:assert/strict';
import { COLOURS, filterColours, filterName, sortFilters } from '../../../src/webview/client/filters';

describe('filters', () => {
  it('come in the usual order, then by name, frames without one last', () => {
    const mixed = [null, 'SII', 'Zeta', 'B', 'Ha', 'L-eXtreme', 'R', 'Lum', 'O-III', 'G', 'Ha'];
    assert.deepEqual(sortFilters(mixed), [
      'Lum',
      'R',
      'G',
      'B',
      'Ha',
      'O-III',
      'SII',
      'L-eXtreme',
      'Zeta',
      null,
    ]);
  });

  it('have the colours that people expect', () => {
    const colours = filterColours(['red', 'H-Alpha', 'OIII', 'S II', 'Luminance', null]);
    assert.deepEqual([...colours.values()], ['foreground', 'red', 'orange', 'teal', 'purple', 'grey']);
  });

  it('have different colours while there are any', () => {
    const colours = filterColours(['R', 'Duo', 'L-eXtreme', 'UHC', 'V']);
    assert.equal(new Set(colours.values()).size, 5);
    assert.deepEqual(
      [...colours.keys()],
      ['R', 'Duo', 'L-eXtreme', 'UHC', 'V'],
      'in the order of the legend',
    );
  });

  it('always have a colour', () => {
    const many = Array.from({ length: 100 }, (_, i) => `x${i}`);
    for (const colour of filterColours(many).values()) assert.ok(COLOURS.includes(colour));
    assert.equal(filterColours(['h'.repeat(1_000_000)]).size, 1);
  });

  it('have a name even when there is none', () => {
    assert.equal(filterName(null), 'No filter');
  });
});
