/** The files of a plan as table cells, and the pages of files loaded so far. */
import * as l10n from '@vscode/l10n';
import type { PlanRow } from '../../core/api/archive';
import { translated } from '../../core/base/translation';
import { bytesText, duplicateText, insteadText } from '../../core/text/words';
import { PAGE_ROWS } from '../pageSizes';
import type { RowsAsked } from '../planProtocol';
import type { Heading } from './outline';

export interface Cells {
  readonly name: string;
  readonly detail: string;
  readonly size: string;
}

/** `x.fits`, the part after the last separator of either kind. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** The name is the new one for a file that will be registered, and the current path for others. */
export function cellsOf(row: PlanRow): Cells {
  if ('to' in row) {
    const from = row.from === row.to ? l10n.t('stays where it is') : l10n.t('from {0}', row.from);
    const instead = row.instead === undefined ? '' : insteadText(row.instead);
    const detail = [row.edits, from, instead].filter((text) => text !== '').join('; ');
    return { name: baseName(row.to), detail, size: bytesText(row.size) };
  }
  if ('of' in row) {
    return { name: row.path, detail: duplicateText(row, row.of), size: '' };
  }
  if ('error' in row)
    return { name: row.path, detail: translated(withoutPath(row.error, row.path)), size: '' };
  return { name: row.path, detail: translated(row.why), size: '' };
}

/** Removes the path at the start of an error, because the name column shows it. */
function withoutPath(error: string, path: string): string {
  return error.startsWith(`${path}: `) ? error.slice(path.length + 2) : error;
}

/** Loaded pages that are kept, enough to scroll back a little. */
const MOST_PAGES = 40;

export class RowPages {
  readonly #ask: (asked: RowsAsked) => void;
  /** Null for a page that is being loaded. The oldest come first. */
  readonly #pages = new Map<string, readonly PlanRow[] | null>();

  constructor(ask: (asked: RowsAsked) => void) {
    this.#ask = ask;
  }

  /** A file of a heading; undefined until its page is loaded. */
  row({ files }: Heading, index: number): PlanRow | undefined {
    if (!files) return undefined;
    const from = index - (index % PAGE_ROWS);
    const asked = { list: files.list, group: files.group, from };
    const key = keyOf(asked);
    const page = this.#pages.get(key);
    if (page !== undefined) return page?.[index - from];
    this.#pages.set(key, null);
    this.#ask(asked);
    return undefined;
  }

  take(asked: RowsAsked, rows: readonly PlanRow[]): void {
    const key = keyOf(asked);
    this.#pages.delete(key);
    this.#pages.set(key, rows);
    for (const [oldest] of this.#pages) {
      if (this.#pages.size <= MOST_PAGES) break;
      this.#pages.delete(oldest);
    }
  }
}

function keyOf({ list, group, from }: RowsAsked): string {
  return `${list} ${group} ${from}`;
}
