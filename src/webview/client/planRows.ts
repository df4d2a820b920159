/** Files of a plan as the cells of a line, and the pages of them that have come so far. */
import type { PlanRow } from '../../core/api/archive';
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

/** Names first: a file that is registered by its new name, any other by the one it has. */
export function cellsOf(row: PlanRow): Cells {
  if ('to' in row) {
    const from = row.from === row.to ? 'stays where it is' : `from ${row.from}`;
    const instead = row.instead === undefined ? '' : insteadText(row.instead);
    const detail = [row.edits, from, instead].filter((text) => text !== '').join('; ');
    return { name: baseName(row.to), detail, size: bytesText(row.size) };
  }
  if ('of' in row) {
    return { name: row.path, detail: duplicateText(row, row.of), size: '' };
  }
  if ('error' in row) return { name: row.path, detail: withoutPath(row.error, row.path), size: '' };
  return { name: row.path, detail: row.why, size: '' };
}

/** Errors begin with the file that they are about, which stands before them already. */
function withoutPath(error: string, path: string): string {
  return error.startsWith(`${path}: `) ? error.slice(path.length + 2) : error;
}

/** Pages that are kept; 50,000 lines were too many for the view, these are enough to scroll back a little. */
const MOST_PAGES = 40;

export class RowPages {
  readonly #ask: (asked: RowsAsked) => void;
  /** Null for a page that is on its way. The oldest come first. */
  readonly #pages = new Map<string, readonly PlanRow[] | null>();

  constructor(ask: (asked: RowsAsked) => void) {
    this.#ask = ask;
  }

  /** A file of a heading, undefined until its page has come. */
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
