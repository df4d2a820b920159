/** Decides what happens to each file that was found. Touches nothing. */
import { basename, dirname } from 'node:path';
import type { ArchiveSettings, RegisterMode } from '../archive';
import type { CardEdit } from '../fits/edit';
import { fold } from '../files/names';
import type { TargetFolders } from '../files/targetFolders';
import { hasStandardPlace, standardPlace } from '../frame/place';
import { isNameOf } from '../frame/suffix';
import { imageExtension } from '../imageFiles';
import type { Frame } from '../model';
import type { Sameness } from '../requests/register';
import type { FrameNamer } from '../sessions/userAliases';
import type { NameBook } from './nameBook';
import type { ScanOutcome } from './pool';
import type { Scan } from './scan';
import type { Strays } from './strays';

/** A file that will be registered. */
export interface Placement {
  readonly kind: 'place';
  /**
   * `index` leaves the file where it is; `adopt` takes in the file that an interrupted registration has made of
   * it already.
   */
  readonly action: 'move' | 'copy' | 'index' | 'adopt';
  /** What was asked for. */
  readonly mode: RegisterMode;
  readonly scan: Scan;
  readonly frame: Frame;
  readonly to: string;
  readonly edits: readonly CardEdit[];
  /** Id of the archived frame whose file is gone and whose place this one takes, null for a new frame. */
  readonly replaces: number | null;
}

/** Why a file will not be registered. */
export type Refusal =
  | {
      readonly kind: 'duplicate';
      readonly path: string;
      readonly of: string;
      readonly same: Sameness;
    }
  | { readonly kind: 'failed'; readonly path: string; readonly error: string }
  | { readonly kind: 'skipped'; readonly path: string; readonly why: string };

export type Decision = Placement | Refusal;

/** An archived file. */
export interface KnownFile {
  readonly id: number;
  readonly path: string;
  /** Whether the file still lies there. */
  readonly present: boolean;
}

/** What the plan must know of the archive and of the disk. */
export interface Knowledge {
  /** Whether a file of this path is in the archive, however it has changed since. */
  has(path: string): boolean;
  /** The archived file of this content, if any; one that is present rather than one that is gone. */
  bySha256(sha256: string): Promise<KnownFile | undefined>;
  /**
   * Archived files whose pixels are probably the same, taken at this time as far as is known (ISO 8601 UTC).
   * Frames that are entirely black have equal pixels and are nevertheless as many as there are times.
   */
  byImageKey(imageKey: string, dateObs: string | null): Promise<readonly KnownFile[]>;
  /** Whether two paths are two names of one file, as a move that was cut off leaves them. */
  areTwoNames(a: string, b: string): Promise<boolean>;
  /** Archived files of frames that the same camera began at the same time; none where a header does not say. */
  sameStart(frame: Frame): readonly { readonly path: string; readonly imageKey: string }[];
  /** Whether the data of a file end in zeros, as a copy leaves them that was cut short; null where it cannot be read. */
  endsInZeros(path: string): boolean | null;
  /** Compares the pixels of two files. */
  sameImage(a: string, b: string): Promise<boolean>;
}

export interface PlanOptions {
  readonly mode: RegisterMode;
  readonly settings: Pick<ArchiveSettings, 'repository' | 'patterns' | 'addWcs'>;
  readonly knowledge: Knowledge;
  readonly names: NameBook;
  readonly folders: TargetFolders;
  /** Gives a frame the names that it goes by; standard names are made of these. */
  readonly named: FrameNamer;
  readonly strays: Strays;
}

type Target = Pick<Placement, 'action' | 'to'>;

/** A planned file, as far as others are compared with it; a plan of a million files remembers each. */
interface PlannedImage {
  readonly now: string;
  readonly of: string;
  readonly dateObs: string | null;
}

interface Twin {
  readonly path: string;
  readonly imageKey: string;
  readonly endsInZeros?: boolean;
}

/** Plans file by file, remembering what it has planned already. */
export class Planner {
  readonly #options: PlanOptions;
  readonly #planned = new Map<string, string>();
  readonly #plannedImages = new Map<string, PlannedImage[]>();
  /** By camera and start of exposure. */
  readonly #plannedStarts = new Map<string, Twin[]>();
  readonly #replaced = new Set<number>();

  constructor(options: PlanOptions) {
    this.#options = options;
  }

  async decide(outcome: ScanOutcome): Promise<Decision> {
    if ('error' in outcome) return { kind: 'failed', path: outcome.path, error: outcome.error };
    const { scan } = outcome;
    const { frame, path } = scan;
    if (frame === null) return { kind: 'skipped', path, why: 'It holds no image' };
    if (!hasStandardPlace(frame) && !this.#stays(path)) {
      return { kind: 'skipped', path, why: whyUnknown(frame) };
    }
    const found = await this.#duplicate(scan, frame);
    if (typeof found === 'object' && found !== null) return found;
    return this.#brokenTwin(scan, frame) ?? this.#place(scan, frame, found);
  }

