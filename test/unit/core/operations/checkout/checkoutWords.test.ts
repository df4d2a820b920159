/** Words that tell the folders of a checkout apart, and name its sets in the script. */
import assert from 'node:assert/strict';
import { LINK_KINDS } from '../../../../../src/core/base/session';
import {
  filterWord,
  lightWords,
  setText,
  setWords,
} from '../../../../../src/core/operations/checkout/checkoutWords';
import { session } from '../../../../support/session';

const SILENT = {
  night: null,
  filter: null,
  exposure: null,
  gain: null,
  offset: null,
  binningX: null,
  binningY: null,
  ccdTemp: null,
  imager: null,
  telescope: null,
  object: null,
};

describe('words for folders', () => {
  it('say of lights what tells them apart, the most telling first', () => {
    const of = session({ binningX: 2, binningY: 3, processing: 'calibrated', exposure: 2.5 });
    assert.deepEqual(lightWords(of, '100x80', 'RGGB', 'M 31'), [
      'M 31',
      'Ha',
      '2024-09-13',
      '2p5s',
      'g100',
      'o50',
      'bin2x3',
      '100x80',
      'RGGB',
      'calibrated',
      'ASI2600MM',
      'FSQ',
    ]);
  });

  it('are empty where a header does not say, so that columns stay columns', () => {
    const bare = lightWords(session({ ...SILENT }), '?', '', '');
    assert.deepEqual(
      bare,
      Array.from({ length: 12 }, () => ''),
    );
    for (const kind of LINK_KINDS) {
      assert.deepEqual(
        setWords(kind, session({ ...SILENT }), '?'),
        Array.from({ length: 10 }, () => ''),
      );
    }
  });

  it('take the binning of one axis for both where only one is written', () => {
    assert.equal(lightWords(session({ binningX: 2, binningY: null }), '?', '', '')[6], 'bin2x2');
  });

  it('say OSC for a colour camera without a filter, and nothing for a mono one', () => {
    assert.equal(filterWord({ filter: null, bayerPattern: 'RGGB' }, true), 'OSC');
    assert.equal(filterWord({ filter: null, bayerPattern: null }, false), '');
    assert.equal(filterWord({ filter: 'L', bayerPattern: 'RGGB' }, true), 'L');
    const silent = session({ filter: null });
    assert.equal(lightWords(silent, '?', 'RGGB', '')[1], 'OSC');
    assert.equal(lightWords(silent, '?', '', '')[1], '');
    assert.equal(setWords('flat', session({ filter: null, bayerPattern: 'RGGB' }), '?')[0], 'OSC');
  });

  it('say of each calibration set what matters for its kind', () => {
    const of = session({ exposure: 2, master: true });
    const rest = ['2024-09-13', '100x80', 'ASI2600MM', 'FSQ', 'master'];
    assert.deepEqual(setWords('bias', of, '100x80'), ['', '', 'g100', 'o50', '', ...rest]);
    assert.deepEqual(setWords('dark', of, '100x80'), ['2s', '', 'g100', 'o50', 'm10C', ...rest]);
    assert.deepEqual(setWords('flat', of, '100x80'), ['Ha', '2s', 'g100', 'o50', '', ...rest]);
    assert.deepEqual(setWords('flatDark', of, '100x80'), ['2s', '', 'g100', 'o50', 'm10C', ...rest]);
    assert.equal(setWords('dark', session({ ccdTemp: 5 }), '?')[4], '5C');
  });
});

describe('the text of a set', () => {
  const parts = (...of: Parameters<typeof setText>) => setText(...of).split(', ');
  const of = session({ exposure: 2, bayerPattern: null });

  it('has what matters for its kind', () => {
    assert.deepEqual(parts('light', of, 20, false).slice(1), [
      'Ha',
      '2 s',
      '−10 °C',
      'gain 100',
      'night of 2024-09-13',
    ]);
    assert.deepEqual(parts('flat', of, 20, false).slice(1), ['Ha', '2 s', 'gain 100', 'night of 2024-09-13']);
    assert.deepEqual(parts('dark', of, 20, false).slice(1), [
      '2 s',
      '−10 °C',
      'gain 100',
      'night of 2024-09-13',
    ]);
    assert.deepEqual(parts('bias', of, 20, false).slice(1), ['−10 °C', 'gain 100', 'night of 2024-09-13']);
    assert.equal(parts('dark', session({ ...SILENT }), 20, false).length, 1);
  });

  it('begins with how many frames of what there are', () => {
    const first = (...given: Parameters<typeof setText>) => parts(...given)[0];
    assert.equal(first('dark', of, 20, false), '20 dark frames');
    assert.equal(first('dark', of, 1, false), '1 dark frame');
    assert.equal(first('light', of, 2, false), '2 light frames');
    assert.equal(first('dark', of, 1, true), 'master dark');
    assert.equal(
      first('light', session({ processing: 'calibrated' }), 2, false),
      '2 calibrated light frames',
    );
  });
});
