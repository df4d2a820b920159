/** Names that programs give to a second copy of a file. Pure. */
import { imageStem } from '../../formats/image/names';

/** Longer names are cut before they are looked at; none of the patterns needs more. */
const LONGEST = 400;

/** The word for a copy in the languages that Explorer, Finder and the desktops of Linux are used in most. */
const COPY = '(?:copy|kopie|copie|copia|cópia|kopia|kopi|kopio|kopija|kopya|копия|копія|コピー|副本|복사본)';

/** At the end of a name, without its extension. */
const ENDINGS = [
  // Browsers, Google Drive and Dolphin: `x(1)`, `x (1)`; Explorer's renaming of many files as well.
  / ?\(\d{1,4}\)$/,
  // Explorer `x - Copy`, `x - Copy (2)`; Finder `x copy`, `x copy 2`.
  new RegExp(`(?: [-–—] |[ _-])${COPY}(?: ?\\(\\d{1,4}\\)| \\d{1,4})?$`, 'i'),
  // Files of GNOME and its relatives: `x (copy)`, `x (another copy)`, `x (3rd copy)`, `x (Copy 2)`.
  new RegExp(`\\((?:[\\p{L}\\d.]{1,12} )?${COPY}(?: \\d{1,4})?\\)$`, 'iu'),
  // Dropbox `x (Jane's conflicted copy 2024-03-10)`, Nextcloud `x (conflicted copy 2024-03-10 203000)`, Box
  // and pCloud alike.
  /[([][^()[\]]{0,80}(?:conflicted (?:copy|file)|in konflikt stehende kopie|copie en conflit|copia en conflicto|copia in conflitto)[^()[\]]{0,80}[)\]]$/i,
  // Dropbox where two systems disagree on a name; Unison; Seafile `x (SFConflict jane 2024-03-10-20-30-00)`.
  /\((?:case|unicode encoding|selective sync|white ?space) conflict(?: \d{1,4})?\)$/i,
  /\((?:sfconflict|conflict on|conflict) [^()]{1,80}\)$/i,
  // ownCloud and early Nextcloud: `x_conflict-20240310-203000`.
  /_conflict-\d{8}-\d{6}$/i,
  // Syncthing: `x.sync-conflict-20240310-203000-ABCDEF7`.
  /\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?$/i,
  // OneDrive adds the name of the computer; of those only the ones that Windows makes up can be told from
  // other names.
  /-(?:DESKTOP|LAPTOP)-[A-Z0-9]{7}(?:-\d{1,3})?$/,
];

/**
 * At the beginning: Windows XP and Google Drive `Copy of x`, `Copy (2) of x`, `Kopie von x`, `Copie de x`.
 */
const BEGINNING = new RegExp(`^${COPY} (?:\\(\\d{1,4}\\) )?(?:of|von|de|di|van|av|af|z) `, 'i');

/**
 * Whether a file is called as a program calls a copy that it makes beside an original: `x (1).fits`, `x -
 * Copy.fits`, `x (Jane's conflicted copy 2024-03-10).fits`. `M31_001.fits` is a frame by its number. A sign,
 * no proof: it decides between files that are the same otherwise, and nothing else.
 */
export function isCopyName(name: string): boolean {
  const stem = imageStem(name).slice(-LONGEST).normalize('NFC');
  return BEGINNING.test(stem) || ENDINGS.some((ending) => ending.test(stem));
}
