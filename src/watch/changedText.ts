/** What the user is told of images that another program has changed. Pure. */
import { basename } from 'node:path';
import type { ReconcileReport } from '../core/api/archive';
import { countText } from '../core/text/words';

type Changed = ReconcileReport['changed'];

export interface ChangedNews {
  /** What is a warning: pixels of the archive that are no longer what they were. Empty for none. */
  readonly warning: string;
  /** What is merely told: headers. Empty for none. */
  readonly note: string;
}

/** The time alone says nothing; a file that could not be opened is told of by whoever reads it. */
export function changedNews(changed: Changed): ChangedNews {
  const pixels = changed.filter(({ what }) => what === 'pixels');
  const headers = changed.filter(({ what }) => what === 'header');
  return {
    warning: pixels.length === 0 ? '' : `${pixelsText(pixels)} Restore ${them(pixels)} from a backup.`,
    note: headers.length === 0 ? '' : headersText(headers),
  };
}

function pixelsText(files: Changed): string {
  return files.length === 1
    ? `Another program has changed the pixels of ${nameOf(files)}, an image of the archive.`
    : `Another program has changed the pixels of ${countText(files.length, 'image')} of the archive, ${nameOf(files)} among them.`;
}

function headersText(files: Changed): string {
  return files.length === 1
    ? `Another program has changed the header of ${nameOf(files)}`
    : `Another program has changed the headers of ${countText(files.length, 'image')}`;
}

function nameOf([file]: Changed): string {
  // Messages make links of `[text](address)`.
  return basename(file?.path ?? '').replaceAll('](', '] (');
}

function them(files: Changed): string {
  return files.length === 1 ? 'it' : 'them';
}
