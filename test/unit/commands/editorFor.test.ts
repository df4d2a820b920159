import assert from 'node:assert/strict';
import { hasEditorFor } from '../../../src/commands/editorFor';

describe('an editor for a file', () => {
  const brings = (...patterns: unknown[]) => [
    {
      packageJSON: {
        contributes: {
          customEditors: [{ selector: patterns.map((filenamePattern) => ({ filenamePattern })) }],
        },
      },
    },
  ];

  it('is one that an extension brings for its ending', () => {
    for (const pattern of ['*.fit', '**/*.FIT', '*.{fits,fit}', '*.{fits, fit}']) {
      assert.ok(hasEditorFor('NGC_7000_Ha.fit', brings('*.png', pattern)), pattern);
    }
    assert.ok(hasEditorFor('a.fits.fz', brings('*.fits.fz')));
  });

  it('is none for every file, nor for others', () => {
    for (const pattern of ['*', '*.*', '*.fits', '*.{}', 'fit', 7, undefined]) {
      assert.ok(!hasEditorFor('NGC_7000_Ha.fit', brings(pattern)), String(pattern));
    }
  });

  it('is not made out of a manifest that makes no sense', () => {
    for (const packageJSON of [null, 'x', {}, { contributes: { customEditors: 'x' } }]) {
      assert.ok(!hasEditorFor('a.fit', [{ packageJSON }]));
    }
  });
});
