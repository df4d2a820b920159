/**
 * Builds XISF files byte by byte for tests. It shares no code with `src/core/xisf`, so that a mistake there cannot
 * hide behind the same mistake here.
 */

export interface XisfSpec {
  /** What stands in the root element: `{{0}}`, `{{1}}` … are replaced by the locations of the blocks. */
  readonly body: string;
  /** Blocks of data, attached one after the other. */
  readonly blocks?: readonly Buffer[];
  /** Blocks begin at multiples of this; 4096 where not given. */
  readonly alignment?: number;
  /** Bytes between the header and the first block, zeros where not given. */
  readonly gap?: Buffer;
  /** In front of the root element: an XML declaration where not given. */
  readonly prolog?: string;
  readonly encoding?: BufferEncoding;
}

const XMLNS = 'xmlns="http://www.pixinsight.com/xisf" version="1.0"';

/** The signature, a length and four reserved bytes, in front of a header. */
export function xisfBytes(xml: Buffer, length = xml.length, signature = 'XISF0100'): Buffer {
  const start = Buffer.alloc(16);
  start.write(signature, 'latin1');
  start.writeUInt32LE(length, 8);
  return Buffer.concat([start, xml]);
}

/** A whole XISF file around what its root element holds. */
export function makeXisf(spec: XisfSpec): Buffer {
  const { blocks = [], alignment = 4096, prolog = '<?xml version="1.0" encoding="UTF-8"?>\n' } = spec;
  const text = (positions: readonly number[]) => {
    const body = spec.body.replace(/\{\{(\d)\}\}/g, (_, n: string) => {
      return `attachment:${positions[Number(n)] ?? 0}:${blocks[Number(n)]?.length ?? 0}`;
    });
    return Buffer.from(`${prolog}<xisf ${XMLNS}>${body}</xisf>`, spec.encoding);
  };
  const up = (at: number) => Math.ceil(at / alignment) * alignment;
  // Positions of twelve digits leave room for those that they turn out to be.
  let at = up(16 + text(blocks.map(() => 999_999_999_999)).length + (spec.gap?.length ?? 0));
  const positions = blocks.map((block) => {
    const position = at;
    at = up(at + block.length);
    return position;
  });
  const header = Buffer.concat([xisfBytes(text(positions)), spec.gap ?? Buffer.alloc(0)]);
  const file = Buffer.alloc(
    Math.max(header.length, ...blocks.map((block, i) => (positions[i] ?? 0) + block.length)),
  );
  header.copy(file);
  blocks.forEach((block, i) => block.copy(file, positions[i]));
  return file;
}

/** The header of a file as text. */
export function xmlOf(file: Buffer): string {
  return file.subarray(16, 16 + file.readUInt32LE(8)).toString('utf8');
}

/** Pixels of an image of 8 × 6 in 16 bits that differ from one seed to the next. */
export function pixels(seed = 0): Buffer {
  return Buffer.from(Array.from({ length: 96 }, (_, i) => (i * 7 + seed * 13 + 1) % 251));
}

/** An Image element of 8 × 6 pixels in 16 bits with its data in block 0: `image('<FITSKeyword …/>')`. */
export function image(children: string, attributes = ''): string {
  return `<Image id="light" geometry="8:6:1" sampleFormat="UInt16" colorSpace="Gray" location="{{0}}"${attributes}>${children}</Image>`;
}

/** A FITSKeyword element, its value as it stands in the file: `keyword('OBJECT', "'M 31'")`. */
export function keyword(name: string, value: string, comment = ''): string {
  return `<FITSKeyword name="${name}" value="${value}" comment="${comment}"/>`;
}

/** A Property element with its value in an attribute. */
export function property(id: string, type: string, value: string): string {
  return `<Property id="${id}" type="${type}" value="${value}"/>`;
}
