/** Decides what happens to each file that was found. Touches nothing. */
import { basename, dirname } from 'node:path';
import type { ArchiveSettings, RegisterMode } from '../../api/archive';
import { english } from '../../base/english';
import type { Frame } from '../../base/frame';
import { mayBeOneStart } from '../../base/oneStart';
import type { CardEdit } from '../../formats/fits/edit';
import { imageExtension } from '../../formats/image/names';
import type { FrameNamer } from '../../rules/names/namer';
import { pathRoom } from '../../rules/place/pathRoom';
import { hasStandardPlace, type StandardPlace, standardPlaces } from '../../rules/place/standardPlace';
import { isNameOf } from '../../rules/place/suffix';
import { foldFileName } from '../../storage/files/fileSystems';
import type { NameBook } from '../../storage/files/nameBook';
import type { TargetFolders } from '../../storage/files/targetFolders';
import type { ScanOutcome } from '../scan/pool';
import type { Scan } from '../scan/scan';
import type { Decision, Knowledge, KnownFile, Placement } from './decision';
import type { Strays } from './strays';
import { Twins } from './twins';

export interface RegisterPlanOptions {
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
  readonly richness: number;
}

/**
 * What of the archive or of the plan a file is the same as: what it continues, or what it takes the place of.
 */
interface Predecessor {
  /** Id of the frame whose file is gone and has turned up here. */
  readonly gone: number | null;
  /** The file whose header says less. */
  readonly displaces: string | null;
}

const NOBODY: Predecessor = { gone: null, displaces: null };

/** A file of the same pixels, and how much the one in question says beside it; nothing where as much. */
interface SameImage {
  readonly of: string;
  readonly says?: 'less' | 'more';
  /** It keeps its place whatever the other says. */
  readonly stays: boolean;
}

/** Plans file by file, remembering what it has planned already. */
export class Planner {
  readonly #options: RegisterPlanOptions;
  readonly #planned = new Map<string, string>();
  readonly #plannedImages = new Map<string, PlannedImage[]>();
  readonly #twins: Twins;
  readonly #replaced = new Set<number>();
  readonly #displaced = new Set<string>();

  constructor(options: RegisterPlanOptions) {
    this.#options = options;
    this.#twins = new Twins(options.knowledge);
  }

  async decide(outcome: ScanOutcome): Promise<Decision> {
    if ('error' in outcome) {
      const { unsettled, ...failure } = outcome;
      return { kind: 'failed', ...failure };
    }
    const { scan } = outcome;
    const { frame, path } = scan;
    if (frame === null) return { kind: 'skipped', path, why: english('It holds no image') };
    if (!hasStandardPlace(frame) && !this.#stays(path)) {
      return { kind: 'skipped', path, why: whyUnknown(frame) };
    }
    const found = await this.#duplicate(scan, frame);
    if ('kind' in found) return found;
    return this.#twins.broken(scan, frame) ?? this.#place(scan, frame, found);
  }

