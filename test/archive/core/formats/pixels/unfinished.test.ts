/** A large block of XISF that turns out to be damaged when most of it is in a temporary file. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { openPixels } from '../../../../../src/core/formats/pixels/openPixels';
import { failed } from '../../../../support/failed';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';
import { makeXisf } from '../../../../support/makeXisf';
import { wholeOf } from '../../../../support/pixels';
import { whileReplacing } from '../../../../support/replaceCall';

describe('a large block that is damaged', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());

  it('leaves no temporary file open', async () => {
    const [width, height] = [4200, 4100];
    const size = 2 * width * height;
    // Sevens: one of itself and all others repeated, but a hundred that are missing.
    const repeated = size - 100 - 20;
    const lengths = [...new Array<number>(Math.floor(repeated / 255)).fill(255), repeated % 255];
    const block = Buffer.from([0x1f, 7, 1, 0, ...lengths, 0x50, 7, 7, 7, 7, 9]);
    const body = `<Image geometry="${width}:${height}:1" sampleFormat="UInt16" compression="lz4:${size}" location="{{0}}"/>`;
    const path = writeFits(folder.path, 'large.xisf', makeXisf({ body, blocks: [block] }));
    const open = new Set<number>();
    let written = 0;
    const work = async () => {
      const file = await openPixels(path);
      const [image] = file.images;
      assert.ok(image, file.problems.join('; '));
      await assert.rejects(image.read(0, wholeOf(image)), failed('format', { path }));
      await file.close();
    };
    await whileReplacing(
      'openSync',
      (real) =>
        (...args) => {
          const fd = real(...args);
          open.add(fd);
          if (args[1] === 'wx+') written++;
          return fd;
        },
      () =>
        whileReplacing(
          'closeSync',
          (real) => (fd) => {
            open.delete(fd);
            real(fd);
          },
          work,
        ),
    );
    assert.equal(written, 1, 'there was a temporary file');
    assert.deepEqual([...open], []);
    assert.ok(fs.existsSync(path));
  });
});