  /** A file whose own row is out of date is registered again where it lies. */
  #stays(path: string): boolean {
    return this.#options.mode === 'in-place' || this.#options.knowledge.has(path);
  }

  /** What it is a duplicate of; else the id of the frame whose file is gone and has turned up here, or null. */
  async #duplicate(scan: Scan, frame: Frame): Promise<Decision | number | null> {
    const { knowledge } = this.#options;
    const { path, sha256, imageKey } = scan;
    const planned = this.#planned.get(sha256);
    if (planned !== undefined) return { kind: 'duplicate', path, of: planned, same: 'file' };
    const file = await knowledge.bySha256(sha256);
    if (file?.present && file.path !== path) {
      if (this.#options.mode === 'move' && (await knowledge.areTwoNames(path, file.path))) {
        return this.#placement(scan, frame, { action: 'adopt', to: file.path }, null);
      }
      return { kind: 'duplicate', path, of: file.path, same: 'file' };
    }
    const archived = await knowledge.byImageKey(imageKey, frame.dateObs);
    const candidates = [
      ...archived.filter(({ present }) => present).map((known) => ({ now: known.path, of: known.path })),
      ...(this.#plannedImages.get(imageKey) ?? []).filter(
        (other) => !differentExposures(other.dateObs, frame.dateObs),
      ),
    ];
    for (const { now, of } of candidates) {
      if (now !== path && (await knowledge.sameImage(now, path))) {
        return { kind: 'duplicate', path, of, same: 'image' };
      }
    }
    if (file) return file.present ? null : file.id;
    // A file that was moved by hand after its header was edited: only the image tells.
    const gone = frame.dateObs === null ? undefined : archived.find(({ present }) => !present);
    return gone?.id ?? null;
  }

  /**
   * Of two files of one camera, start and size of image, one of which ends in zeros and the other does not, one is what a copy
   * that was cut short has left of the other. Whichever came first stays, and the user is told which one is broken.
   */
  #brokenTwin(scan: Scan, frame: Frame): Refusal | null {
    const { knowledge } = this.#options;
    const { path, imageKey, endsInZeros } = scan;
    const planned: readonly Twin[] = this.#plannedStarts.get(startOf(frame) ?? '') ?? [];
    const sameSize = (key: string) => key.split('-')[0] === imageKey.split('-')[0] && key !== imageKey;
    const archived: readonly Twin[] = knowledge.sameStart(frame);
    for (const other of [...planned, ...archived]) {
      if (other.path === path || !sameSize(other.imageKey)) continue;
      const theirs = other.endsInZeros ?? knowledge.endsInZeros(other.path);
      if (theirs !== null && theirs !== endsInZeros)
        return { kind: 'failed', path, error: twinText(path, other.path, endsInZeros) };
    }
    return null;
  }

  async #place(scan: Scan, frame: Frame, gone: number | null): Promise<Placement> {
    const { mode } = this.#options;
    const replaces = gone === null || this.#replaced.has(gone) ? null : gone;
    if (replaces !== null) this.#replaced.add(replaces);
    const target: Target = this.#stays(scan.path)
      ? { action: 'index', to: scan.path }
      : await this.#inRepository(mode === 'move' ? 'move' : 'copy', scan, frame);
    const planned = this.#placement(scan, frame, target, replaces);
    this.#planned.set(scan.sha256, planned.to);
    const start = startOf(frame);
    if (start !== null) {
      const twin = { path: scan.path, imageKey: scan.imageKey, endsInZeros: scan.endsInZeros };
      const twins = this.#plannedStarts.get(start);
      if (twins) twins.push(twin);
      else this.#plannedStarts.set(start, [twin]);
    }
    const image = { now: scan.path, of: planned.to, dateObs: frame.dateObs };
    const images = this.#plannedImages.get(scan.imageKey);
    if (images) images.push(image);
    else this.#plannedImages.set(scan.imageKey, [image]);
    return planned;
  }

  #placement(scan: Scan, frame: Frame, target: Target, replaces: number | null): Placement {
    const edits = this.#edits(scan, target.action === 'index');
    return { kind: 'place', mode: this.#options.mode, scan, frame, edits, replaces, ...target };
  }

  #edits(scan: Scan, stays: boolean): readonly CardEdit[] {
    const { addWcs } = this.#options.settings;
    return addWcs === 'always' || (addWcs === 'whenCopied' && !stays) ? scan.wcs : [];
  }

  async #inRepository(action: 'move' | 'copy', scan: Scan, frame: Frame): Promise<Target> {
    const { settings, names, folders, named, strays } = this.#options;
    const place = standardPlace(named(frame), imageExtension(scan.path), settings.patterns);
    const folder = folders.resolve(settings.repository, place.folder);
    // A name that differs in case alone may be the very name, and is no reason to move a file.
    const own = fold(basename(scan.path));
    if (dirname(scan.path) === folder && isNameOf(own, fold(place.name))) {
      return { action: 'index', to: scan.path };
    }
    const stray = await strays.find(folder, place.name, scan, this.#edits(scan, false));
    if (stray !== undefined) return { action: 'adopt', to: stray };
    return { action, to: names.claim(folder, place.name) };
  }
}

/** What two frames share that one camera began at one time; null where a header does not say. */
export function startOf({ imager, dateObs }: Pick<Frame, 'imager' | 'dateObs'>): string | null {
  return imager === null || dateObs === null ? null : `${imager} ${dateObs}`;
}

function twinText(path: string, other: string, isBroken: boolean): string {
  const twin = `${other}, which the same camera began at the same time`;
  return isBroken
    ? `${path}: It is broken: its end is zeros, unlike that of ${twin}. Copy it again from where it came from.`
    : `${path}: It was left alone, since the archive has ${twin}, and that file is broken: its end is zeros. ` +
        'Remove the broken one, repair the archive, then register this one again.';
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
