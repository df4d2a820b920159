/** Whether an edit of a header leaves the data of an image what and where they were. Pure. */
import type { HeaderPatch } from '../../formats/fits/edit';
import type { FitsFile, Hdu } from '../../formats/fits/header';

/** What a file was to hold after an edit, and what it holds: `image 3072 at 2880; 8640 bytes`. */
export interface LayoutChange {
  readonly expected: string;
  readonly got: string;
}

/**
 * Null where the file after the patches has the units of the file before, of the same types and sizes, each
 * as far behind as the patches in front of it make the file longer, and is longer by nothing else. Data that
 * stand as text inside a patched header (inline blocks of XISF) may move within it.
 */
export function layoutChange(
  before: FitsFile,
  after: FitsFile,
  patches: readonly HeaderPatch[],
): LayoutChange | null {
  const places = before.hdus.map((hdu) => placeAfter(hdu, before, patches));
  const growth = patches.reduce((sum, patch) => sum + patch.after.length - patch.before.length, 0);
  const expected = [
    ...before.hdus.map((hdu, i) => told(hdu, places[i] ?? null)),
    `${before.size + growth} bytes`,
  ];
  const got = [
    ...after.hdus.map((hdu, i) => told(hdu, places[i] === null ? null : hdu.dataOffset)),
    `${after.size} bytes`,
  ];
  return expected.join('; ') === got.join('; ')
    ? null
    : { expected: expected.join('; '), got: got.join('; ') };
}

/** Where the data of a unit must begin after the patches; null where nothing says so. */
function placeAfter(
  { dataOffset, dataSize }: Hdu,
  { format }: FitsFile,
  patches: readonly HeaderPatch[],
): number | null {
  // An image of XISF without data lies nowhere.
  if (format === 'xisf' && dataSize === 0) return null;
  let place = dataOffset;
  for (const { offset, before, after } of patches) {
    if (offset >= dataOffset) continue;
    if (dataOffset < offset + before.length) return null;
    place += after.length - before.length;
  }
  return place;
}

function told({ type, dataSize }: Hdu, place: number | null): string {
  return place === null ? `${type} ${dataSize}` : `${type} ${dataSize} at ${place}`;
}
