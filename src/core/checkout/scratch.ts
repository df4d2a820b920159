/** Which files of `process` the script of a checkout has made. Pure. */
import { SIRIL_EXTENSIONS } from '../siril/resultFile';

/** Siril's own folders in a working folder: star lists and interim images. */
const SIRIL_FOLDERS = new Set(['cache', 'drizztmp']);
const OWN_EXTENSIONS = [...SIRIL_EXTENSIONS, '.seq', '.lst', '_conversion.txt'];

export type ScratchTest = (name: string) => boolean;

/**
 * A test for names of files: with the sequence `light_L` it accepts `light_L_00001.fit`, `pp_light_L_00001.fit`,
 * `r_pp_light_L_.seq` and `light_L_conversion.txt`, but not `my_picture.fit`.
 */
export function scratchTest(sequences: readonly string[]): ScratchTest {
  const known = new Set(sequences);
  return (name) => {
    const extension = OWN_EXTENSIONS.filter((each) => name.endsWith(each)).sort(
      (a, b) => b.length - a.length,
    )[0];
    if (extension === undefined) return name === 'conversion.txt';
    let stem = name
      .slice(0, -extension.length)
      .replace(/_\d{5,}$/, '')
      .replace(/_$/, '');
    // Siril puts a prefix before a name for each step: pp_, r_, bkg_, cc_ …
    for (;;) {
      if (known.has(stem)) return true;
      const rest = /^[a-z]{1,8}_(.+)$/.exec(stem)?.[1];
      if (rest === undefined) return false;
      stem = rest;
    }
  };
}

/** Whether a folder in `process` is the script's: Siril's own, or one for the channels of an object. */
export function isScratchFolder(name: string, sequences: readonly string[]): boolean {
  return SIRIL_FOLDERS.has(name) || (name.startsWith('channels_') && sequences.includes(name));
}

/** `01_NGC_7000_L.fit` in the folder of the channels, where the script keeps stacks to be aligned. */
export function isChannelFile(name: string, stacks: readonly string[]): boolean {
  const stem = SIRIL_EXTENSIONS.reduce(
    (rest, each) => (rest.endsWith(each) ? rest.slice(0, -each.length) : rest),
    name,
  );
  return /^\d\d_/.test(stem) && stacks.includes(stem.slice(3));
}
