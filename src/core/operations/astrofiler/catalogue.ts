/** AstroFiler's database as data: its tables, read in pages, of whatever version of the program they are. */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { Row, Sqlite } from '../../storage/database/sqlite';

/** A row of `fitsFile`. All of its numbers are texts there, and are handed on as such. */
export interface ForeignFrame {
  /** As stored: `D:/Astro/Light/M31/…/M31-….fits`. */
  readonly name: string;
  readonly date: string | null;
  readonly type: string | null;
  readonly object: string | null;
  readonly exposure: string | null;
  readonly binningX: string | null;
  readonly binningY: string | null;
  readonly ccdTemp: string | null;
  readonly telescope: string | null;
  readonly imager: string | null;
  readonly gain: string | null;
  readonly offset: string | null;
  readonly filter: string | null;
  readonly notes: string | null;
  /** SHA-256 of the file as AstroFiler left it; MD5 for what it has calibrated. */
  readonly hash: string | null;
  /** Id of its session. */
  readonly session: string | null;
  readonly deleted: boolean;
  /** The raw light that this calibrated one was made of. */
  readonly original: string | null;
}

export interface ForeignMapping {
  readonly card: string;
  /** Empty for "where the card is missing". */
  readonly from: string;
  readonly to: string;
}

export interface ForeignMaster {
  readonly path: string;
  /** MD5 of the file. */
  readonly hash: string | null;
  /** Bytes. */
  readonly size: number | null;
  readonly notes: string | null;
  readonly deleted: boolean;
  /** The session whose frames it was made of. */
  readonly session: string | null;
}

const FRAME_COLUMNS = {
  name: 'fitsFileName',
  date: 'fitsFileDate',
  type: 'fitsFileType',
  object: 'fitsFileObject',
  exposure: 'fitsFileExpTime',
  binningX: 'fitsFileXBinning',
  binningY: 'fitsFileYBinning',
  ccdTemp: 'fitsFileCCDTemp',
  telescope: 'fitsFileTelescop',
  imager: 'fitsFileInstrument',
  gain: 'fitsFileGain',
  offset: 'fitsFileOffset',
  filter: 'fitsFileFilter',
  notes: 'fitsFileNotes',
  hash: 'fitsFileHash',
  session: 'fitsFileSession',
  deleted: 'fitsFileSoftDelete',
  original: 'fitsFileOriginalFile',
} as const;
const MAPPING_COLUMNS = { card: 'card', from: 'current', to: 'replace' } as const;
const MASTER_COLUMNS = {
  path: 'master_path',
  hash: 'hash_value',
  size: 'file_size',
  notes: 'notes',
  deleted: 'soft_delete',
  session: 'source_session_id',
} as const;

/** Characters of a value that are read; a path or a note is shorter. */
const LONGEST = 10_000;
const PAGE = 1000;
/** A table that is none of a real archive is not read to its end. */
const MOST_ROWS = 5_000_000;

type Columns = Readonly<Record<string, string>>;
type Texts<C extends Columns> = Readonly<Record<keyof C, string | null>>;

export class Catalogue {
  readonly #sqlite: Sqlite;
  readonly #path: string;
  /** Tables, not views, by name in lower case. */
  readonly #tables: ReadonlySet<string>;

