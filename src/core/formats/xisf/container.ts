/**
 * The beginning of a monolithic XISF file: the signature `XISF0100`, the length of the header as a
 * little-endian uint32, four reserved bytes, and the header as XML in UTF-8 (XISF 1.0, monolithic XISF file
 * structure).
 */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { ByteSource } from '../fits/source';
import { latin1 } from '../fits/text';
import { isDistributedName } from './extension';

/** Bytes before the XML. */
export const XML_OFFSET = 16;
/**
 * 16 MiB. Headers of cameras have 5 to 20 kB, masters with a long history some hundred; the format allows 4
 * GiB, which nobody should have to read for a header.
 */
export const MOST_HEADER_BYTES = 1 << 24;

const SIGNATURE = 'XISF0100';
const SIGNATURE_BYTES = 8;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export interface Container {
  /** The header as text, without zeros or blanks behind its last element. */
  readonly xml: string;
  /**
   * `latin1` where the bytes are no UTF-8, which the format forbids; either way they are encoded back
   * unchanged.
   */
  readonly encoding: 'utf8' | 'latin1';
  /** First byte behind the header as its length says: 4933. */
  readonly headerEnd: number;
}

/** Whether the bytes begin like those of an XISF file of any version. */
export function isXisf(source: ByteSource): boolean {
  return latin1(source.read(0, 4)) === 'XISF';
}

/** Whether a file is the header of a distributed unit: plain XML under the name `.xish`. */
export function isDistributed(source: ByteSource): boolean {
  return isDistributedName(source.path) && /^(?:\xef\xbb\xbf)?\s*</.test(latin1(source.read(0, 64)));
}

/** The error for a part of a distributed unit. */
export function distributedError(path: string): ArchiveError {
  return new ArchiveError(
    'format',
    english('this is part of a distributed XISF unit, whose data are in other files'),
    {
      path,
      expected: english('a file that holds header and data, .xisf'),
      advice: english('Save it as a .xisf file with the program that made it.'),
    },
  );
}

/**
 * Reads the header as text.
 * @throws ArchiveError `format` for another version, a length that cannot be, and a file that ends in its
 * header.
 */
export function readContainer(source: ByteSource): Container {
  const { path } = source;
  const start = source.read(0, XML_OFFSET);
  const signature = latin1(start.subarray(0, SIGNATURE_BYTES));
  if (signature !== SIGNATURE) {
    throw new ArchiveError('format', english('this version of XISF is not known'), {
      path,
      offset: 0,
      expected: SIGNATURE,
      got: JSON.stringify(signature),
    });
  }
  if (start.length < XML_OFFSET) throw cutOff(path, XML_OFFSET, start.length);
  const length = Buffer.from(start).readUInt32LE(SIGNATURE_BYTES);
  if (length === 0 || length > MOST_HEADER_BYTES) {
    throw new ArchiveError('format', english('the length of its XISF header is impossible'), {
      path,
      offset: SIGNATURE_BYTES,
      expected: english('1 to {0} bytes', MOST_HEADER_BYTES),
      got: String(length),
    });
  }
  const headerEnd = XML_OFFSET + length;
  // The size is known beforehand, so that a length out of thin air reserves no memory.
  if (headerEnd > source.size) throw cutOff(path, headerEnd, source.size);
  const bytes = source.read(XML_OFFSET, length);
  if (bytes.length < length) throw cutOff(path, headerEnd, XML_OFFSET + bytes.length);
  return { ...decode(bytes), headerEnd };
}

/** The bytes of a header, exactly those that it was read from where the text is unchanged. */
export function encodeXml(xml: string, encoding: Container['encoding']): Buffer {
  return Buffer.from(xml, encoding);
}

function decode(bytes: Uint8Array): Pick<Container, 'xml' | 'encoding'> {
  let end = bytes.length;
  // Some programs fill the header up with zeros and count them.
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === 32)) end--;
  const text = bytes.subarray(0, end);
  try {
    return { xml: utf8.decode(text), encoding: 'utf8' };
  } catch {
    // Not UTF-8: the fatal decoder's way to say so. Latin-1 loses no byte.
    return { xml: latin1(text), encoding: 'latin1' };
  }
}

function cutOff(path: string, expected: number, got: number): ArchiveError {
  return new ArchiveError('format', english('the file ends inside its XISF header'), {
    path,
    expected: english('at least {0} bytes', expected),
    got: `${got} bytes`,
    advice: english('Was the download or the copy cut short?'),
  });
}
