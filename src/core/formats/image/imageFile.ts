/** FITS and XISF behind one face: how their headers are read and edited. */
import { type HeaderPatch, headerPatches } from '../fits/edit';
import type { CardEdit, FitsFile } from '../fits/header';
import { readFits } from '../fits/read';
import { type ByteSource, openSource, withSource } from '../fits/source';
import { distributedError, isDistributed, isXisf } from '../xisf/container';
import { xisfPatches } from '../xisf/edit';
import { readXisf } from '../xisf/read';

/**
 * Reads the headers of a source, XISF or FITS by its first bytes, whatever its name.
 * @throws ArchiveError `format` when it has no usable header.
 */
export function readImage(source: ByteSource): FitsFile {
  if (isXisf(source)) return readXisf(source);
  if (isDistributed(source)) throw distributedError(source.path);
  return readFits(source);
}

/**
 * Reads the headers of the file at `path`.
 * @throws ArchiveError `file` when it cannot be read, `format` when it has no usable header.
 */
export function readImageFile(path: string): FitsFile {
  const source = openSource(path);
  try {
    return readImage(source);
  } finally {
    source.close();
  }
}

/**
 * The bytes that `edits` change in the header of the file at `path`, which is not touched; empty where they
 * change nothing.
 * @throws ArchiveError `request` for what is not edited, `format` for a damaged header, `file` where it
 * cannot be read.
 */
export function planEdit(path: string, edits: readonly CardEdit[]): HeaderPatch[] {
  if (edits.length === 0) return [];
  return withSource(path, (source) => patchesOf(source, edits));
}

/** As `planEdit` for a source that is open already. */
export function patchesOf(source: ByteSource, edits: readonly CardEdit[]): HeaderPatch[] {
  if (edits.length === 0) return [];
  return isXisf(source) ? xisfPatches(source, edits) : headerPatches(source, edits);
}
