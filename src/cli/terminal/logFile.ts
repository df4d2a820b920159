/** A log in a file, for whoever wants to know afterwards what was done to which file. */
import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { ArchiveError, fileError } from '../../core/base/errors';

export interface LogFile {
  line(level: string, message: string): void;
}

/**
 * Opens a file to be appended to, and makes it where it is not there. Throws an ArchiveError where that is
 * not possible. A line that cannot be written is not worth a failure of the work.
 */
export function openLogFile(path: string): LogFile {
  const fd = open(path);
  process.once('exit', () => closeSync(fd));
  return {
    line(level, message) {
      const text = message.replace(/\r?\n/g, '\n    ');
      try {
        writeSync(fd, `${new Date().toISOString()} [${level}] ${text}\n`);
      } catch {
        // The drive of the log is full: what it was to tell goes on.
      }
    },
  };
}

function open(path: string): number {
  let fd: number;
  try {
    fd = openSync(
      path,
      constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0),
      0o644,
    );
  } catch (error) {
    throw fileError(error, path);
  }
  if (isLog(fd, path)) return fd;
  closeSync(fd);
  throw new ArchiveError('request', 'This is not a log of Astro Archive, and nothing was written to it', {
    path,
    expected: 'a new file, or an earlier log',
    advice: 'Choose another file.',
  });
}

/** A new file, or one that begins as ours do: a mistyped name must not spoil a frame. */
function isLog(fd: number, path: string): boolean {
  const info = fstatSync(fd);
  if (!info.isFile()) return false;
  if (info.size === 0) return true;
  const reader = openSync(path, 'r');
  try {
    const start = Buffer.alloc(40);
    const read = readSync(reader, start, 0, start.length, 0);
    return LINE.test(start.toString('latin1', 0, read));
  } finally {
    closeSync(reader);
  }
}

/** How a line begins: `2026-11-28T18:07:21.000Z [info] `. */
const LINE = /^\d{4}-\d\d-\d\dT[\d:.]+Z \[(?:debug|info|warn|error)\] /;
