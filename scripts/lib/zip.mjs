/** Reads a ZIP archive, which is what a `.vsix` is. */
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
/** Compression methods: APPNOTE §4.4.5. */
const [STORED, DEFLATED] = [0, 8];

/**
 * @param {string} path for example `out/astro-archive.vsix`
 * @returns {{ size: number, names: string[], text: (name: string) => string }} the file's size in bytes, the
 * names in it, and what is in one of them
 */
export function readZip(path) {
  const bytes = readFileSync(path);
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) throw new Error(`${path} is not a ZIP archive.`);
  const entries = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw new Error(`${path}: damaged directory at byte ${at}.`);
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), {
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      header: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  const text = (name) => {
    const { method, packed, header } = entries.get(name) ?? {};
    if (method !== STORED && method !== DEFLATED) throw new Error(`${path}: ${name} cannot be read.`);
    // Names and extra fields are of other lengths here than in the directory.
    const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    const content = bytes.subarray(start, start + packed);
    return (method === STORED ? content : inflateRawSync(content)).toString('utf8');
  };
  return { size: bytes.length, names: [...entries.keys()], text };
}
