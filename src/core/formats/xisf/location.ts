/** Where the block of data of an element is (XISF 1.0, data block locations). */
import { english } from '../../base/english';
import type { Problem } from '../../base/frame';
import { type Container, XML_OFFSET } from './container';
import type { XmlElement } from './xml';

/** From places in the text of the header to bytes in the file. */
export interface TextOffsets {
  readonly xml: string;
  /** The byte at which the letter at `index` begins. */
  of(index: number): number;
}

/**
 * Letters outside ASCII take several bytes; counting goes on from the last place, as asking goes from top to
 * bottom.
 */
export function textOffsets({ xml, encoding }: Pick<Container, 'xml' | 'encoding'>): TextOffsets {
  let last = 0;
  let bytes = XML_OFFSET;
  return {
    xml,
    of: (index) => {
      if (index < last) {
        last = 0;
        bytes = XML_OFFSET;
      }
      bytes += Buffer.byteLength(xml.slice(last, index), encoding);
      last = index;
      return bytes;
    },
  };
}

export interface DataPlace {
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** Bytes in the file, as text for a block that is kept in the header. */
  readonly size: number;
  /** Whether these are the bytes of the block themselves, and not a text that stands for them. */
  readonly exact: boolean;
}

const ATTACHMENT = /^attachment:(\d{1,15}):(\d{1,15})$/;

/** Position and size of an attached block in bytes; null for any other location. */
export function attachmentOf(location: string): { readonly position: number; readonly size: number } | null {
  const match = ATTACHMENT.exec(location);
  return match && { position: Number(match[1]), size: Number(match[2]) };
}

/**
 * The place of an element's data: attached behind the header, or inline or embedded in it as base64 or
 * hexadecimal digits. Data in another file, or none, have the size 0 and are a problem.
 */
export function dataPlace(
  element: XmlElement,
  { offsets, headerEnd }: { readonly offsets: TextOffsets; readonly headerEnd: number },
  problems: Problem[],
): DataPlace {
  const location = element.attributes.get('location') ?? '';
  const none = (message: string): DataPlace => {
    problems.push({ code: 'no-data', message });
    return { offset: headerEnd, size: 0, exact: false };
  };
  const attached = attachmentOf(location);
  if (attached !== null) {
    if (attached.position < headerEnd)
      return none(english('The data would lie in the header: {0}', location));
    return { offset: attached.position, size: attached.size, exact: true };
  }
  if (location.startsWith('inline:')) return insideText(element, offsets);
  if (location === 'embedded') {
    const data = element.children.find(({ name }) => name === 'Data');
    return data === undefined ? none(english('The embedded data are missing')) : insideText(data, offsets);
  }
  if (/^(?:url|path)\(/.test(location)) return none(english('The data lie in another file'));
  return none(
    location === ''
      ? english('Nothing says where the data are')
      : english('No place of data: {0}', location.slice(0, 40)),
  );
}

/**
 * The longest stretch of text directly in an element, without the blanks around it, so that neither the
 * layout nor a FITSKeyword beside it counts.
 */
function insideText({ openEnd, closeStart, children }: XmlElement, offsets: TextOffsets): DataPlace {
  let from = openEnd;
  let to = openEnd;
  for (let i = 0, start = openEnd; i <= children.length; i++) {
    const end = children[i]?.start ?? closeStart;
    if (end - start > to - from) [from, to] = [start, end];
    start = children[i]?.end ?? end;
  }
  const text = offsets.xml.slice(from, to);
  from += text.length - text.trimStart().length;
  to = Math.max(from, to - (text.length - text.trimEnd().length));
  const offset = offsets.of(from);
  return { offset, size: offsets.of(to) - offset, exact: false };
}
