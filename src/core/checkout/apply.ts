/** Makes a checkout on disk: folders, links, the script. The archive's files are only ever read. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { CheckoutReport } from '../archive';
import { ArchiveError, CancelledError, fileError, messageOf } from '../errors';
import { noContext, type Context } from '../ports';
import { canCompose, type SirilDialect } from '../siril/dialect';
import { sirilScript } from '../siril/script';
import type { Template } from '../siril/template';
import { bytesText, countText } from '../words';
import { checkFolder, emptyProcess, makeFolders, openFolder, removeEmptyFolders } from './folder';
import { linkSets, summary, type LinkedSet, type LinkOptions } from './linking';
import { makeEntry, takeBack } from './make';
import { CHECKOUT_MARKER, writeMarker, type MarkedFile, type Marker } from './marker';
import { EMPTY_MARKER } from './markerShape';
import { planWithout } from './plan';
import { productsOf } from './products';
import { reportOf } from './report';
import { writeScript } from './scriptFile';
import type { CheckoutPlan } from './types';
import { unreadables } from './unreadable';
import { realVolume, type Volume } from './volume';
import { wantedFiles, type WantedFile } from './wanted';

/** Milliseconds between two reports of progress. */
const REPORT_INTERVAL = 100;

export interface ApplyOptions {
  /** The folder to make, absolute: new, empty, or an earlier checkout. */
  readonly to: string;
  readonly dialect: SirilDialect;
  /** Copy the frames instead of linking to them. */
  readonly copy?: boolean;
  /** Copy those that cannot be linked. */
  readonly copyWhereNeeded?: boolean;
  /** A script template, checked; the program's own script where not given. */
  readonly template?: Template | null;
  /** This system where not given. */
  readonly platform?: NodeJS.Platform;
  /** What the drive allows; found out by trying where not given. */
  readonly volume?: Volume;
  readonly context?: Context;
}

/** What a checkout would make; nothing is made. Files that cannot be read are left out of it, with a warning. */
export function previewCheckout(plan: CheckoutPlan, options: ApplyOptions): CheckoutReport {
  const failed = unreadables(plan);
  const current = failed.size === 0 ? plan : planWithout(plan, new Set(failed.keys()));
  checkFolder(options.to);
  const sets = linkSets(current, linkOptions(options));
  const counts = { linked: 0, copied: 0, unpacked: 0 };
  for (const { way, files } of summary(sets)) {
    counts[way === 'unpack' ? 'unpacked' : way === 'copy' ? 'copied' : 'linked'] += files;
  }
  const warnings = [
    ...[...failed].map(([source, reason]) => `${source} is left out: ${reason}.`),
    ...current.warnings,
    ...dialectWarnings(current, options.dialect),
  ];
  const script = path.join(options.to, current.script);
  const made = { folder: options.to, script, ...counts, keptScripts: [] };
  return { ...made, ...reportOf(current, sets, options.dialect), warnings, dryRun: true };
}

/**
 * Brings a folder to what the plan says. A source that is missing or cannot be read becomes a warning, and
 * the rest is planned anew without it, so that the script fits what is there. Throws an ArchiveError where
 * the folder cannot be used, no light is left, or files would have to be copied without consent;
 * CancelledError between two files after a cancel; what was made until then is noted, and the next checkout
 * into the folder goes on from it.
 */
export async function applyCheckout(plan: CheckoutPlan, options: ApplyOptions): Promise<CheckoutReport> {
  const failed = unreadables(plan);
  let current = failed.size === 0 ? plan : planWithout(plan, new Set(failed.keys()));
  refuseCopies(linkSets(current, linkOptions(options)), options.to);
  const earlier = openFolder(options.to);
  const checkout = new Checkout(options);
  checkout.begin(earlier ?? EMPTY_MARKER);
  emptyProcess(options.to);
  // Each round either succeeds or learns of at least one more file that does not work.
  for (;;) {
    const before = failed.size;
    await checkout.place(current, failed);
    if (failed.size === before) break;
    current = planWithout(plan, new Set(failed.keys()));
  }
  return checkout.finish(current, failed);
}

function linkOptions(options: ApplyOptions): LinkOptions {
  return {
    to: options.to,
    platform: options.platform ?? process.platform,
    copy: options.copy ?? false,
    copyWhereNeeded: options.copyWhereNeeded ?? false,
    volume: options.volume ?? realVolume,
  };
}

/** Nothing is copied without having been agreed to. */
function refuseCopies(sets: readonly LinkedSet[], to: string): void {
  const links = summary(sets).filter((each) => each.needsConsent);
  const [first] = links;
  if (first === undefined) return;
  const files = links.reduce((sum, each) => sum + each.files, 0);
  const bytes = links.reduce((sum, each) => sum + each.bytes, 0);
  throw new ArchiveError('request', `${countText(files, 'file')} can only be copied`, {
    path: to,
    expected: 'a drive with links, or consent to copies',
    got: first.reason,
    advice: `Agree to copies, which take ${bytesText(bytes)}, or choose a folder on the drive of the archive.`,
  });
}

class Checkout {
  /** Everything in the folder that was made here, now or earlier. */
  private files: MarkedFile[] = [];
  private marker: Marker = EMPTY_MARKER;
  private sets: readonly LinkedSet[] = [];
  private readonly warnings = new Set<string>();
  private readonly context: Context;
  private reported = 0;

  constructor(private readonly options: ApplyOptions) {
    this.context = options.context ?? noContext;
  }

