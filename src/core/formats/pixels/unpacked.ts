/**
 * A gzipped file as bytes that can be read anywhere. It is unpacked once, as a stream, from beginning to end:
 * up to 64 MiB stay in memory, more goes to a temporary file without a name, so that memory does not grow
 * with the file. What follows the first GiB is not unpacked.
 */
import * as fs from 'node:fs';
import { finished } from 'node:stream/promises';
import { constants, createGunzip } from 'node:zlib';
import { english } from '../../base/english';
import { CancelledError, fileError, isSystemError, messageOf } from '../../base/errors';
import { MOST_UNPACKED } from '../fits/gunzip';
import { ByteStore } from './byteStore';
import { pixelSource, type PixelSource } from './pixelSource';

/** A frame of 32 million pixels of 16 bits. */
const MOST_IN_MEMORY = 64 * 1024 * 1024;
const STEP = 256 * 1024;

/**
 * The unpacked bytes of the gzipped file at `file`. A damaged stream gives the bytes before the damage.
 * @throws ArchiveError `file` where the file cannot be read or the temporary one not written, `cancelled`.
 */
export async function openUnpacked(
  file: string,
  signal?: AbortSignal,
  mostInMemory = MOST_IN_MEMORY,
): Promise<PixelSource> {
  const store = new ByteStore(mostInMemory, MOST_UNPACKED);
  try {
    const damage = await unpack(file, store, signal);
    return pixelSource(store.asBytes(file, damage));
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Puts the unpacked bytes into the store; returns what is wrong with the stream, null where nothing is. */
async function unpack(file: string, store: ByteStore, signal?: AbortSignal): Promise<string | null> {
  const input = fs.createReadStream(file, { highWaterMark: STEP });
  const gunzip = createGunzip({ chunkSize: STEP, finishFlush: constants.Z_SYNC_FLUSH });
  let failure: unknown = null;
  const stop = (error: unknown) => {
    failure ??= error;
    input.destroy();
    gunzip.destroy();
  };
  const cancel = () => stop(new CancelledError());
  signal?.addEventListener('abort', cancel, { once: true });
  input.on('error', (error) => stop(fileError(error, file)));
  // At once and not in turn: what waits in a stream is lost where its end is damaged.
  gunzip.on('data', (chunk: Buffer) => {
    try {
      if (!store.append(chunk)) stop(english('it unpacks to more than 1 GiB'));
    } catch (error) {
      stop(error);
    }
  });
  if (signal?.aborted === true) cancel();
  input.pipe(gunzip);
  try {
    await finished(gunzip);
  } catch (error) {
    if (failure === null && !isZlibError(error)) throw fileError(error, file);
    failure ??= english('the gzip stream is damaged: {0}', messageOf(error));
  } finally {
    signal?.removeEventListener('abort', cancel);
    input.destroy();
    gunzip.destroy();
  }
  if (failure === null || typeof failure === 'string') return failure;
  throw failure as Error;
}

function isZlibError(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith('Z_') || !isSystemError(error);
}
