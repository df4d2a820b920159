/** Reads the header of a monolithic XISF file: every image as a unit like those of a FITS file. */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { Problem } from '../../base/frame';
import type { FitsFile, Hdu } from '../fits/header';
import { type ByteSource, openSource } from '../fits/source';
import { type Container, readContainer } from './container';
import { textOffsets } from './location';
import { readUnit } from './unit';
import { parseXml, type XmlElement, XmlError } from './xml';

/** An integration of PixInsight has five: the image, two maps of rejection, weights, slopes. */
const MOST_IMAGES = 64;

/** The header of an XISF file as text and as a tree. */
export interface XisfHeader extends Container {
  readonly root: XmlElement;
  readonly images: readonly XmlElement[];
}

/**
 * Reads the header of the XISF file at `path`.
 * @throws ArchiveError `file` when it cannot be read, `format` when it has no usable header.
 */
export function readXisfFile(path: string): FitsFile {
  const source = openSource(path);
  try {
    return readXisf(source);
  } finally {
    source.close();
  }
}

/**
 * Reads the header of an XISF file. Every Image element becomes a unit of the type `image` with the
 * FITSKeywords as cards, behind BITPIX and NAXISn as the image's attributes give them, and the properties
 * behind those. Offsets count in the file; the header of a unit begins where its element does.
 * @throws ArchiveError `format` when the header is damaged.
 */
export function readXisf(source: ByteSource): FitsFile {
  const header = readXisfHeader(source);
  const { root, images, headerEnd } = header;
  const outside = root.children.filter(({ name }) => name !== 'Image');
  const context = {
    shared: new Map(outside.flatMap((element) => withUid(element))),
    metadata: outside.filter(({ name }) => name === 'Metadata').flatMap(({ children }) => children),
    offsets: textOffsets(header),
    headerEnd,
  };
  const hdus = images.slice(0, MOST_IMAGES).map((image, index) => readUnit(image, index, context));
  const problems = fileProblems(source, header, hdus);
  return { path: source.path, format: 'xisf', size: source.size, hdus, problems };
}

/**
 * Reads the header as text and as a tree.
 * @throws ArchiveError `format` when it is damaged or the header of something else.
 */
export function readXisfHeader(source: ByteSource): XisfHeader {
  const container = readContainer(source);
  const root = parse(container, source.path);
  if (root.name !== 'xisf') {
    throw new ArchiveError('format', english('its header is not that of an XISF file'), {
      path: source.path,
      expected: english('an element named xisf'),
      got: root.name.slice(0, 40),
    });
  }
  return { ...container, root, images: root.children.filter(({ name }) => name === 'Image') };
}

function parse(container: Container, path: string): XmlElement {
  try {
    return parseXml(container.xml);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new ArchiveError('format', english('its XISF header is damaged: {0}', error.message), {
      path,
      offset: textOffsets(container).of(error.index),
      expected: english('well-formed XML'),
    });
  }
}

/** Whether a signature covers the header; an edit would make it false (XISF 1.0, digital signatures). */
export function isSigned({ root }: Pick<XisfHeader, 'root'>): boolean {
  return root.children.some(({ name }) => name === 'Signature');
}

function withUid(element: XmlElement): readonly (readonly [string, XmlElement])[] {
  const uid = element.attributes.get('uid');
  return uid === undefined ? [] : [[uid, element]];
}

function fileProblems(source: ByteSource, header: XisfHeader, hdus: readonly Hdu[]): Problem[] {
  const problems: Problem[] = [];
  if (isSigned(header)) {
    problems.push({ code: 'signed', message: english('The header is signed and is not edited') });
  }
  if (header.encoding === 'latin1') {
    problems.push({ code: 'non-utf8', message: english('The header is not UTF-8 and was read as Latin-1') });
  }
  if (header.images.length > MOST_IMAGES) {
    problems.push({
      code: 'too-many-units',
      message: english('Only the first {0} images were read', MOST_IMAGES),
    });
  }
  for (const { dataOffset, dataSize } of hdus) {
    if (dataOffset + dataSize <= source.size) continue;
    const got = Math.max(0, source.size - dataOffset);
    const message = english('The data are cut off: {0} bytes announced, {1} there', dataSize, got);
    problems.push({ code: 'truncated', message });
  }
  return problems;
}
