/** Databases as AstroFiler writes them, for tests: its own tables, made with SQLite. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import initSqlJs from 'sql.js';

/** Column to value; what is not given is null. */
export type Values = Readonly<Record<string, string | number | null>>;

export interface AstrofilerSpec {
  readonly files?: readonly Values[];
  readonly sessions?: readonly Values[];
  readonly mappings?: readonly (readonly [card: string, current: string | null, replace: string | null])[];
  readonly masters?: readonly Values[];
  /** More statements at the end. */
  readonly sql?: string;
  /** As its first version had them: no deletions, notes or originals. */
  readonly old?: boolean;
}

const FIRST = `fitsFileId text primary key, fitsFileName text, fitsFileDate date, fitsFileCalibrated integer,
  fitsFileType text, fitsFileStacked integer, fitsFileObject text, fitsFileExpTime text, fitsFileXBinning text,
  fitsFileYBinning text, fitsFileCCDTemp text, fitsFileTelescop text, fitsFileInstrument text, fitsFileGain text,
  fitsFileOffset text, fitsFileFilter text, fitsFileHash text, fitsFileSession text`;
const LATER = `, fitsFileObserver text, fitsFileNotes text, fitsFileCloudURL text, fitsFileSoftDelete integer,
  fitsFileCalibrationDate text, fitsFileOriginalFile text, fitsFileOriginalCloudURL text, fitsFileAvgFWHMArcsec real`;

/** The bytes of the file. */
export async function makeAstrofiler(spec: AstrofilerSpec = {}): Promise<Buffer> {
  // The same from here and from the bundle of the integration tests.
  const wasm = join(__dirname, '../../node_modules/sql.js/dist/sql-wasm.wasm');
  const sql = await initSqlJs({ wasmBinary: new Uint8Array(readFileSync(wasm)).buffer });
  const database = new sql.Database();
  database.run(`create table "fitsfile" (${FIRST}${spec.old === true ? '' : LATER})`);
  database.run(`create table "fitssession" (fitsSessionId text primary key, fitsSessionObjectName text,
    fitsSessionDate date, fitsDarkSession text)`);
  database.run('create table "migratehistory" (id integer primary key, name text, migrated_at text)');
  if (spec.old !== true) {
    database.run(`create table "mapping" (id integer primary key, card varchar(20), current varchar(255),
      replace varchar(255))`);
    database.run(`create table "Masters" (id integer primary key, master_id text unique, master_type text,
      master_path text, creation_date text, source_session_id text, file_count integer, file_size integer,
      hash_value text, notes text, soft_delete integer)`);
  }
  const insert = (table: string, values: Values) => {
    const columns = Object.keys(values);
    database.run(
      `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      Object.values(values),
    );
  };
  (spec.files ?? []).forEach((values, i) => insert('fitsfile', { fitsFileId: `file-${i}`, ...values }));
  for (const values of spec.sessions ?? []) insert('fitssession', values);
  (spec.mappings ?? []).forEach(([card, current, replace]) => insert('mapping', { card, current, replace }));
  (spec.masters ?? []).forEach((values, i) => insert('Masters', { master_id: `master_${i}`, ...values }));
  if (spec.sql !== undefined) database.run(spec.sql);
  const bytes = Buffer.from(database.export());
  database.close();
  return bytes;
}
