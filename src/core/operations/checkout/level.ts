/** The level of a camera's offset, measured where no bias frame tells it. */
import * as fs from 'node:fs';
import { english } from '../../base/english';
import { imageUnit } from '../../formats/fits/image';
import { readFitsFile } from '../../formats/fits/read';
import { findCard, imageShape } from '../../formats/fits/size';
import { imageFormat } from '../../formats/image/names';
import type { BiasLevel, CheckoutSession } from './types';

/** Rows that are read in the middle of the image. */
const ROWS = 64;
const LARGEST = 16 * 1024 * 1024;

/**
 * What to take off in place of a bias for the lights or flats of a session: the median of a dark or
 * flat-dark, which holds the offset and a dark current that is small beside a flat. Null where nothing is
 * needed or can be measured.
 */
export function measuredLevel(wanted: CheckoutSession): BiasLevel | null {
  const { links, flatBias = null } = wanted;
  const rawFlats = links.flat !== null && !links.flat.session.master;
  const flatsNeedIt = rawFlats && links.flatDark === null && links.bias === null && flatBias === null;
  const lightsNeedIt = links.dark === null && links.bias === null;
  if (!flatsNeedIt && !lightsNeedIt) return null;
  for (const [set, word] of [
    [links.flatDark, 'flat-dark'],
    [links.dark, 'dark'],
  ] as const) {
    const file = set?.frames[0]?.path;
    const adu = file === undefined ? null : medianLevel(file);
    if (adu !== null) return { adu, origin: english('measured in a {0}', word) };
  }
  return null;
}

/**
 * The median in ADU of the middle rows of a 16-bit FITS image, rounded: 512. Null for other files: compressed
 * ones would have to be unpacked, and other depths have another scale in Siril.
 */
export function medianLevel(file: string): number | null {
  try {
    const unit = imageUnit(readFitsFile(file));
    if (unit === undefined || imageFormat(file) !== 'fits') return null;
    const { bitpix, axes } = imageShape(unit.cards);
    const [width = 0, height = 0] = axes;
    if (bitpix !== 16 || width < 1 || height < 1) return null;
    const rows = Math.min(ROWS, height, Math.max(1, Math.floor(LARGEST / (2 * width))));
    const bytes = Buffer.alloc(2 * width * rows);
    const from = unit.dataOffset + 2 * width * Math.floor((height - rows) / 2);
    const descriptor = fs.openSync(file, 'r');
    try {
      if (fs.readSync(descriptor, bytes, 0, bytes.length, from) < bytes.length) return null;
    } finally {
      fs.closeSync(descriptor);
    }
    const zero = Number(findCard(unit.cards, 'BZERO')?.value ?? 0);
    const scale = Number(findCard(unit.cards, 'BSCALE')?.value ?? 1);
    const values = Float64Array.from({ length: width * rows }, (_, i) => bytes.readInt16BE(2 * i)).sort();
    const level = Math.round(zero + scale * (values[Math.floor(values.length / 2)] ?? 0));
    return Number.isFinite(level) && level > 0 && level < 65_536 ? level : null;
  } catch {
    // The checkout itself says of a file that cannot be read.
    return null;
  }
}
