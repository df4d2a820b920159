/** Looks at the sets of a plan and decides how each comes into the checkout, with the sizes it costs. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { CheckoutLinks } from '../archive';
import { baseName } from './fileNames';
import { decideLinks, type LinkDecision, type LinkFacts, type SetFacts } from './strategy';
import type { CheckoutPlan, PlannedFile } from './types';
import { existingFolder, type Volume } from './volume';

/** The files that go into one folder of the checkout, and how. */
export interface LinkedSet extends LinkDecision {
  /** Relative to the checkout: `lights/L`. */
  readonly folder: string;
  readonly files: readonly PlannedFile[];
  /** What a junction points at, null for other ways. */
  readonly target: string | null;
}

export interface LinkOptions {
  readonly to: string;
  readonly platform: NodeJS.Platform;
  readonly copy: boolean;
  readonly copyWhereNeeded: boolean;
  readonly volume: Volume;
}

/** One decision for each folder that files are linked into. */
export function linkSets(plan: Pick<CheckoutPlan, 'files'>, options: LinkOptions): LinkedSet[] {
  const { to, volume, platform, copy, copyWhereNeeded } = options;
  const symlinkRefusal = copy ? null : volume.symlinkRefusal(to);
  const hardlinkRefusal = copy || symlinkRefusal === null ? null : volume.hardlinkRefusal(to);
  const facts: LinkFacts = { platform, copy, copyWhereNeeded, symlinkRefusal, hardlinkRefusal };
  const devices = new Map<string, number | null>();
  const device = (folder: string) => {
    const known = devices.get(folder);
    if (known !== undefined) return known;
    const found = volume.device(folder);
    devices.set(folder, found);
    return found;
  };
  const here = device(existingFolder(to));
  const byFolder = new Map<string, PlannedFile[]>();
  for (const file of plan.files) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/'));
    const list = byFolder.get(folder);
    if (list) list.push(file);
    else byFolder.set(folder, [file]);
  }
  return [...byFolder].map(([folder, files]) => {
    const links = files.filter((file) => file.treatment === 'link');
    const set: SetFacts =
      symlinkRefusal === null
        ? { sameVolume: false, wholeFolder: null }
        : {
            sameVolume: links.every((file) => device(path.dirname(file.source)) === here),
            wholeFolder: folder === 'masters' ? null : wholeFolder(files),
          };
    const decision = decideLinks(facts, set);
    const target = decision.way === 'junction' ? set.wholeFolder : null;
    const needsConsent = decision.needsConsent && links.length > 0;
    return { ...decision, needsConsent, folder, files, target };
  });
}

/** Files that Siril passes over, beside frames in a folder. */
const HARMLESS = /^[^.].*\.(txt|json|xml|csv|log|ini|md)$/i;

/** The folder that holds these files and nothing else that Siril would convert. */
function wholeFolder(files: readonly PlannedFile[]): string | null {
  const folders = new Set(files.map((file) => path.dirname(file.source)));
  const [folder] = folders;
  if (folder === undefined || folders.size > 1) return null;
  if (files.some((file) => file.treatment !== 'link')) return null;
  const wanted = new Set(files.map((file) => baseName(file.source)));
  try {
    const entries = fs.readdirSync(folder, { withFileTypes: true });
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
    for (const file of set.files) {
      const unpacked = file.treatment === 'unpack';
      const way = unpacked ? 'unpack' : set.way;
      const reason = unpacked ? 'Siril does not read gzipped files' : set.reason;
      const needsConsent = !unpacked && set.needsConsent;
      const row = rows.get(`${way} ${reason}`) ?? { way, reason, needsConsent, files: 0, bytes: 0 };
      row.files++;
      if (unpacked) row.bytes += unpackedSize(file);
      else if (way === 'copy') row.bytes += file.size;
      rows.set(`${way} ${reason}`, row);
    }
  }
  return [...rows.values()];
}

/** The length of the content that a gzip file ends with (RFC 1952, modulo 4 GiB); its own size where it cannot be read. */
function unpackedSize(file: PlannedFile): number {
  try {
    const descriptor = fs.openSync(file.source, 'r');
    try {
      const { size } = fs.fstatSync(descriptor);
      const tail = Buffer.alloc(4);
      if (size < 18 || fs.readSync(descriptor, tail, 0, 4, size - 4) < 4) return file.size;
      return tail.readUInt32LE(0);
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    return file.size;
  }
}
