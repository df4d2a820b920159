import assert from 'node:assert/strict';
import { rereadText } from '../../../../src/core/text/reread';

describe('what reading headers again with newer rules has changed, in words', () => {
  it('names the values of most frames, and what was left', () => {
    assert.equal(rereadText(null), '');
    assert.equal(
      rereadText({ read: 1200, changed: 0, left: 0, fields: [] }),
      '1200 headers read with newer rules: nothing has changed',
    );
    const fields = (['processing', 'night', 'gain', 'offset', 'filter', 'imager'] as const).map((field) => ({
      field,
      frameCount: 1,
    }));
    assert.equal(
      rereadText({ read: 1, changed: 1, left: 2, fields }),
      '1 header read with newer rules: 1 frame changed (processing 1, night 1, gain 1, offset 1, filter 1, 1 more value); ' +
        '2 files could not be read; the next regeneration tries again',
    );
  });
});
