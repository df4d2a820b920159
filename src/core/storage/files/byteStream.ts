/** The bytes of a file as a stream, unzipped where they are zipped. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

const CHUNK = 1 << 20;

/** Iterating rejects when the file cannot be read or the archive in it is damaged. */
export function byteStream(path: string, zipped = false): AsyncIterable<Buffer> {
  const raw = createReadStream(path, { highWaterMark: CHUNK });
  if (!zipped) return raw as AsyncIterable<Buffer>;
  // A pipeline hands an error of the file on to the stream that is iterated; its callback has nothing to add.
  return pipeline(raw, createGunzip(), () => undefined) as AsyncIterable<Buffer>;
}
