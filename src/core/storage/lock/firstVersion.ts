/**
 * The lock of the first version: a socket named after the database, and a note beside it. A window that was
 * opened before an update still holds one.
 */
import { createHash } from 'node:crypto';
import { lstat, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { parsed } from '../../base/json';
import { connects } from './listen';
import { isLocalDrive } from './machine';

const OWNER = v.object({ host: v.string(), process: v.number(), since: v.string() });

/** Bytes; the notes had about a hundred. */
const LARGEST = 1000;

type Owner = v.InferOutput<typeof OWNER>;

/**
 * Its owner while it is alive; null where there is none. The note counts only together with an answer, since
 * anybody could listen under that name; one that nobody stands behind is removed. On a network drive another
 * machine may stand behind it.
 */
export async function findFirstVersion(real: string): Promise<Owner | null> {
  const found = await lookForFirstVersion(real);
  if (found !== 'left') return found;
  await rm(noteOf(real), { force: true }).catch(() => undefined);
  return null;
}

/** As `findFirstVersion`, and removes nothing: `left` is a note that nobody stands behind. */
export async function lookForFirstVersion(real: string): Promise<Owner | 'left' | null> {
  const note = noteOf(real);
  const info = await lstat(note).catch(() => null);
  if (!info?.isFile() || info.size > LARGEST) return null;
  const text = await readFile(note, 'utf8').catch(() => '');
  const owner = parsed(OWNER, text);
  if (owner === null) return null;
  if (owner.host !== hostname() && (await isLocalDrive(dirname(real))) !== true) return owner;
  for (const name of namesOf(real)) if ((await connects(name)) === 'answers') return owner;
  return 'left';
}

function noteOf(real: string): string {
  return `${real}.lock`;
}

/** Node 20 fills abstract names up with zeros, later versions do not. */
function namesOf(real: string): string[] {
  const name = `astro-archive-${createHash('sha256').update(real).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return [`\0${name}`, `\0${name}`.padEnd(108, '\0')];
  if (process.platform === 'win32') return [`\\\\.\\pipe\\${name}`];
  return [`/tmp/${name}.sock`];
}
