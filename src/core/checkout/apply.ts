/** Makes a checkout on disk: folders, links, the script. The archive's files are only ever read. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { CheckoutReport } from '../archive';
import { ArchiveError, CancelledError, fileError, messageOf } from '../errors';
import { noContext, type Context } from '../ports';
import type { SirilDialect } from '../siril/dialect';
import { sirilScript } from '../siril/script';
import { emptyProcess, makeFolders, openFolder, removeEmptyFolders } from './folder';
import { makeFile, placeState, takeBack } from './make';
import { CHECKOUT_MARKER, writeMarker, type MarkedFile, type Marker } from './marker';
import { EMPTY_MARKER } from './markerShape';
import { planWithout } from './plan';
import { productsOf } from './products';
import { writeScript } from './scriptFile';
import { linkWays } from './strategy';
import type { CheckoutPlan, PlannedFile } from './types';

/** Milliseconds between two reports of progress. */
const REPORT_INTERVAL = 100;

export interface ApplyOptions {
  /** The folder to make, absolute: new, empty, or an earlier checkout. */
  readonly to: string;
  readonly dialect: SirilDialect;
  /** Copy the frames instead of linking to them. */
  readonly copy?: boolean;
  /** This system where not given. */
  readonly platform?: NodeJS.Platform;
  readonly context?: Context;
}

/**
 * Brings a folder to what the plan says. A source that is missing or cannot be read becomes a warning, and
 * the rest is planned anew without it, so that the script fits what is there. Throws an ArchiveError where
 * the folder cannot be used or no light is left, CancelledError between two files after a cancel; what was
 * made until then is noted, and the next checkout into the folder goes on from it.
 */
export async function applyCheckout(plan: CheckoutPlan, options: ApplyOptions): Promise<CheckoutReport> {
  const checkout = new Checkout(options);
  const failed = new Map<string, string>();
  for (const source of new Set(plan.files.map((file) => file.source))) {
    const reason = unreadable(source);
    if (reason !== null) failed.set(source, reason);
  }
  let current = failed.size === 0 ? plan : planWithout(plan, new Set(failed.keys()));
  const earlier = openFolder(options.to);
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

function unreadable(source: string): string | null {
  try {
    if (!fs.statSync(source).isFile()) return 'it is not a file';
    fs.accessSync(source, fs.constants.R_OK);
    return null;
  } catch (error) {
    const told = fileError(error, source);
    return [told.message, told.detail.advice].filter(Boolean).join('. ');
  }
}

class Checkout {
  /** Everything in the folder that was made here, now or earlier. */
  private files: MarkedFile[] = [];
  private marker: Marker = EMPTY_MARKER;
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
    this.tidy(plan);
    makeFolders(to, plan.folders);
    const made = new Map(this.files.map((file) => [file.path, file]));
    const started = Date.now();
    try {
      for (const [index, file] of plan.files.entries()) {
        if (this.context.cancel.isCancellationRequested) throw new CancelledError();
        this.report(plan.files.length, index, file, started);
        try {
          const entry = await this.one(file, made.get(file.path));
          if (entry !== null) made.set(file.path, entry);
          else failed.set(file.source, `a file of another origin is in its place (${file.path})`);
        } catch (error) {
          if (error instanceof CancelledError) throw error;
          if (stopsAll(error)) throw fileError(error, to);
          failed.set(file.source, reasonOf(error));
        }
        if (index % 64 === 63) await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      this.files = [...made.values()];
      this.note();
    }
  }

  /** What an earlier checkout made and this one does not want goes, unless it is not what was made. */
  private tidy(plan: CheckoutPlan): void {
    const { to } = this.options;
    const wanted = new Map(plan.files.map((file) => [file.path, file]));
    const ways = this.ways();
    this.files = this.files.filter((file) => {
      const planned = wanted.get(file.path);
      if (planned?.source === file.source && isWanted(file, planned, ways)) return true;
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

  /** The entry for the marker; null where the place is taken by something that was not made here. */
  private async one(file: PlannedFile, earlier: MarkedFile | undefined): Promise<MarkedFile | null> {
    const { to } = this.options;
    const target = path.join(to, ...file.path.split('/'));
    const ways = this.ways();
    const likely = earlier?.made ?? (file.treatment === 'unpack' ? 'unpacked' : (ways[0] ?? 'symlink'));
    const state = placeState(target, file.source, likely);
    // Also without a note: a crash may have come between the link and the marker.
    if (state === 'ours') return { path: file.path, source: file.source, made: likely };
    if (state === 'foreign') return null;
    const scratch = path.join(to, 'process');
    const made = await makeFile(file, target, ways, scratch, this.context.cancel);
    return { path: file.path, source: file.source, made };
  }

  private ways() {
    return linkWays(this.options.platform ?? process.platform, this.options.copy ?? false);
  }

  private report(total: number, done: number, file: PlannedFile, started: number): void {
    const now = Date.now();
    if (now - this.reported < REPORT_INTERVAL) return;
    this.reported = now;
    const secondsLeft = done === 0 ? null : ((now - started) / 1000 / done) * (total - done);
    const item = path.basename(file.path);
    this.context.progress.report({ phase: 'Linking frames', done, total, item, secondsLeft });
  }

  finish(plan: CheckoutPlan, failed: ReadonlyMap<string, string>): CheckoutReport {
    const { to, dialect } = this.options;
    for (const [source, reason] of failed) this.warnings.add(`${source} is left out: ${reason}.`);
    const warnings = [...this.warnings, ...plan.warnings];
    const text = sirilScript({ ...plan, warnings }, dialect);
    const script = writeScript(to, plan.script, text, this.marker.scripts);
    this.marker = {
      ...this.marker,
      ...productsOf(plan, this.marker),
      scripts: script.scripts,
      // By the clock of the drive that the results will be on, which need not be this machine's.
      made: fs.statSync(path.join(to, CHECKOUT_MARKER)).mtime.toISOString(),
    };
    this.note();
    for (const name of script.kept) {
      warnings.push(
        `${name} was changed by hand and is kept; the new script is ${path.basename(script.file)}.`,
      );
    }
    const count = (...made: MarkedFile['made'][]) =>
      this.files.filter((file) => made.includes(file.made)).length;
    return {
      folder: to,
      script: script.file,
      groups: plan.groups,
      linked: count('symlink', 'hardlink'),
      copied: count('copy'),
      unpacked: count('unpacked'),
      warnings,
    };
  }
}

/** Whether a file made earlier is of the kind that is asked for now: a link where links are, a copy where copies. */
function isWanted(file: MarkedFile, planned: PlannedFile, ways: readonly string[]): boolean {
  return planned.treatment === 'unpack' ? file.made === 'unpacked' : ways.includes(file.made);
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
