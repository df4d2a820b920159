/** Reads the file of another program's database, whole, without a lock and without ever writing to it. */
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';
import { both } from '../../base/several';
import { withLog } from './wal';

/** Whose database it is. */
export interface ForeignProgram {
  /** `AstroFiler` */
  readonly program: string;
  /** Its own name for the file. */
  readonly name: string;
}

const ASTROFILER: ForeignProgram = { program: 'AstroFiler', name: 'astrofiler.db' };
/** Bytes. AstroFiler takes some 600 for a frame. */
const LARGEST = 2 ** 30;
const ATTEMPTS = 3;
const SIGNATURE = 'SQLite format 3\0';

export interface ForeignFile {
  /** The file itself, where a folder was asked for. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The bytes of the database at `path`, or in the folder `path`, with what its log holds.
 * @throws ArchiveError `file` where it cannot be read, `format` where it is no SQLite database, `request`
 * where it is too large or being written.
 */
export async function readForeign(path: string, whose = ASTROFILER): Promise<ForeignFile> {
  const file = await fileAt(path, whose);
  for (let attempt = 1; ; attempt++) {
    const before = await stampOf(file);
    await refuseHalfWritten(file, whose);
    const [database, log] = await both(readWhole(file, whose), readWhole(`${file}-wal`, whose));
    // What was read while it was being written is a mixture of two states.
    if (before === (await stampOf(file))) {
      if (database === null) throw new ArchiveError('file', english('it no longer exists'), { path: file });
      refuseOthers(database, file, whose);
      return { path: file, bytes: withLog(database, log) };
    }
    if (attempt === ATTEMPTS) {
      throw new ArchiveError('request', english('It is being written'), {
        path: file,
        advice: english('Close {0} and try again.', whose.program),
      });
    }
  }
}

async function fileAt(path: string, { name }: ForeignProgram): Promise<string> {
  try {
    return (await stat(path)).isDirectory() ? join(path, name) : path;
  } catch (error) {
    throw fileError(error, path);
  }
}

/** Size and time of the database and of its log. */
async function stampOf(file: string): Promise<string> {
  const one = async (path: string) => {
    try {
      const { size, mtimeMs } = await stat(path);
      return `${size} ${mtimeMs}`;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw fileError(error, path);
    }
  };
  return `${await one(file)}, ${await one(`${file}-wal`)}`;
}

/** A rollback journal beside it belongs to a transaction that is not at its end. */
async function refuseHalfWritten(file: string, { program }: ForeignProgram): Promise<void> {
  const journal = `${file}-journal`;
  const size = await stat(journal).then(
    (found) => found.size,
    () => 0,
  );
  if (size === 0) return;
  throw new ArchiveError('request', english('It was closed in the middle of a change'), {
    path: file,
    got: english('the journal {0}', journal),
    advice: english(
      'Start {0} once, so that it can finish or take back what it was doing, and close it.',
      program,
    ),
  });
}

/** Null where there is no such file. */
async function readWhole(path: string, { program }: ForeignProgram): Promise<Uint8Array | null> {
  try {
    const handle = await open(path, 'r');
    try {
      const found = await handle.stat();
      if (!found.isFile()) throw new ArchiveError('request', english('It is no file'), { path });
      if (found.size > LARGEST) {
        throw new ArchiveError('request', english('It is too large for a database of {0}', program), {
          path,
          expected: english('at most {0} bytes', LARGEST),
          got: `${found.size} bytes`,
        });
      }
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fileError(error, path);
  }
}

function refuseOthers(bytes: Uint8Array, path: string, { program, name }: ForeignProgram): void {
  const start = Buffer.from(bytes.subarray(0, SIGNATURE.length)).toString('latin1');
  if (start === SIGNATURE) return;
  throw new ArchiveError('format', english('It is no SQLite database'), {
    path,
    expected: `${program}'s ${name}`,
    advice:
      program === ASTROFILER.program
        ? english('Name the file astrofiler.db in the folder from which AstroFiler is started.')
        : english('Name the file {0} of {1}.', name, program),
  });
}
