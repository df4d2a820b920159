/** The images of an XISF file and their pixels (XISF 1.0, Image core element). */
import { english } from '../../base/english';
import type { Hdu } from '../fits/header';
import { readXisf, readXisfHeader } from '../xisf/read';
import type { XmlElement } from '../xisf/xml';
import type { PixelFile, PixelImage, SampleType } from './pixelImage';
import type { PixelSource } from './pixelSource';
import { imageName } from './rect';
import { SAMPLE_BYTES } from './samples';
import { bayerOf, firstValues, type PixelShape } from './shape';
import { xisfBlock } from './xisfBlock';
import { type XisfBytes, xisfBytes } from './xisfBytes';
import { xisfImage } from './xisfImage';

const SAMPLES: Readonly<Record<string, SampleType>> = {
  UInt8: 'u8',
  UInt16: 'u16',
  UInt32: 'u32',
  UInt64: 'u64',
  Float32: 'f32',
  Float64: 'f64',
};

/**
 * Reads the header of an open XISF file.
 * @throws ArchiveError `format` where it has no usable header.
 */
export function xisfPixels(source: PixelSource): PixelFile {
  const file = readXisf(source);
  const { images: elements, headerEnd } = readXisfHeader(source);
  const problems = [...file.problems, ...file.hdus.flatMap((hdu) => hdu.problems)].map(
    ({ message }) => message,
  );
  const images: PixelImage[] = [];
  const blocks: XisfBytes[] = [];
  for (const [index, hdu] of file.hdus.entries()) {
    const element = elements[index];
    if (element === undefined) continue;
    const image = readImage(source, element, hdu, headerEnd, blocks);
    if (typeof image === 'string') problems.push(english('Image {0} is not read: {1}', index + 1, image));
    else images.push(image);
  }
  return {
    path: source.path,
    format: 'xisf',
    images,
    problems,
    close: async () => {
      source.close();
      for (const block of blocks) await block.close();
    },
  };
}

/** An image, or why it is none. Its bytes are added to those that are to be closed. */
function readImage(
  source: PixelSource,
  element: XmlElement,
  hdu: Hdu,
  headerEnd: number,
  blocks: XisfBytes[],
): PixelImage | string {
  const format = element.attributes.get('sampleFormat') ?? '';
  const sample = Object.hasOwn(SAMPLES, format) ? SAMPLES[format] : undefined;
  if (sample === undefined)
    return english('samples of the format {0} are not read', format.slice(0, 40) || '(none)');
  const geometry = element.attributes.get('geometry') ?? '';
  const lengths = /^\d{1,9}(?::\d{1,9}){1,9}$/.test(geometry) ? geometry.split(':').map(Number) : [];
  const channels = lengths.pop() ?? 0;
  const [width = 0, height = 1, ...others] = lengths;
  const depth = others.reduce((product, length) => product * length, 1);
  const planes = depth * channels;
  const size = width * height * planes * SAMPLE_BYTES[sample];
  if (size === 0) return english('its geometry has no pixels: {0}', geometry.slice(0, 40) || '(none)');
  if (!Number.isSafeInteger(size)) return english('it has more pixels than any file can hold');

  const storage = element.attributes.get('pixelStorage') ?? 'Planar';
  if (storage !== 'Planar' && storage !== 'Normal')
    return english('its pixels are stored as {0}', storage.slice(0, 40));
  const isInterleaved = storage === 'Normal' && channels > 1;
  if (isInterleaved && depth > 1) return english('colours side by side are read from flat images only');
  const order = element.attributes.get('byteOrder') ?? 'little';
  if (order !== 'little' && order !== 'big') return english('its byte order is {0}', order.slice(0, 40));
  const block = xisfBlock(element, size);
  if (typeof block === 'string') return block;
  if (block.place.kind === 'attached' && block.place.position < headerEnd) {
    return english('its pixels would lie in the header');
  }

  const shape: PixelShape = {
    hdu: hdu.index,
    name: hdu.name,
    width,
    height,
    planes,
    sample,
    compression: block.packing?.name ?? null,
    bayer: planes === 1 ? bayerOf(hdu.cards) : null,
    // Samples are what they are, whatever BZERO a keyword keeps of the FITS file that they came from.
    scale: 1,
    zero: 0,
    blank: null,
    keyword: firstValues(hdu.cards),
  };
  const bytes = xisfBytes(source, block, size, imageName(shape));
  blocks.push(bytes);
  return xisfImage({ path: source.path, shape, isInterleaved, isBigEndian: order === 'big' }, () =>
    bytes.open(),
  );
}
