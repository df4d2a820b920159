/** What the pixels of a plan’s files are, read from their headers and, for floating point, from a few of the pixels; and which files cannot be read. */
import { access, constants, stat } from 'node:fs/promises';
import { english } from '../../base/english';
import { CancelledError, fileError } from '../../base/errors';
import { Breather } from '../../base/pause';
import type { Context } from '../../base/ports';
import { Meter } from '../../base/progress';
import { several } from '../../base/several';
import { floatScale, type FloatScale } from '../../formats/fits/floatScale';
import { isGzip, plainSource } from '../../formats/fits/gunzip';
import { imageUnits } from '../../formats/fits/image';
import { isTileCompressed, readFits } from '../../formats/fits/read';
import { imageShape } from '../../formats/fits/size';
import { withSource } from '../../formats/fits/source';
import { treatment } from './checkoutNames';
import type { CheckoutPlan } from './types';

export interface Pixels {
  /** Bits of a pixel, negative for floating point: 16. */
  readonly bitpix: number;
  /** Axes of the first image: `[6248, 4176]`, `[6248, 4176, 3]`. */
  readonly axes: readonly number[];
  /** Images in the file. */
  readonly images: number;
  /** Null for whole numbers, and for pixels that cannot be read. */
  readonly scale: FloatScale | null;
}

/** Of a gzipped image only the beginning is looked at, since everything before a pixel has to be unpacked. */
const UNPACKED_PIXELS = 100_000;

/** What is known of each file, by its path. */
export type PixelsOf = ReadonlyMap<string, Pixels>;

/**
 * Reads each file once. Files that cannot be read are not in the answer: the checkout says of them what is
 * wrong. Rejects with CancelledError after a cancel.
 */
export async function readPixels(
  paths: Iterable<string>,
  { progress, cancel }: Pick<Context, 'progress' | 'cancel'>,
): Promise<PixelsOf> {
  const files = [...new Set(paths)].filter((file) => treatment(file) !== 'refuse');
  const meter = new Meter(progress, 'Reading headers', files.length);
  const breather = new Breather();
  const known = new Map<string, Pixels>();
  for (const file of files) {
    await breather.breathe();
    if (cancel.isCancellationRequested) throw new CancelledError();
    const pixels = pixelsOf(file);
    if (pixels !== null) known.set(file, pixels);
    meter.step(file);
  }
  return known;
}

/** Null for a file that is not there, cannot be read, or has no image. */
export function pixelsOf(file: string): Pixels | null {
  try {
    return withSource(file, (source) => {
      const units = imageUnits(readFits(source));
      const [first] = units;
      if (first === undefined) return null;
      const { bitpix, axes } = imageShape(first.cards, isTileCompressed(first) ? 'Z' : '');
      const reach = isGzip(source) ? UNPACKED_PIXELS : Infinity;
      const scale = bitpix < 0 ? floatScale(plainSource(source), first, reach) : null;
      return { bitpix, axes, images: units.length, scale };
    });
  } catch {
    return null;
  }
}

/**
 * Source to reason: `it no longer exists (ENOENT). Was it moved, or is its drive disconnected?` Rejects with
 * CancelledError after a cancel.
 */
export async function unreadables(
  plan: Pick<CheckoutPlan, 'files'>,
  { progress, cancel }: Context,
): Promise<Map<string, string>> {
  const sources = [...new Set(plan.files.map((file) => file.source))];
  const meter = new Meter(progress, 'Checking frames', sources.length);
  const reasons = await several(
    sources,
    async (source) => {
      const reason = await unreadable(source);
      meter.step(source);
      return reason;
    },
    cancel,
  );
  return new Map(
    sources.flatMap((source, index) => {
      const reason = reasons[index] ?? null;
      return reason === null ? [] : [[source, reason] as const];
    }),
  );
}

async function unreadable(source: string): Promise<string | null> {
  try {
    if (!(await stat(source)).isFile()) return english('it is not a file');
    await access(source, constants.R_OK);
    return null;
  } catch (error) {
    const told = fileError(error, source);
    return [told.message, told.detail.advice].filter(Boolean).join('. ');
  }
}
