/** The functions of `fs` that touch files, and what each does. */

export interface Call {
  /** Whether it changes anything on the disk; undefined where its flags decide. */
  readonly changes: boolean | undefined;
  /** How its first arguments name what it is about. */
  readonly names: 'path' | 'two paths' | 'descriptor';
  /** What it can be cut off in: the copy of a file, data in its second argument (one buffer or text, or a list). */
  readonly writes?: 'copy' | 'data';
}

const change: Call = { changes: true, names: 'path' };
const read: Call = { changes: false, names: 'path' };
const both: Call = { changes: true, names: 'two paths' };

/** Each as `name`, `nameSync` and in `fs.promises`, as far as there is one. */
export const BY_PATH: Readonly<Record<string, Call>> = {
  open: { changes: undefined, names: 'path' },
  opendir: read,
  access: read,
  stat: read,
  lstat: read,
  statfs: read,
  readdir: read,
  readFile: read,
  readlink: read,
  realpath: read,
  appendFile: { ...change, writes: 'data' },
  writeFile: { ...change, writes: 'data' },
  chmod: change,
  chown: change,
  lchown: change,
  utimes: change,
  lutimes: change,
  mkdir: change,
  mkdtemp: change,
  rm: change,
  rmdir: change,
  unlink: change,
  truncate: change,
  copyFile: { ...both, writes: 'copy' },
  cp: both,
  link: both,
  rename: both,
  symlink: both,
};

/** `name` and `nameSync`, on a descriptor. */
export const BY_DESCRIPTOR: Readonly<Record<string, Call>> = {
  close: { changes: false, names: 'descriptor' },
  read: { changes: false, names: 'descriptor' },
  readv: { changes: false, names: 'descriptor' },
  fstat: { changes: false, names: 'descriptor' },
  write: { changes: true, names: 'descriptor', writes: 'data' },
  writev: { changes: true, names: 'descriptor', writes: 'data' },
  ftruncate: { changes: true, names: 'descriptor' },
  fsync: { changes: true, names: 'descriptor' },
  fdatasync: { changes: true, names: 'descriptor' },
  fchmod: { changes: true, names: 'descriptor' },
  fchown: { changes: true, names: 'descriptor' },
  futimes: { changes: true, names: 'descriptor' },
};

/** Methods of a `FileHandle`, and the function of a descriptor or path that does the same. */
export const OF_HANDLE: Readonly<Record<string, Call & { readonly as: string }>> = {
  close: { changes: false, names: 'descriptor', as: 'close' },
  read: { changes: false, names: 'descriptor', as: 'read' },
  readv: { changes: false, names: 'descriptor', as: 'readv' },
  readFile: { changes: false, names: 'descriptor', as: 'read' },
  stat: { changes: false, names: 'descriptor', as: 'fstat' },
  write: { changes: true, names: 'descriptor', writes: 'data', as: 'write' },
  writev: { changes: true, names: 'descriptor', writes: 'data', as: 'writev' },
  writeFile: { changes: true, names: 'descriptor', writes: 'data', as: 'write' },
  appendFile: { changes: true, names: 'descriptor', writes: 'data', as: 'write' },
  truncate: { changes: true, names: 'descriptor', as: 'ftruncate' },
  sync: { changes: true, names: 'descriptor', as: 'fsync' },
  datasync: { changes: true, names: 'descriptor', as: 'fdatasync' },
  chmod: { changes: true, names: 'descriptor', as: 'fchmod' },
  chown: { changes: true, names: 'descriptor', as: 'fchown' },
  utimes: { changes: true, names: 'descriptor', as: 'futimes' },
};

/** Whether flags of `open` make or cut a file, or let it be written to. */
export function opensToWrite(flags: unknown): boolean {
  return typeof flags === 'number' ? (flags & 3) !== 0 : typeof flags === 'string' && /[wa+]/.test(flags);
}