  /** Until the script is written, nothing in the folder can be a result of it. */
  begin(earlier: Marker): void {
    this.files = [...earlier.files];
    this.marker = { ...earlier, made: null, times: earlier.times + 1 };
    this.note();
  }

  private note(): void {
    writeMarker(this.options.to, { ...this.marker, files: this.files });
  }

  async place(plan: CheckoutPlan, failed: Map<string, string>): Promise<void> {
    const { to } = this.options;
    this.sets = linkSets(plan, linkOptions(this.options));
    const wanted = wantedFiles(this.sets);
    this.tidy(plan, wanted);
    const junctions = new Set(wanted.filter(({ way }) => way === 'junction').map(({ path: at }) => at));
    makeFolders(
      to,
      plan.folders.filter((folder) => !junctions.has(folder)),
    );
    const made = new Map(this.files.map((file) => [file.path, file]));
    const started = Date.now();
    try {
      for (const [index, file] of wanted.entries()) {
        if (this.context.cancel.isCancellationRequested) throw new CancelledError();
        this.report(wanted.length, index, file.path, started);
        try {
          const entry = await makeEntry(file, made.get(file.path), to, this.context.cancel);
          if (entry !== null) made.set(file.path, entry);
          else this.fail(file, `a file of another origin is in its place (${file.path})`, failed);
        } catch (error) {
          if (error instanceof CancelledError) throw error;
          if (stopsAll(error)) throw fileError(error, to);
          this.fail(file, reasonOf(error), failed);
        }
        if (index % 64 === 63) await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      this.files = [...made.values()];
      this.note();
    }
  }

  /** A junction stands for every file of its set. */
  private fail(file: WantedFile, reason: string, failed: Map<string, string>): void {
    for (const source of file.sources) failed.set(source, reason);
  }

  /** What an earlier checkout made and this one does not want goes, unless it is not what was made. */
  private tidy(plan: CheckoutPlan, wantedNow: readonly WantedFile[]): void {
    const { to } = this.options;
    const wanted = new Map(wantedNow.map((file) => [file.path, file]));
    this.files = this.files.filter((file) => {
      const planned = wanted.get(file.path);
      const way = planned?.treatment === 'unpack' ? 'unpacked' : planned?.way;
      if (planned?.source === file.source && way === file.made) return true;
      try {
        if (takeBack(to, file)) return false;
      } catch (error) {
        throw fileError(error, path.join(to, file.path));
      }
      this.warnings.add(
        `${file.path} of the earlier checkout was changed or is the last copy: left where it is.`,
      );
      return false;
    });
    removeEmptyFolders(to, plan.folders);
  }

  private report(total: number, done: number, item: string, started: number): void {
    const now = Date.now();
    if (now - this.reported < REPORT_INTERVAL) return;
    this.reported = now;
    const secondsLeft = done === 0 ? null : ((now - started) / 1000 / done) * (total - done);
    this.context.progress.report({
      phase: 'Linking frames',
      done,
      total,
      item: path.basename(item),
      secondsLeft,
    });
  }

  finish(plan: CheckoutPlan, failed: ReadonlyMap<string, string>): CheckoutReport {
    const { to, dialect, template } = this.options;
    for (const [source, reason] of failed) this.warnings.add(`${source} is left out: ${reason}.`);
    const warnings = [...this.warnings, ...plan.warnings, ...dialectWarnings(plan, dialect)];
    const junctions = this.sets.filter(({ way }) => way === 'junction').map(({ folder }) => folder);
    const text = sirilScript({ ...plan, warnings }, dialect, {
      root: to,
      junctions,
      template: template ?? null,
    });
    const script = writeScript(to, plan.script, text, this.marker.scripts);
    this.marker = {
      ...this.marker,
      ...productsOf(plan, dialect, this.marker),
      scripts: script.scripts,
      // By the clock of the drive that the results will be on, which need not be this machine's.
      made: clockOf(path.join(to, CHECKOUT_MARKER)),
    };
    this.note();
    for (const name of script.kept) {
      warnings.push(
        `${name} was changed by hand and is kept; the new script is ${path.basename(script.file)}.`,
      );
    }
    const count = (...made: MarkedFile['made'][]) =>
      this.files.filter((file) => made.includes(file.made)).length;
    const behindJunctions = this.sets
      .filter(({ way }) => way === 'junction')
      .reduce((sum, { files }) => sum + files.length, 0);
    return {
      ...{ folder: to, script: script.file, dryRun: false },
      linked: count('symlink', 'hardlink') + behindJunctions,
      copied: count('copy'),
      unpacked: count('unpacked'),
      keptScripts: script.kept.map((name) => path.join(to, name)),
      ...reportOf(plan, this.sets, dialect),
      warnings,
    };
  }
}

function dialectWarnings({ alignments }: CheckoutPlan, dialect: SirilDialect): string[] {
  if (canCompose(dialect) || alignments.every(({ composition }) => composition === null)) return [];
  return ['Siril 1.0 cannot compose in a script: the channels are aligned, compose them in its window.'];
}

/** When a file was written, ISO 8601 in UTC. */
function clockOf(file: string): string {
  try {
    return fs.statSync(file).mtime.toISOString();
  } catch (error) {
    throw fileError(error, file);
  }
}

/** A full or read-only drive fails for every file alike. */
function stopsAll(error: unknown): boolean {
  const cause: unknown = error instanceof ArchiveError ? error.cause : error;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  return ['ENOSPC', 'EDQUOT', 'EROFS'].includes(code);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof ArchiveError)) return messageOf(error);
  const { got, advice } = error.detail;
  return [error.message, got, advice?.replace(/\.$/, '')].filter(Boolean).join(', ');
}
