/**
 * `.astro-archive/archive.json`: which archive a repository is, where its database lies, and the settings
 * that decide what it is. It may come from anywhere with the rest of the folder, so nothing in it is believed
 * without a look.
 */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { isAbsolute, join, sep } from 'node:path';
import * as v from 'valibot';
import { english } from '../../base/english';
import { fileError } from '../../base/errors';
import { below } from '../../base/inside';
import { keepAside, replaceFile } from '../files/replace';
import { archiveFolder } from './archivePlace';
import { keptFrom, type KeptSettings } from './archiveSettings';

export interface IdentityFile {
  readonly id: string;
  readonly home: string;
  /** Where the repository lay when it was opened last, absolute. */
  readonly repository: string;
  readonly inode: string;
  readonly born: string | null;
  /** Relative to the repository, `/` between parts, where the database lies in it; absolute elsewhere. */
  readonly database: string;
  readonly settings: KeptSettings;
}

const FORMAT = 'astro-archive';
const VERSION = 1;
const ABOUT =
  'Which archive this is, where its database lies, and settings that belong to it. Kept by Astro Archive.';

const digits = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const number = v.pipe(v.string(), v.regex(/^\d{1,30}$/));
const path = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(4096),
  v.check((text) => !text.includes('\0')),
);

const SHAPE = v.object({
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.safeInteger()),
  id: digits,
  home: digits,
  repository: path,
  inode: number,
  born: v.nullable(number),
  database: path,
  settings: v.optional(v.unknown(), {}),
});

const LARGEST = 1 << 20;

export type IdentityReading =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'read';
      readonly file: IdentityFile;
      /** Settings that make no sense. */ readonly wrong: readonly string[];
    }
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged'; readonly why: string };

export function identityFile(repository: string): string {
  return join(archiveFolder(repository), 'archive.json');
}

/**
 * Throws only where the system does not let it be read. A link, or anything but a small regular file, is
 * damaged.
 */
export async function readIdentity(repository: string): Promise<IdentityReading> {
  const file = identityFile(repository);
  try {
    const handle = await open(
      file,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    try {
      const info = await handle.stat();
      if (!info.isFile() || info.size > LARGEST)
        return { kind: 'damaged', why: english('it is not a small file') };
      return parseIdentity(await handle.readFile('utf8'));
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' };
    if (code === 'ELOOP' || code === 'ENXIO')
      return { kind: 'damaged', why: english('it is a link or a device') };
    throw fileError(error, file);
  }
}

/** Never throws. */
export function parseIdentity(text: string): IdentityReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'damaged', why: error instanceof Error ? error.message : english('it is not JSON') };
  }
  const parsed = v.safeParse(SHAPE, value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return { kind: 'damaged', why: `${v.getDotPath(issue) ?? english('the file')}: ${issue.message}` };
  }
  const { format, version, settings, ...rest } = parsed.output;
  if (version > VERSION) return { kind: 'newer' };
  if (!isAbsolute(rest.repository) || rest.database.split('/').includes('..')) {
    return { kind: 'damaged', why: english('a path in it leads nowhere') };
  }
  const [kept, wrong] = keptFrom(settings);
  return { kind: 'read', file: { ...rest, settings: kept }, wrong };
}

/**
 * A file that cannot be understood is kept under another name first. Makes the folder. Throws an
 * ArchiveError.
 */
export async function writeIdentity(repository: string, file: IdentityFile): Promise<void> {
  const target = identityFile(repository);
  const text = `${JSON.stringify({ format: FORMAT, version: VERSION, about: ABOUT, ...file }, null, 2)}\n`;
  await replaceFile(target, text, async () => {
    if ((await readIdentity(repository)).kind === 'damaged') await keepAside(target, 'damaged');
  });
}

/** `/astro/.astro-archive/x.sqlite` in `/astro` is `.astro-archive/x.sqlite`; elsewhere it stays absolute. */
export function databaseToStored(repository: string, database: string): string {
  return below(repository, database)?.split(sep).join('/') ?? database;
}

export function databaseFromStored(repository: string, stored: string): string {
  return isAbsolute(stored) ? stored : join(repository, stored);
}
