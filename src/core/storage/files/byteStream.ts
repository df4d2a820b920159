/** The bytes of a file as a stream, unzipped where they are zipped. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

const CHUNK = 1 << 20;

/**
 * Iterating rejects when the file cannot be read or the archive in it is damaged. However the iteration ends,
 * the file is closed then: Windows keeps the name of an open file taken, also once it is removed.
 */
export async function* byteStream(path: string, zipped = false): AsyncGenerator<Buffer, void> {
  const raw = createReadStream(path, { highWaterMark: CHUNK });
  const closed = new Promise<void>((done) => raw.once('close', done));
  try {
    // A pipeline hands an error of the file on to the stream that is iterated; its callback has nothing to
    // add.
    yield* (zipped ? pipeline(raw, createGunzip(), () => undefined) : raw) as AsyncIterable<Buffer>;
  } finally {
    raw.destroy();
    await closed;
  }
}
