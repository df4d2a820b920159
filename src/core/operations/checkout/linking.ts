/** Looks at the sets of a plan and decides how each comes into the checkout, with the sizes it costs. */
import { open, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import type { CheckoutLinks } from '../../api/archive';
import { english } from '../../base/english';
import { type Cancel, neverCancelled } from '../../base/ports';
import { several } from '../../base/several';
import { baseName } from './checkoutNames';
import { decideLinks, type LinkDecision, type LinkFacts, type LinkWay, type SetFacts } from './strategy';
import type { CheckoutPlan, PlannedFile } from './types';
import { existingFolder, type Volume } from './volume';

/** The files that go into one folder of the checkout, and how. */
export interface LinkedSet extends LinkDecision {
  /** Relative to the checkout: `lights/L`. */
  readonly folder: string;
  readonly files: readonly PlannedFile[];
  /** What a junction points at, null for other ways. */
  readonly target: string | null;
  /** Bytes of those of its files that have to be unpacked, once they are. */
  readonly unpackedBytes: number;
}

export interface LinkOptions {
  readonly to: string;
  readonly platform: NodeJS.Platform;
  readonly copy: boolean;
  readonly copyWhereNeeded: boolean;
  readonly volume: Volume;
  readonly cancel?: Cancel;
}

/** One decision for each folder that files are linked into. Rejects with CancelledError after a cancel. */
export async function linkSets(
  plan: Pick<CheckoutPlan, 'files'>,
  options: LinkOptions,
): Promise<LinkedSet[]> {
  const { to, volume, platform, copy, copyWhereNeeded, cancel = neverCancelled } = options;
  const symlinkRefusal = copy ? null : volume.symlinkRefusal(to);
  const hardlinkRefusal = copy || symlinkRefusal === null ? null : volume.hardlinkRefusal(to);
  const facts: LinkFacts = { platform, copy, copyWhereNeeded, symlinkRefusal, hardlinkRefusal };
  const devices = symlinkRefusal === null ? new Map<string, number | null>() : await devicesOf(plan, options);
  const here = await volume.device(existingFolder(to));
  const byFolder = new Map<string, PlannedFile[]>();
  for (const file of plan.files) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/'));
    const list = byFolder.get(folder);
    if (list) list.push(file);
    else byFolder.set(folder, [file]);
  }
  return several(
    [...byFolder],
    async ([folder, files]) => {
      const links = files.filter((file) => file.treatment === 'link');
      const set: SetFacts =
        symlinkRefusal === null
          ? { sameVolume: false, wholeFolder: null }
          : {
              sameVolume: links.every((file) => devices.get(path.dirname(file.source)) === here),
              wholeFolder: folder === 'masters' ? null : await wholeFolder(files),
            };
      const decision = decideLinks(facts, set);
      const target = decision.way === 'junction' ? set.wholeFolder : null;
      const needsConsent = decision.needsConsent && links.length > 0;
      const unpacked = files.filter((file) => file.treatment === 'unpack');
      const sizes = await several(unpacked, unpackedSize, cancel);
      const unpackedBytes = sizes.reduce((sum, bytes) => sum + bytes, 0);
      return { ...decision, needsConsent, folder, files, target, unpackedBytes };
    },
    cancel,
  );
}

/** The volume that each folder with sources is on. */
async function devicesOf(
  plan: Pick<CheckoutPlan, 'files'>,
  { volume, cancel = neverCancelled }: LinkOptions,
): Promise<Map<string, number | null>> {
  const folders = [...new Set(plan.files.map(({ source }) => path.dirname(source)))];
  const devices = await several(folders, (folder) => volume.device(folder), cancel);
  return new Map(folders.map((folder, index) => [folder, devices[index] ?? null]));
}

/** Files that Siril passes over, beside frames in a folder. */
const HARMLESS = /^[^.].*\.(txt|json|xml|csv|log|ini|md)$/i;

/** The folder that holds these files and nothing else that Siril would convert. */
async function wholeFolder(files: readonly PlannedFile[]): Promise<string | null> {
  const folders = new Set(files.map((file) => path.dirname(file.source)));
  const [folder] = folders;
  if (folder === undefined || folders.size > 1) return null;
  if (files.some((file) => file.treatment !== 'link')) return null;
  const wanted = new Set(files.map((file) => baseName(file.source)));
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const others = entries.filter(
      (entry) => !wanted.has(entry.name) && !entry.isDirectory() && !HARMLESS.test(entry.name),
    );
    return others.length === 0 ? folder : null;
  } catch {
    // The files themselves will say why they cannot be read.
    return null;
  }
}

/** How many files and bytes there are of each way, and why. */
export function summary(sets: readonly LinkedSet[]): CheckoutLinks[] {
  const rows = new Map<string, { -readonly [K in keyof CheckoutLinks]: CheckoutLinks[K] }>();
  for (const set of sets) {
    const unpack = set.files.filter((file) => file.treatment === 'unpack').length;
    const others = set.files.filter((file) => file.treatment !== 'unpack');
    const bytes = set.way === 'copy' ? others.reduce((sum, { size }) => sum + size, 0) : 0;
    const { way, reason, needsConsent, unpackedBytes } = set;
    for (const added of [
      { way, reason, needsConsent, files: others.length, bytes },
      {
        ...({
          way: 'unpack',
          reason: english('Siril does not read gzipped files'),
          needsConsent: false,
        } as const),
        files: unpack,
        bytes: unpackedBytes,
      },
    ]) {
      if (added.files === 0) continue;
      const key = `${added.way} ${added.reason}`;
      const row = rows.get(key) ?? { ...added, files: 0, bytes: 0 };
      row.files += added.files;
      row.bytes += added.bytes;
      rows.set(key, row);
    }
  }
  return [...rows.values()];
}

/**
 * The length of the content that a gzip file ends with (RFC 1952, modulo 4 GiB); its own size where it cannot
 * be read.
 */
async function unpackedSize(file: PlannedFile): Promise<number> {
  try {
    const handle = await open(file.source, 'r');
    try {
      const { size } = await handle.stat();
      const tail = Buffer.alloc(4);
      if (size < 18 || (await handle.read(tail, 0, 4, size - 4)).bytesRead < 4) return file.size;
      return tail.readUInt32LE(0);
    } finally {
      await handle.close();
    }
  } catch {
    // The checkout itself says of a file that cannot be read.
    return file.size;
  }
}

export interface WantedFile {
  /** Relative to the checkout; a folder for a junction. */
  readonly path: string;
  /** What is linked, copied or unpacked: a file of the archive, or a folder for a junction. */
  readonly source: string;
  readonly treatment: 'link' | 'unpack';
  readonly way: LinkWay;
  /** The files of the archive that it stands for. */
  readonly sources: readonly string[];
}

/** One for each file; one for a whole set behind a junction. */
export function wantedFiles(sets: readonly LinkedSet[]): WantedFile[] {
  return sets.flatMap(({ way, folder, target, files }): WantedFile[] => {
    if (way === 'junction' && target !== null) {
      const sources = files.map(({ source }) => source);
      return [{ path: folder, source: target, treatment: 'link', way, sources }];
    }
    return files.map((file) => ({ ...file, way, sources: [file.source] }));
  });
}
