/** Decides what happens to each file that was found. Touches nothing. */
import { basename, dirname, join } from 'node:path';
import type { ArchiveSettings, RegisterMode } from '../archive';
import type { CardEdit } from '../fits/edit';
import { fitsExtension } from '../fits/names';
import { hasStandardPlace, standardPlace, withSuffix } from '../frame/place';
import type { Frame } from '../model';
import type { NameBook } from './nameBook';
import type { ScanOutcome } from './pool';
import type { Scan } from './scan';

/** A file that will be registered. */
export interface Placement {
  readonly kind: 'place';
  /** `index` leaves the file where it is. */
  readonly action: 'move' | 'copy' | 'index';
  readonly scan: Scan;
  readonly frame: Frame;
  readonly to: string;
  readonly edits: readonly CardEdit[];
}

export type Decision =
  | Placement
  | {
      readonly kind: 'duplicate';
      readonly path: string;
      readonly of: string;
      readonly same: 'file' | 'image';
    }
  | { readonly kind: 'failed'; readonly path: string; readonly error: string }
  | { readonly kind: 'skipped'; readonly path: string; readonly why: string };

export interface Plan {
  readonly decisions: readonly Decision[];
  /** Files that will be registered. */
  readonly placements: number;
}

/** What the plan must know of the archive and of the disk. */
export interface Knowledge {
  /** The archived file of this content, if any. */
  bySha256(sha256: string): string | undefined;
  /** Archived files whose pixels are probably the same. */
  byImageKey(imageKey: string): readonly { readonly path: string; readonly dateObs: string | null }[];
  /** Compares the pixels of two files. */
  sameImage(a: string, b: string): Promise<boolean>;
}

export interface PlanOptions {
  readonly mode: RegisterMode;
  readonly settings: Pick<ArchiveSettings, 'repository' | 'patterns' | 'addWcs'>;
  readonly knowledge: Knowledge;
  readonly names: NameBook;
}

/** Plans file by file, remembering what it has planned already. */
export class Planner {
  readonly #options: PlanOptions;
  readonly #planned = new Map<string, string>();
  readonly #plannedImages = new Map<string, Placement[]>();

  constructor(options: PlanOptions) {
    this.#options = options;
  }

  async decide(outcome: ScanOutcome): Promise<Decision> {
    if ('error' in outcome) return { kind: 'failed', path: outcome.path, error: outcome.error };
    const { scan } = outcome;
    const { frame, path } = scan;
    if (frame === null) return { kind: 'skipped', path, why: 'It holds no image' };
    if (!hasStandardPlace(frame) && this.#options.mode !== 'in-place') {
      return { kind: 'skipped', path, why: whyUnknown(frame) };
    }
    return (await this.#duplicate(scan, frame)) ?? this.#place(scan, frame);
  }

  async #duplicate(scan: Scan, frame: Frame): Promise<Decision | undefined> {
    const { knowledge } = this.#options;
    const { path } = scan;
    const file = this.#planned.get(scan.sha256) ?? knowledge.bySha256(scan.sha256);
    // A file whose own row is out of date is registered again where it lies.
    if (file !== undefined && file !== path) return { kind: 'duplicate', path, of: file, same: 'file' };
    const candidates = [
      ...knowledge.byImageKey(scan.imageKey).map(({ path: now, dateObs }) => ({ now, of: now, dateObs })),
      ...(this.#plannedImages.get(scan.imageKey) ?? []).map((planned) => ({
        now: planned.scan.path,
        of: planned.to,
        dateObs: planned.frame.dateObs,
      })),
    ];
    for (const { now, of, dateObs } of candidates) {
      if (now === path || differentExposures(dateObs, frame.dateObs)) continue;
      if (await knowledge.sameImage(now, path)) return { kind: 'duplicate', path, of, same: 'image' };
    }
    return undefined;
  }

  #place(scan: Scan, frame: Frame): Placement {
    const { mode, settings, names } = this.#options;
    const placement =
      mode === 'in-place'
        ? ({ action: 'index', to: scan.path } as const)
        : this.#inRepository(mode, scan, frame, settings, names);
    const edit =
      settings.addWcs === 'always' || (settings.addWcs === 'whenCopied' && placement.action !== 'index');
    const planned: Placement = { kind: 'place', scan, frame, edits: edit ? scan.wcs : [], ...placement };
    this.#planned.set(scan.sha256, planned.to);
    this.#plannedImages.set(scan.imageKey, [...(this.#plannedImages.get(scan.imageKey) ?? []), planned]);
    return planned;
  }

  #inRepository(
    action: 'move' | 'copy',
    scan: Scan,
    frame: Frame,
    settings: PlanOptions['settings'],
    names: NameBook,
  ): Pick<Placement, 'action' | 'to'> {
    const place = standardPlace(frame, fitsExtension(scan.path), settings.patterns);
    const folder = join(settings.repository, ...place.folder);
    if (dirname(scan.path) === folder && hasName(basename(scan.path), place.name)) {
      return { action: 'index', to: scan.path };
    }
    return { action, to: names.claim(folder, place.name) };
  }
}

/**
 * Two exposures that began at different times are two frames even where every pixel agrees, as in frames that
 * are entirely black.
 */
function differentExposures(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b;
}

/** Why the type of a frame is not known, and what the user can do. */
function whyUnknown({ problems }: Frame): string {
  const failed = problems.find((problem) => problem.code === 'failed-exposure');
  return failed
    ? failed.message
    : 'Neither its header nor its name says whether it is a light, dark, flat or bias frame; set IMAGETYP, ' +
        'put it in a folder named after its type, or register it in place';
}

/** Whether a file has its standard name already, with or without the suffix of a second frame. */
function hasName(actual: string, standard: string): boolean {
  const suffix = /_(\d{3,})(?=\.)/.exec(actual);
  return actual === standard || (suffix !== null && actual === withSuffix(standard, Number(suffix[1])));
}
