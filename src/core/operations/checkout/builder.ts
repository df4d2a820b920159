/** One checkout being made: what is in the folder so far, and what there is to say of it. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { CheckoutReport, KeptFile } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError, CancelledError, fileError, messageOf } from '../../base/errors';
import { type Context, noContext } from '../../base/ports';
import { Meter } from '../../base/progress';
import { sequencesMade } from '../../siril/folders/sequences';
import { canCompose, type SirilDialect } from '../../siril/script/dialect';
import type { Template } from '../../siril/script/template';
import { sirilScript } from '../../siril/script/writeScript';
import { countText } from '../../text/words';
import { makeFolders, removeEmptyCheckoutFolders } from './folder';
import { type LinkedSet, linkSets, type WantedFile, wantedFiles } from './linking';
import { makeEntry } from './make';
import { CHECKOUT_MARKER, EMPTY_MARKER, type MarkedFile, type Marker, writeMarker } from './marker';
import { type ApplyOptions, linkOptions } from './options';
import { emptyProcess } from './process';
import { productsOf } from './products';
import { Remover } from './remover';
import { reportOf } from './report';
import { couldJoin } from './scratch';
import { writeScript } from './scriptFile';
import type { CheckoutPlan } from './types';

/** What stays in `process` is told by name up to here. */
const NAMED_AT_MOST = 50;

export class Checkout {
  /** Everything in the folder that was made here, now or earlier. */
  #files: MarkedFile[] = [];
  #marker: Marker = EMPTY_MARKER;
  #sets: readonly LinkedSet[] = [];
  readonly #warnings = new Set<string>();
  /** Names in `process` that stay there. */
  #kept: readonly string[] = [];
  readonly #context: Context;
  readonly #remover: Remover;

  readonly #options: ApplyOptions;

  constructor(options: ApplyOptions) {
    this.#options = options;

    this.#context = options.context ?? noContext;
    this.#remover = new Remover(options.to, options.owner);
  }

  /** Until the script is written, nothing in the folder can be a result of it. */
  begin(earlier: Marker): void {
    this.#files = [...earlier.files];
    const archive = this.#options.owner.identity?.id ?? earlier.archive;
    this.#marker = { ...earlier, archive, made: null, times: earlier.times + 1 };
    this.#note();
  }

  /**
   * Takes out of `process` what the script of the earlier checkout has made. Returns the names of what stays,
   * which is told in the warnings: that of a folder where something in it stays.
   */
  async emptyProcess(earlier: Marker): Promise<readonly string[]> {
    const { to, owner } = this.#options;
    const kept = await emptyProcess(to, earlier, owner, this.#context.cancel);
    for (const warning of keptWarnings(to, kept)) this.#warnings.add(warning);
    const names = kept.map(({ path: file }) => relativeTo(to, file).split('/')[1] ?? '');
    this.#kept = [...new Set(names)];
    return this.#kept;
  }

  #note(): void {
    writeMarker(this.#options.to, { ...this.#marker, files: this.#files });
  }

  async place(plan: CheckoutPlan, failed: Map<string, string>): Promise<void> {
    const { to } = this.#options;
    this.#sets = await linkSets(plan, linkOptions(this.#options));
    const wanted = wantedFiles(this.#sets);
    await this.#tidy(plan, wanted);
    const junctions = new Set(wanted.filter(({ way }) => way === 'junction').map(({ path: at }) => at));
    makeFolders(
      to,
      plan.folders.filter((folder) => !junctions.has(folder)),
    );
    const made = new Map(this.#files.map((file) => [file.path, file]));
    const meter = new Meter(this.#context.progress, 'Linking frames', wanted.length);
    try {
      for (const file of wanted) {
        if (this.#context.cancel.isCancellationRequested) throw new CancelledError();
        meter.step(path.basename(file.path));
        try {
          const entry = await makeEntry(file, to, this.#context.cancel);
          if (entry !== null) made.set(file.path, entry);
          else this.#fail(file, english('a file of another origin is in its place ({0})', file.path), failed);
        } catch (error) {
          if (error instanceof CancelledError) throw error;
          if (stopsAll(error)) throw fileError(error, to);
          this.#fail(file, reasonOf(error), failed);
        }
      }
    } finally {
      this.#files = [...made.values()];
      this.#note();
    }
  }

  /** A junction stands for every file of its set. */
  #fail(file: WantedFile, reason: string, failed: Map<string, string>): void {
    for (const source of file.sources) failed.set(source, reason);
  }

  /** What an earlier checkout made and this one does not want goes, unless it is not what was made. */
  async #tidy(plan: CheckoutPlan, wantedNow: readonly WantedFile[]): Promise<void> {
    const { to } = this.#options;
    const wanted = new Map(wantedNow.map((file) => [file.path, file]));
    const left = new Set(this.#files);
    const gone = this.#files.filter((file) => {
      const planned = wanted.get(file.path);
      return planned === undefined || !isEntryOf(file, planned);
    });
    try {
      await this.#remover.removeAll(gone, this.#context.cancel, (file, { why }) => {
        if (why === null) left.delete(file);
        else
          this.#warnings.add(
            english('{0} of the earlier checkout is left where it is: {1}.', file.path, why),
          );
      });
    } finally {
      this.#files = [...left];
      this.#note();
    }
    removeEmptyCheckoutFolders(to, plan.folders);
  }

