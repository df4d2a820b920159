/** What an XISF header says of a block of data (XISF 1.0, data block location and compression). Pure. */
import { english } from '../../base/english';
import { attachmentOf } from '../xisf/location';
import type { XmlElement } from '../xisf/xml';

/** 2 GiB: a frame of 178 million pixels in three colours as floats; only compressed blocks are limited. */
export const MOST_BLOCK_BYTES = 2 ** 31;

export type XisfCodec = 'zlib' | 'lz4' | 'zstd';

export interface XisfPacking {
  /** As written: `lz4hc+sh`. */
  readonly name: string;
  readonly codec: XisfCodec;
  /** Bytes of the numbers whose bytes were shuffled; null where they were not. */
  readonly shuffled: number | null;
  /** Parts of the block in their order; one where it was not divided. */
  readonly parts: readonly { readonly packed: number; readonly unpacked: number }[];
}

/** Where the bytes of a block are: attached to the file, or as a text in its header. */
export type XisfPlace =
  | { readonly kind: 'attached'; readonly position: number; readonly size: number }
  | { readonly kind: 'text'; readonly encoding: 'base64' | 'hex'; readonly text: string };

export interface XisfBlock {
  readonly place: XisfPlace;
  /** Null where the bytes are the pixels. */
  readonly packing: XisfPacking | null;
}

/** How many times as many bytes a codec can make of its input at most. */
const MOST_RATIO: Readonly<Record<XisfCodec, number>> = { zlib: 1033, lz4: 256, zstd: 65_536 };

/**
 * The block of an Image element that unpacks to `size` bytes; a text where it cannot be read, which says why.
 */
export function xisfBlock(image: XmlElement, size: number): XisfBlock | string {
  const location = image.attributes.get('location') ?? '';
  const data = image.children.find(({ name }) => name === 'Data');
  // What is embedded has its compression with the data.
  const described = location === 'embedded' && data?.attributes.has('compression') === true ? data : image;
  const place = placeOf(image, data, location);
  if (typeof place === 'string') return place;
  const compression = described.attributes.get('compression') ?? '';
  if (compression === '') return { place, packing: null };
  const packing = packingOf(
    compression,
    described.attributes.get('subblocks') ?? '',
    size,
    packedSize(place),
  );
  return typeof packing === 'string' ? packing : { place, packing };
}

function placeOf(image: XmlElement, data: XmlElement | undefined, location: string): XisfPlace | string {
  const attached = attachmentOf(location);
  if (attached !== null) return { kind: 'attached', ...attached };
  if (location.startsWith('inline:')) return textPlace(location.slice('inline:'.length), image.text);
  if (location === 'embedded') {
    return data === undefined
      ? english('its embedded data are missing')
      : textPlace(data.attributes.get('encoding') ?? '', data.text);
  }
  if (/^(?:url|path)\(/.test(location)) return english('its pixels lie in another file');
  return english('nothing says where its pixels are');
}

function textPlace(encoding: string, text: string): XisfPlace | string {
  const digits = text.replaceAll(/\s+/g, '');
  if (encoding === 'hex' && digits.length % 2 === 0 && !/[^0-9a-f]/i.test(digits)) {
    return { kind: 'text', encoding, text: digits };
  }
  if (encoding === 'base64' && !/[^A-Za-z0-9+/=]/.test(digits)) {
    return { kind: 'text', encoding, text: digits };
  }
  return english(
    'its pixels are no text in {0}',
    encoding === 'hex' || encoding === 'base64' ? encoding : 'base64 or hex',
  );
}

function packedSize(place: XisfPlace): number {
  if (place.kind === 'attached') return place.size;
  const { encoding, text } = place;
  return encoding === 'hex' ? text.length / 2 : Math.floor((text.replaceAll('=', '').length * 3) / 4);
}

/** From `lz4hc+sh:2621440:2` and sub-blocks `packed,unpacked:…`. */
function packingOf(
  compression: string,
  subblocks: string,
  size: number,
  packed: number,
): XisfPacking | string {
  const match = /^(zlib|lz4|lz4hc|zstd)(\+sh)?:(\d{1,15})(?::(\d{1,2}))?$/.exec(compression);
  if (match === null) return english('its compression is not known: {0}', compression.slice(0, 40));
  const [, codec = '', shuffle, unpacked = '', item] = match;
  if (Number(unpacked) !== size) {
    return english('it has {0} bytes by its geometry, its block unpacks to {1}', size, unpacked);
  }
  if (size > MOST_BLOCK_BYTES) {
    return english(
      'its compressed block unpacks to {0} bytes, of which at most {1} are read',
      size,
      MOST_BLOCK_BYTES,
    );
  }
  const shuffled = shuffle === undefined ? null : Number(item);
  if (shuffled !== null && !(shuffled >= 1 && shuffled <= 16)) {
    return english('the bytes of its block are shuffled by {0}', item ?? 'no size');
  }
  const parts = partsOf(subblocks, packed, size);
  if (parts === null) return english('its sub-blocks are not those of its block');
  const kind: XisfCodec = codec === 'zlib' || codec === 'zstd' ? codec : 'lz4';
  const most = MOST_RATIO[kind];
  for (const part of parts) {
    if (part.unpacked <= part.packed * most) continue;
    return english('{0} bytes of {1} cannot hold {2}', part.packed, kind, part.unpacked);
  }
  return { name: `${codec}${shuffle ?? ''}`, codec: kind, shuffled, parts };
}

function partsOf(subblocks: string, packed: number, unpacked: number): XisfPacking['parts'] | null {
  if (subblocks === '') return [{ packed, unpacked }];
  const parts = subblocks.split(':').map((text) => {
    const match = /^(\d{1,12}),(\d{1,12})$/.exec(text.trim());
    return { packed: Number(match?.[1] ?? NaN), unpacked: Number(match?.[2] ?? NaN) };
  });
  const total = (key: 'packed' | 'unpacked') => parts.reduce((sum, part) => sum + part[key], 0);
  return total('packed') <= packed && total('unpacked') === unpacked ? parts : null;
}