  /** @throws ArchiveError `request` where it is a database of another program than AstroFiler. */
  constructor(sqlite: Sqlite, path: string) {
    this.#sqlite = sqlite;
    this.#path = path;
    const made = sqlite.all(
      `select substr(lower(name), 1, 200) as name from sqlite_master
       where type = 'table' and sql not like 'create virtual%' limit 1000`,
    );
    this.#tables = new Set(made.map((row) => String(row['name'])));
    if (this.#tables.has('fitsfile') && this.#has('fitsfile', FRAME_COLUMNS.name)) return;
    throw new ArchiveError('request', english('It is not a database of AstroFiler'), {
      path,
      expected: english('a table fitsFile with the column fitsFileName'),
      got: made.length === 0 ? english('no tables') : `tables ${[...this.#tables].slice(0, 5).join(', ')}`,
    });
  }

  /** How many frames there are. */
  count(): number {
    return Number(this.#read(() => this.#sqlite.get('select count(*) as n from fitsfile'))?.['n'] ?? 0);
  }

  /** All frames that have a path, page by page. */
  *frames(): Generator<readonly ForeignFrame[]> {
    for (const rows of this.#rows('fitsfile', FRAME_COLUMNS)) {
      yield rows.flatMap((row) =>
        row.name === null ? [] : [{ ...row, name: row.name, deleted: isTrue(row.deleted) }],
      );
    }
  }

  mappings(): ForeignMapping[] {
    return [...this.#rows('mapping', MAPPING_COLUMNS)]
      .flat()
      .flatMap(({ card, from, to }) =>
        card === null
          ? []
          : [{ card: card.trim().toUpperCase(), from: from?.trim() ?? '', to: to?.trim() ?? '' }],
      );
  }

  masters(): ForeignMaster[] {
    return [...this.#rows('masters', MASTER_COLUMNS)].flat().flatMap((row) => {
      const { path, size } = row;
      if (path === null) return [];
      const bytes = size === null ? NaN : Number(size);
      return [{ ...row, path, size: Number.isFinite(bytes) ? bytes : null, deleted: isTrue(row.deleted) }];
    });
  }

  /** Paths of raw lights that a calibrated one was made of. */
  originals(): ReadonlySet<string> {
    const paths = new Set<string>();
    for (const rows of this.#rows('fitsfile', { original: FRAME_COLUMNS.original })) {
      for (const { original } of rows) if (original !== null) paths.add(original);
    }
    return paths;
  }

  /** Rows as texts, null for what is empty or what this version of AstroFiler does not have. */
  *#rows<C extends Columns>(table: string, columns: C): Generator<readonly Texts<C>[]> {
    const names = Object.entries(columns);
    if (!this.#tables.has(table) || !names.some(([, column]) => this.#has(table, column))) return;
    const list = names.map(([name, column]) =>
      this.#has(table, column)
        ? `substr(cast("${column}" as text), 1, ${LONGEST}) as "${name}"`
        : `null as "${name}"`,
    );
    const sql = `select rowid as "row", ${list.join(', ')} from ${table} where rowid > ? order by rowid limit ?`;
    let last: number | null = null;
    for (let read = 0; read < MOST_ROWS;) {
      const from: number | null = last ?? -Number.MAX_SAFE_INTEGER;
      const rows: readonly Row[] = this.#read(() => this.#sqlite.all(sql, from, PAGE));
      const next = rows.at(-1)?.['row'];
      if (typeof next !== 'number') return;
      yield rows.map(
        (row) => Object.fromEntries(names.map(([name]) => [name, textOf(row[name])])) as Texts<C>,
      );
      last = next;
      read += rows.length;
    }
  }

  #has(table: string, column: string): boolean {
    return this.#read(() => this.#sqlite.all('select name from pragma_table_info(?) limit 200', table)).some(
      ({ name }) => String(name).toLowerCase() === column.toLowerCase(),
    );
  }

  #read<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new ArchiveError(
        'damaged',
        english('It cannot be read as a database of AstroFiler'),
        {
          path: this.#path,
          got: error instanceof Error ? error.message.slice(0, 200) : String(error),
          advice: english('Start AstroFiler and see whether it opens there; nothing was taken over.'),
        },
        { cause: error },
      );
    }
  }
}

function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  return value.trim() === '' ? null : value;
}

/** Peewee writes 0 and 1, and earlier versions words. */
function isTrue(text: string | null): boolean {
  return text !== null && /^(1|true|yes|t)$/i.test(text.trim());
}