  finish(plan: CheckoutPlan, failed: ReadonlyMap<string, string>): CheckoutReport {
    const { to, dialect, template } = this.#options;
    for (const [source, reason] of failed)
      this.#warnings.add(english('{0} is left out: {1}.', source, reason));
    const warnings = [...this.#warnings, ...plan.warnings, ...dialectWarnings(plan, dialect)];
    const junctions = this.#sets.filter(({ way }) => way === 'junction').map(({ folder }) => folder);
    const text = sirilScript({ ...plan, warnings }, dialect, {
      root: to,
      junctions,
      template: template ?? null,
    });
    const script = writeScript(to, plan.script, text, this.#marker.scripts);
    const products = productsOf(plan, dialect, this.#marker);
    const sequences = sequencesOfScript(products.sequences, template ?? null, text);
    this.#marker = {
      ...this.#marker,
      ...products,
      sequences,
      scripts: script.scripts,
      // By the clock of the drive that the results will be on, which need not be this machine's.
      made: clockOf(path.join(to, CHECKOUT_MARKER)),
    };
    this.#note();
    // The names in a template of the user's are as they are.
    for (const name of this.#kept.filter((each) => sequences.some((sequence) => couldJoin(each, sequence)))) {
      warnings.push(
        english('Siril may stack process/{0} with the new frames: move it out of process.', name),
      );
    }
    for (const name of script.kept) {
      warnings.push(
        english(
          '{0} was changed by hand and is kept; the new script is {1}.',
          name,
          path.basename(script.file),
        ),
      );
    }
    const wanted = new Set(wantedFiles(this.#sets).map(({ path: at }) => at));
    const count = (...made: MarkedFile['made'][]) =>
      this.#files.filter((file) => wanted.has(file.path) && made.includes(file.made)).length;
    const behindJunctions = this.#sets
      .filter(({ way }) => way === 'junction')
      .reduce((sum, { files }) => sum + files.length, 0);
    return {
      folder: to,
      script: script.file,
      dryRun: false,
      linked: count('symlink', 'hardlink') + behindJunctions,
      copied: count('copy'),
      unpacked: count('unpacked'),
      keptScripts: script.kept.map((name) => path.join(to, name)),
      ...reportOf(plan, this.#sets, dialect),
      warnings,
    };
  }
}

export function dialectWarnings({ alignments }: CheckoutPlan, dialect: SirilDialect): string[] {
  if (canCompose(dialect) || alignments.every(({ composition }) => composition === null)) return [];
  return [
    english('Siril 1.0 cannot compose in a script: the channels are aligned, compose them in its window.'),
  ];
}

/** Whether what was made is what is wanted, in the way that is wanted. */
function isEntryOf({ source, made }: MarkedFile, wanted: WantedFile): boolean {
  return source === wanted.source && made === (wanted.treatment === 'unpack' ? 'unpacked' : wanted.way);
}

/** Also those to which a template has given names of its own. */
function sequencesOfScript(
  known: readonly string[],
  template: Template | null,
  text: string,
): readonly string[] {
  if (template === null) return known;
  return [
    ...new Set([...known, ...sequencesMade(text).filter((name) => /^[A-Za-z0-9_-]{1,200}$/.test(name))]),
  ];
}

/** What stays in `process` of a checkout, told one by one as far as that can be read. */
export function keptWarnings(folder: string, kept: readonly KeptFile[]): string[] {
  const named = kept.slice(0, NAMED_AT_MOST);
  const others = kept.length - named.length;
  return [
    ...named.map(({ path: file, why }) => english('{0} is kept: {1}.', relativeTo(folder, file), why)),
    ...(others === 0
      ? []
      : [english('{0} in process will be kept as well.', countText(others, 'other file'))]),
  ];
}

/** `process/notes.txt` */
function relativeTo(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/');
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
