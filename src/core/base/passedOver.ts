/** Which folders are passed over: hidden ones, trash, snapshots. The one answer to that question. Pure. */
import * as path from 'node:path';
import { below } from './inside';

/**
 * - `hidden`: begins with a dot, or holds nothing but thumbnails; not worth a word.
 * - `system`: what was deleted, snapshots, what a system keeps for itself; a person may want to know.
 */
export type PassedOver = 'hidden' | 'system';

/** Thumbnails that a NAS puts into every folder: Synology, QNAP. */
const THUMBNAILS: ReadonlySet<string> = new Set(['@eadir', '@__thumb']);

/**
 * Where systems keep what was thrown away, snapshots and their own affairs, in lower case. What a user has
 * deleted must not come back as a frame, and a frame that was deleted must not count as moved. Those of macOS
 * (`.Trashes`), of Linux (`.Trash-1000`, `.snapshots`), ZFS (`.zfs`), NetApp over NFS (`.snapshot`) and Samba
 * (`.recycle`) begin with a dot.
 */
const SYSTEM: ReadonlySet<string> = new Set([
  // Windows, and every disk that it has written to.
  '$recycle.bin',
  'recycler',
  'recycled',
  'system volume information',
  // Synology, QNAP, Buffalo, Netgear and Western Digital.
  '#recycle',
  '#snapshot',
  '@recycle',
  '@recently-snapshot',
  'trashbox',
  'recycle bin',
  // NetApp over SMB, btrfs as snapper and installers lay it out.
  '~snapshot',
  '@snapshot',
  '@snapshots',
  // What fsck found, on ext4 and Android; macOS: Time Machine, and shares of AFP.
  'lost+found',
  'lost.dir',
  'backups.backupdb',
  'network trash folder',
  'temporary items',
]);

/**
 * Samba and Windows name a snapshot after its time, `@GMT-2024.09.13-20.30.00`; chkdsk what it found,
 * `found.000`.
 */
const SYSTEM_PATTERN = /^(?:@gmt-[\d.-]+|found\.\d{3})$/;

/**
 * Why a folder of this name is passed over; null for one that is looked into: `passedOver('#recycle')` is
 * `system`.
 */
export function passedOver(name: string): PassedOver | null {
  const lower = name.toLowerCase();
  if (lower.startsWith('.') || THUMBNAILS.has(lower)) return 'hidden';
  return SYSTEM.has(lower) || SYSTEM_PATTERN.test(lower) ? 'system' : null;
}

/**
 * As `passedOver` for a path of which any part below `root` may be such a folder; also null for `root` itself
 * and for what lies elsewhere. `platform` is that of the paths.
 */
export function passedOverBelow(
  root: string,
  file: string,
  platform: Pick<typeof path, 'relative' | 'isAbsolute' | 'sep'> = path,
): PassedOver | null {
  for (const part of below(root, file, platform)?.split(platform.sep) ?? []) {
    const why = part === '' ? null : passedOver(part);
    if (why !== null) return why;
  }
  return null;
}
