/** Which lights of a checkout are not in a stack, by what Siril has left in `process`. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { english } from '../../base/english';
import type { LeftOutLight, LeftOutReason, SkippedImage } from '../../base/leftOut';
import { SIRIL_EXTENSIONS } from '../../siril/folders/imageNames';
import { imageNumbers } from '../../siril/folders/sequences';
import type { MarkedResult } from './marker';

/** Lists of conversions are as long as a night; nothing that is larger is one. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * The lights of `marked` that were not registered, and so are not stacked. Siril gives the image of a
 * registered sequence the number that it had before (`r_pp_light_00004.fit`), so that a number without a file
 * is a light that was left out. Empty where `process` does not show exactly `expected` of them: it was
 * cleaned, or another script was run.
 */
export function leftOutLights(
  folder: string,
  marked: Pick<MarkedResult, 'lights' | 'sequence' | 'parts'>,
  expected: number,
  skipped: readonly SkippedImage[],
): LeftOutLight[] {
  const { lights, sequence, parts } = marked;
  if (lights === null || sequence === null || expected < 1) return [];
  const process = path.join(folder, 'process');
  const registered = new Set(imageNumbers(process, `r_${sequence}`));
  const missing = Array.from({ length: lights }, (_, index) => index + 1).filter((n) => !registered.has(n));
  if (registered.size === 0 || missing.length !== expected) return [];
  const told = new Map(
    skipped.filter((each) => each.sequence === sequence).map(({ image, why }) => [image, why]),
  );
  const starred = new Set(imageNumbers(path.join(process, 'cache'), sequence, ['.lst']));
  return missing.map((image) => ({
    name: nameOf(process, parts, image) ?? english('image {0} of {1}', image, sequence),
    why: told.get(image) ?? reasonOf(image, starred),
  }));
}

/**
 * From 1.2 on Siril keeps the stars that it has found in `process/cache`, and no list where there are none.
 * An image that has one and was not said to be skipped was left out by the filter of the script.
 */
function reasonOf(image: number, starred: ReadonlySet<number>): LeftOutReason | null {
  if (starred.size === 0) return null;
  return starred.has(image) ? 'quality' : 'stars';
}

/** The file that an image was made of: in a merged sequence the parts follow each other. */
function nameOf(process: string, parts: MarkedResult['parts'], image: number): string | null {
  let number = image;
  for (const { sequence, lights } of parts) {
    if (number <= lights)
      return linkedName(process, sequence, number) ?? listedName(process, sequence, number);
    number -= lights;
  }
  return null;
}

/** `convert` makes links to the frames where the system allows it. */
function linkedName(process: string, sequence: string, number: number): string | null {
  const stem = `${sequence}_${padded(number)}`;
  for (const extension of SIRIL_EXTENSIONS) {
    try {
      return path.basename(fs.readlinkSync(path.join(process, stem + extension)));
    } catch {
      // No link of this name.
    }
  }
  return null;
}

/** From 1.2 on `convert` lists what it made of what: `'/c/lights/a.fits' -> './light_00001.fit'`. */
function listedName(process: string, sequence: string, number: number): string | null {
  const file = path.join(process, `${sequence}_conversion.txt`);
  try {
    if (fs.statSync(file).size > MOST_BYTES) return null;
    const wanted = `${sequence}_${padded(number)}.`;
    for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
      const [, from = '', to = ''] = /^\s*'([^']{1,4096})'\s*->\s*'([^']{1,4096})'\s*$/.exec(line) ?? [];
      if (to.replace(/^.*[/\\]/, '').startsWith(wanted)) return from.replace(/^.*[/\\]/, '');
    }
  } catch {
    // Without the list the light has no name, but its number.
  }
  return null;
}

function padded(number: number): string {
  return String(number).padStart(5, '0');
}
