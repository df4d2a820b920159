/** Any part of an image equals that part of all of it, in the schemes that are no gzip; more of it in `test/archive`. */
import * as fc from 'fast-check';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';
import { makeTiles } from '../../../../support/makeTiles';
import { OpenedFiles } from '../../../../support/pixels';
import { checkParts, PACKED, packedImages, places } from './schemes';

describe('the pixels of packed tiles', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());
  const opened = new OpenedFiles();
  afterEach(() => opened.close());

  for (const scheme of PACKED) {
    it(`are the same in parts, whatever the tiles are, by ${scheme}`, async () => {
      await fc.assert(
        fc.asyncProperty(packedImages(scheme, 5), places, async ({ spec, pixels }, place) => {
          const path = writeFits(folder.path, 'packed.fits.fz', makeTiles(spec));
          await checkParts(await opened.open(path), pixels, place);
          await opened.close();
        }),
        { numRuns: 5 },
      );
    });
  }
});
