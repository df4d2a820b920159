/** The comment that a PNG or JPEG file carries, as far as this program writes one. */

/** Comments stand at the beginning of a file; so many bytes are enough to find one of ours. */
export const COMMENT_BYTES = 4096;

/** The comment in the first bytes of a file; null where there is none. */
export function commentIn(bytes: Buffer): string | null {
  return bytes.length > 8 && bytes.toString('latin1', 1, 4) === 'PNG'
    ? pngComment(bytes)
    : jpegComment(bytes);
}

function pngComment(bytes: Buffer): string | null {
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.toString('latin1', at + 8, at + 8 + length);
    if (bytes.toString('latin1', at + 4, at + 8) === 'tEXt' && body.startsWith('Comment\0')) {
      return body.slice('Comment\0'.length);
    }
    at += 12 + length;
  }
  return null;
}

const COMMENT_MARKER = 0xfe;

function jpegComment(bytes: Buffer): string | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const length = bytes.readUInt16BE(at + 2);
    if (bytes[at + 1] === COMMENT_MARKER) return bytes.toString('latin1', at + 4, at + 2 + length);
    at += 2 + length;
  }
  return null;
}
