/** Whether a file holds the bytes of another one. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { CancelledError } from '../../base/errors';
import { byteStream } from '../../storage/files/byteStream';
import type { Cancel } from '../../base/ports';

/**
 * Whether `copy` is `source`, byte by byte; `zipped` where the source is and the copy is not. Nothing is held in memory but a
 * piece of each. Rejects with what the system throws, with the unzipper's error for a damaged source, with CancelledError
 * after a cancel.
 */
export async function isSameBytes(
  source: string,
  copy: string,
  zipped: boolean,
  cancel: Cancel,
): Promise<boolean> {
  const file = await open(copy, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const there = Buffer.allocUnsafe(1 << 20);
    let at = 0;
    for await (const chunk of byteStream(source, zipped)) {
      if (cancel.isCancellationRequested) throw new CancelledError();
      for (let done = 0; done < chunk.length;) {
        const length = Math.min(there.length, chunk.length - done);
        const { bytesRead } = await file.read(there, 0, length, at);
        if (bytesRead === 0) return false;
        if (chunk.compare(there, 0, bytesRead, done, done + bytesRead) !== 0) return false;
        done += bytesRead;
        at += bytesRead;
      }
    }
    return (await file.read(there, 0, 1, at)).bytesRead === 0;
  } finally {
    await file.close();
  }
}
