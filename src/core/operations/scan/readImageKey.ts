/** The key of a file's pixels, from its header and a few samples alone. */
import { dataRanges } from '../../formats/fits/ranges';
import { withSource } from '../../formats/fits/source';
import { readImage } from '../../formats/image/imageFile';
import { byteStream } from '../../storage/files/byteStream';
import { ImageKeySampler } from './imageKey';

/**
 * `120000-9f3c01ab`, the same as registration finds while it reads the whole file. A gzipped file is unpacked from its
 * beginning to its end. Throws an ArchiveError when the file cannot be read or is no image file.
 */
export async function readImageKey(path: string): Promise<string> {
  const { sampler, zipped } = withSource(path, (source) => {
    const file = readImage(source);
    const made = new ImageKeySampler(dataRanges(file));
    if (file.format === 'fits.gz') return { sampler: made, zipped: true };
    for (const { offset, size } of made.places()) made.add(offset, source.read(offset, size));
    return { sampler: made, zipped: false };
  });
  if (zipped) {
    let offset = 0;
    for await (const bytes of byteStream(path, true)) {
      sampler.add(offset, bytes);
      offset += bytes.length;
    }
  }
  return sampler.key();
}
