/** Where an edited header and the attached blocks behind it go. Touches no file. */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { type Container, encodeXml, MOST_HEADER_BYTES, XML_OFFSET } from './container';
import { replaced } from './editXml';
import { attachmentOf } from './location';
import { attributeRange, parseXml, type XmlElement } from './xml';

export interface Layout {
  /** The whole beginning of the new file: signature, length, XML, zeros up to where the old bytes go on. */
  readonly bytes: Buffer;
  /** How many bytes of the old file these take the place of. */
  readonly length: number;
  /** By how many bytes every block moves, 0 where the header fits in front of them. */
  readonly shift: number;
}

/** What PixInsight aligns blocks to where a file does not say. */
const ALIGNMENT = 4096;
const MOST_ALIGNMENT = 1 << 16;

/**
 * Fits an edited header into a file. What lies between a header and the first block is padding as far as it
 * is zero; where that does not suffice, the blocks move by whole steps of the file's alignment, and every
 * location attribute follows.
 * @param start The first 16 bytes of the file.
 * @param before The header as it is in the file.
 * @param dataStart First byte that has to be kept: that of a block, or one that is not zero.
 * @throws ArchiveError `request` where the header would become too long.
 */
export function layOut(start: Uint8Array, before: Container, xml: string, dataStart: number): Layout {
  const fitting = encodeXml(xml, before.encoding);
  const end = XML_OFFSET + fitting.length;
  if (end <= dataStart) {
    const length = Math.max(end, before.headerEnd);
    return { bytes: headerBytes(start, fitting, length), length, shift: 0 };
  }
  const root = parseXml(xml);
  const step = alignmentOf(root);
  // Moved positions may have more digits, so that the header grows once more.
  for (let shift = step * Math.ceil((end - dataStart) / step); ; shift += step) {
    const moved = encodeXml(movedLocations(xml, root, shift), before.encoding);
    if (moved.length > MOST_HEADER_BYTES) {
      throw new ArchiveError(
        'request',
        english('the edited header would be longer than any header that is read'),
        { expected: english('at most {0} bytes', MOST_HEADER_BYTES), got: `${moved.length} bytes` },
      );
    }
    const room = dataStart + shift;
    if (XML_OFFSET + moved.length > room) continue;
    return { bytes: headerBytes(start, moved, room), length: dataStart, shift };
  }
}

/** Every element that has a location, the root included, from top to bottom. */
export function located(root: XmlElement): XmlElement[] {
  const own = root.attributes.get('location') === undefined ? [] : [root];
  return [...own, ...root.children.flatMap((child) => located(child))];
}

/** The header text with every attached block moved. */
function movedLocations(xml: string, root: XmlElement, shift: number): string {
  return replaced(
    xml,
    located(root).flatMap((element) => {
      const attached = attachmentOf(element.attributes.get('location') ?? '');
      const range = attributeRange(xml, element, 'location');
      if (attached === null || range === undefined) return [];
      return [
        { from: range.from, to: range.to, text: `attachment:${attached.position + shift}:${attached.size}` },
      ];
    }),
  );
}

function headerBytes(start: Uint8Array, xml: Buffer, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.set(start);
  bytes.writeUInt32LE(xml.length, 8);
  bytes.set(xml, XML_OFFSET);
  return bytes;
}

function alignmentOf(root: XmlElement): number {
  const properties = root.children
    .filter(({ name }) => name === 'Metadata')
    .flatMap(({ children }) => children);
  const alignment = properties.find(({ attributes }) => attributes.get('id') === 'XISF:BlockAlignmentSize');
  const value = Number(alignment?.attributes.get('value') ?? ALIGNMENT);
  return Number.isInteger(value) && value > 0 && value <= MOST_ALIGNMENT ? value : ALIGNMENT;
}
