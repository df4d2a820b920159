/** What becomes of a file of the archive in a checkout, by its name. */
import { imageExtension, imageFormat } from '../../formats/image/names';
import { claim } from './names';

/** `link`: Siril reads it as it is; `unpack`: it has to be unzipped first; `refuse`: Siril cannot read it. */
export type Treatment = 'link' | 'unpack' | 'refuse';

/** Siril takes FITS by the extension alone: .fit .fits .fts in any case, tile-compressed too, but no .gz. */
export function treatment(path: string): Treatment {
  const format = imageFormat(path);
  if (format === null || format === 'xisf') return 'refuse';
  return format === 'fits.gz' ? 'unpack' : 'link';
}

/** The last part of a path of this system or of Windows: `0001.fits`. */
export function baseName(path: string): string {
  return path.replace(/^.*[/\\]/s, '');
}

/** The extension a file has once it is in the checkout: `.fits`, `.fits.fz`; `.fits` for `.fits.gz`. */
export function extensionInCheckout(path: string): string {
  return imageExtension(path).replace(/\.gz$/i, '');
}

/**
 * The name of a file inside its set: the archive's own, without what other systems forbid and without a dot
 * in front, since Siril 1.0 takes the resource forks of a Mac for images. A second file of the same name is
 * `0001_2.fits`; `taken` collects the names of the folder.
 */
export function nameInSet(path: string, taken: Set<string>): string {
  const extension = extensionInCheckout(path);
  const name = baseName(path);
  const stem = name
    .slice(0, name.length - imageExtension(name).length)
    .replace(/[\p{C}<>:"|?*/\\]+/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return claim(shortened(stem === '' ? 'frame' : stem), extension, taken);
}

/** At most 180 bytes of UTF-8, cut between characters, so that a number and the extension still fit. */
function shortened(stem: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of stem) {
    bytes += Buffer.byteLength(character);
    if (bytes > 180) break;
    kept += character;
  }
  return kept;
}
