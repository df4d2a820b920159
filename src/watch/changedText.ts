/** Messages about images that another program has changed. Pure. */
import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { FollowReport } from '../core/api/archive';

type Changed = FollowReport['changed'];

export interface ChangedNews {
  /** A warning about changed pixels of archived images. Empty for none. */
  readonly warning: string;
  /** A note about changed headers. Empty for none. */
  readonly note: string;
}

/**
 * Ignores files of which only the time has changed, and unreadable ones, which are reported when they are
 * read.
 */
export function changedNews(changed: Changed): ChangedNews {
  const pixels = changed.filter(({ what }) => what === 'pixels');
  const headers = changed.filter(({ what }) => what === 'header');
  return {
    warning: pixels.length === 0 ? '' : pixelsText(pixels),
    note: headers.length === 0 ? '' : headersText(headers),
  };
}

function pixelsText(files: Changed): string {
  return files.length === 1
    ? l10n.t(
        'Another program has changed the pixels of the archived image {0}. Restore it from a backup.',
        nameOf(files),
      )
    : l10n.t(
        'Another program has changed the pixels of {0} archived images, including {1}. Restore them from a backup.',
        files.length,
        nameOf(files),
      );
}

function headersText(files: Changed): string {
  return files.length === 1
    ? l10n.t('Another program has changed the header of {0}', nameOf(files))
    : l10n.t('Another program has changed the headers of {0} images', files.length);
}

function nameOf([file]: Changed): string {
  // VS Code turns `[text](address)` in messages into links.
  return basename(file?.path ?? '').replaceAll('](', '] (');
}
