/**
 * Telescopes of Vaonis (Vespera, Stellina) write no frame type. They put the raw frames of an observation into a folder of their
 * own, `01-images-initial/img-0025.fits`, and its darks beside that, `img-0001-dark.fits`, which the word in the name tells.
 * So github.com/chillee151/vespera-siril-plugin and the program Stellinator describe folders and names.
 */
import type { FrameType } from '../../base/frame';

const INITIAL = /^\d{2}-images-initial$/i;
const RAW = /^img-\d{3,6}\.fits?$/i;

/** `light` for a raw frame where these telescopes leave it, null for every other file. */
export function vaonisType(folders: readonly string[], fileName: string): FrameType | null {
  return INITIAL.test(folders.at(-1) ?? '') && RAW.test(fileName) ? 'light' : null;
}
