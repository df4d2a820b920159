import assert from 'node:assert/strict';
import type { Card } from '../../../../../src/core/formats/fits/header';
import { imageHeader } from '../../../../../src/core/formats/fits/image';
import { readFitsFile } from '../../../../../src/core/formats/fits/read';
import { type FitsSpec, temporaryFolder, writeFits } from '../../../../support/makeFits';

describe('a card of the image header', () => {
  it('is taken over from an empty primary, and not from one that says otherwise', () => {
    const folder = temporaryFolder();
    try {
      const image = (cards: Record<string, string | boolean>, primary: FitsSpec): readonly Card[] => {
        const extensions = [{ cards, width: 4, height: 4 }];
        const file = writeFits(folder.path, 'a.fits', { ...primary, extensions });
        return imageHeader(readFitsFile(file))?.cards ?? [];
      };
      const object = (cards: readonly Card[]) => cards.find((card) => card.keyword === 'OBJECT')?.value;
      const primary = { cards: { OBJECT: 'M 31', EXTEND: true } };
      assert.equal(object(image({}, primary)), 'M 31');
      assert.equal(object(image({ INHERIT: true }, primary)), 'M 31');
      assert.equal(object(image({ INHERIT: false }, primary)), undefined);
      assert.equal(object(image({ INHERIT: true, OBJECT: 'M 33' }, primary)), 'M 33');
      assert.ok(!image({}, primary).some((card) => ['SIMPLE', 'EXTEND'].includes(card.keyword)));
    } finally {
      folder.dispose();
    }
  });
});
