/** Finds images in the repository that the archive does not know. */
import { Breather } from '../../base/pause';
import type { Cancel } from '../../base/ports';
import { imageHeader } from '../../formats/fits/image';
import { readImageFile } from '../../formats/image/imageFile';
import type { Frames } from '../../storage/database/frames';
import { findFits } from '../scan/walk';

export interface Unknown {
  readonly paths: readonly string[];
  /** Folders and files that could not be looked at. */
  readonly failed: readonly { readonly path: string; readonly error: string }[];
}

/**
 * Walks the repository as registration does: hidden folders, links and checkouts are passed over. Files
 * without an image (tables, bare headers) could never be registered and are passed over, too.
 */
export async function findUnknown(
  repository: string,
  frames: Frames,
  onFile: (path: string) => void,
  cancel: Cancel,
): Promise<Unknown> {
  const paths: string[] = [];
  const failed: { path: string; error: string }[] = [];
  const breather = new Breather();
  for await (const found of findFits([repository], cancel)) {
    onFile(found.path);
    if (found.kind === 'failed') failed.push({ path: found.path, error: found.error });
    else if (found.kind === 'file' && !frames.stateAt(found.path) && mayHoldImage(found.path)) {
      paths.push(found.path);
    }
    await breather.breathe();
  }
  return { paths, failed };
}

/** Whether a file has an image; a damaged one may have held one. */
export function mayHoldImage(path: string): boolean {
  try {
    return imageHeader(readImageFile(path)) !== null;
  } catch {
    return true;
  }
}
