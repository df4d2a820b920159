/** Which refusals a call can meet with, after the manual pages of Linux; EBUSY is what Windows answers for files in use. */
import type { FaultCode } from './plan';

const OPENING: readonly FaultCode[] = ['EACCES', 'EIO', 'EMFILE', 'EBUSY'];
const LOOKING: readonly FaultCode[] = ['EACCES', 'EIO'];
const MAKING: readonly FaultCode[] = ['ENOSPC', 'EACCES', 'EIO', 'EMFILE', 'EBUSY'];
const WRITING: readonly FaultCode[] = ['ENOSPC', 'EIO'];
const NAMING: readonly FaultCode[] = ['ENOSPC', 'EACCES', 'EIO', 'EXDEV', 'EBUSY'];
const REMOVING: readonly FaultCode[] = ['EACCES', 'EIO', 'EBUSY'];
const MARKING: readonly FaultCode[] = ['EACCES', 'EIO'];
const FILING: readonly FaultCode[] = ['EIO'];

const BY_CALL: Readonly<Record<string, readonly FaultCode[]>> = {
  opendir: OPENING,
  readdir: OPENING,
  readFile: OPENING,
  access: LOOKING,
  stat: LOOKING,
  lstat: LOOKING,
  statfs: LOOKING,
  readlink: LOOKING,
  realpath: LOOKING,
  appendFile: MAKING,
  writeFile: MAKING,
  copyFile: MAKING,
  cp: MAKING,
  mkdir: ['ENOSPC', 'EACCES', 'EIO'],
  mkdtemp: ['ENOSPC', 'EACCES', 'EIO'],
  link: NAMING,
  rename: NAMING,
  symlink: NAMING,
  rm: REMOVING,
  rmdir: REMOVING,
  unlink: REMOVING,
  truncate: ['ENOSPC', 'EACCES', 'EIO'],
  chmod: MARKING,
  chown: MARKING,
  lchown: MARKING,
  utimes: MARKING,
  lutimes: MARKING,
  fchmod: MARKING,
  fchown: MARKING,
  futimes: MARKING,
  write: WRITING,
  writev: WRITING,
  ftruncate: WRITING,
  fsync: WRITING,
  fdatasync: WRITING,
  close: WRITING,
  read: FILING,
  readv: FILING,
  fstat: FILING,
};

/** `codesOf('link', true)` → ENOSPC, EACCES, EIO, EXDEV, EBUSY; `changes` tells the two kinds of `open` apart. */
export function codesOf(call: string, changes: boolean): readonly FaultCode[] {
  if (call === 'open') return changes ? MAKING : OPENING;
  if (call === 'close' && !changes) return FILING;
  return BY_CALL[call] ?? FILING;
}
