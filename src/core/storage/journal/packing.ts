/** Patches of a header as a line of a journal holds them: deflated, in base64. Pure. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { HeaderPatch } from '../../formats/fits/edit';
import { inOrder } from '../files/patches';

/** A patch in a line: a header is mostly blanks, and deflates to a seventh. */
export interface PackedPatch {
  readonly offset: number;
  readonly before: string;
  readonly after: string;
}

/**
 * Bytes that all patches of one step may have, before and after: 64 MiB. Headers have some kilobytes; a few
 * bytes of a forged line could otherwise unpack to more than there is memory.
 */
export const MOST_PATCH_BYTES = 64 << 20;

/** @throws ArchiveError `request` for headers that could not be read back. */
export function packPatches(patches: readonly HeaderPatch[]): PackedPatch[] {
  const bytes = patches.reduce((sum, { before, after }) => sum + before.length + after.length, 0);
  if (bytes > MOST_PATCH_BYTES) {
    throw new ArchiveError('request', english('Its header is too long to be edited'), {
      expected: english('at most {0} bytes, before and after', MOST_PATCH_BYTES),
      got: `${bytes} bytes`,
    });
  }
  const pack = (part: Uint8Array) => deflateRawSync(part).toString('base64');
  return inOrder(patches).map(({ offset, before, after }) => ({
    offset,
    before: pack(before),
    after: pack(after),
  }));
}

/**
 * The patches in the order of their offsets.
 * @throws ArchiveError `format` where they do not unpack, unpack to more than `MOST_PATCH_BYTES`, or overlap.
 */
export function unpackPatches(packed: readonly PackedPatch[]): HeaderPatch[] {
  let room = MOST_PATCH_BYTES;
  const unpack = (text: string): Uint8Array => {
    // The library takes no limit of 0.
    const bytes = Uint8Array.from(inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: room + 1 }));
    room -= bytes.length;
    if (room < 0) throw new RangeError(english('more than {0} bytes', MOST_PATCH_BYTES));
    return bytes;
  };
  let patches: HeaderPatch[];
  try {
    patches = inOrder(
      packed.map(({ offset, before, after }) => ({ offset, before: unpack(before), after: unpack(after) })),
    );
  } catch (error) {
    throw new ArchiveError('format', english('The journal holds an edit of a header that cannot be read'), {
      expected: english('deflated bytes, at most {0}', MOST_PATCH_BYTES),
      got: (error as Error).message,
    });
  }
  let end = 0;
  for (const { offset, before } of patches) {
    if (offset < end) {
      throw new ArchiveError('format', english('The journal holds edits of a header that overlap'), {
        offset,
      });
    }
    end = offset + before.length;
  }
  return patches;
}