  /** A file whose own row is out of date is registered again where it lies. */
  #stays(path: string): boolean {
    return this.#options.mode === 'in-place' || this.#options.knowledge.has(path);
  }

  /** What it is a duplicate of; else what it comes after. */
  async #duplicate(scan: Scan, frame: Frame): Promise<Decision | Predecessor> {
    const { knowledge } = this.#options;
    const { path, sha256, imageKey } = scan;
    const planned = this.#planned.get(sha256);
    if (planned !== undefined) return { kind: 'duplicate', path, of: planned, same: 'file' };
    const file = await knowledge.bySha256(sha256);
    if (file?.present && file.path !== path) {
      if (this.#options.mode === 'move' && (await knowledge.areTwoNames(path, file.path))) {
        return this.#placement(scan, frame, { action: 'adopt', to: file.path }, NOBODY);
      }
      return { kind: 'duplicate', path, of: file.path, same: 'file' };
    }
    const archived = await knowledge.byImageKey(imageKey, frame.dateObs);
    const same = await this.#sameImages(scan, frame, archived);
    const asRich = same.find(({ says }) => says !== 'more') ?? same.find(({ stays }) => stays);
    if (asRich) {
      const { of, says } = asRich;
      return { kind: 'duplicate', path, of, same: 'image', ...(says === undefined ? {} : { says }) };
    }
    if (same[0]) return { gone: null, displaces: same[0].of };
    if (file) return { gone: file.present ? null : file.id, displaces: null };
    // A file that was moved by hand after its header was edited: only the image tells.
    const gone = frame.dateObs === null ? undefined : archived.find(({ present }) => !present);
    return { gone: gone?.id ?? null, displaces: null };
  }

  /**
   * Files of the same pixels, archived or planned, and how much this one says beside each. Of those that say
   * less some stay nevertheless: what the user has edited is not given up for what was there before, and a
   * file that is only read again takes nobody's place.
   */
  async #sameImages(scan: Scan, frame: Frame, archived: readonly KnownFile[]): Promise<readonly SameImage[]> {
    const { knowledge } = this.#options;
    const { path, richness } = scan;
    const found: SameImage[] = [];
    const isKnown = () => knowledge.has(path);
    for (const { path: of, present } of archived) {
      if (!present || of === path || this.#displaced.has(of)) continue;
      if (!(await knowledge.sameImage(of, path))) continue;
      const header = knowledge.header(of);
      found.push({
        of,
        ...(header === null ? {} : saysBeside(richness, header.richness)),
        stays: header === null || header.edited || isKnown(),
      });
    }
    for (const { now, of, dateObs, richness: other } of this.#plannedImages.get(scan.imageKey) ?? []) {
      if (!mayBeOneStart(dateObs, frame.dateObs) || now === path) continue;
      if (this.#displaced.has(of) || !(await knowledge.sameImage(now, path))) continue;
      found.push({ of, ...saysBeside(richness, other), stays: isKnown() });
    }
    return found;
  }

  async #place(scan: Scan, frame: Frame, before: Predecessor): Promise<Placement> {
    const { mode } = this.#options;
    const gone = before.gone === null || this.#replaced.has(before.gone) ? null : before.gone;
    if (gone !== null) this.#replaced.add(gone);
    const displaces =
      before.displaces === null || this.#displaced.has(before.displaces) ? null : before.displaces;
    if (displaces !== null) this.#displaced.add(displaces);
    const target: Target = this.#stays(scan.path)
      ? { action: 'index', to: scan.path }
      : await this.#inRepository(mode === 'move' ? 'move' : 'copy', scan, frame);
    const planned = this.#placement(scan, frame, target, { gone, displaces });
    this.#planned.set(scan.sha256, planned.to);
    this.#twins.add(scan, frame);
    const image = { now: scan.path, of: planned.to, dateObs: frame.dateObs, richness: scan.richness };
    const images = this.#plannedImages.get(scan.imageKey);
    if (images) images.push(image);
    else this.#plannedImages.set(scan.imageKey, [image]);
    return planned;
  }

  #placement(scan: Scan, frame: Frame, target: Target, { gone, displaces }: Predecessor): Placement {
    const { mode } = this.#options;
    const edits = this.#edits(scan, target.action === 'index');
    return { kind: 'place', mode, scan, frame, edits, replaces: gone, displaces, ...target };
  }

  #edits(scan: Scan, stays: boolean): readonly CardEdit[] {
    const { addWcs } = this.#options.settings;
    return addWcs === 'always' || (addWcs === 'whenCopied' && !stays) ? scan.wcs : [];
  }

  async #inRepository(action: 'move' | 'copy', scan: Scan, frame: Frame): Promise<Target> {
    const { settings, names, folders, named, strays } = this.#options;
    const { repository, patterns } = settings;
    const room = pathRoom(repository, patterns.longPaths === true, process.platform);
    const places = standardPlaces(named(frame), imageExtension(scan.path), patterns, room);
    // A name that differs in case alone may be the very name, and is no reason to move a file.
    const own = foldFileName(basename(scan.path));
    const isOwn = ({ folder: parts, name }: StandardPlace) =>
      isNameOf(own, foldFileName(name)) && dirname(scan.path) === folders.resolve(repository, parts);
    if (places.some(isOwn)) return { action: 'index', to: scan.path };
    const [place] = places;
    const folder = folders.resolve(repository, place.folder);
    const stray = await strays.find(folder, place.name, scan, this.#edits(scan, false));
    if (stray !== undefined) return { action: 'adopt', to: stray };
    return { action, to: names.claim(folder, place.name) };
  }
}

function saysBeside(own: number, other: number): Pick<SameImage, 'says'> {
  return own === other ? {} : { says: own < other ? 'less' : 'more' };
}

/** Why the type of a frame is not known, and what the user can do. */
function whyUnknown({ problems }: Frame): string {
  const known = problems.find(({ code }) => code === 'failed-exposure' || code === 'set-up-frame');
  return known
    ? known.message
    : english(
        'Neither its header nor its name says whether it is a light, dark, flat or bias frame; set IMAGETYP, put it in a folder named after its type, or register it in place',
      );
}
