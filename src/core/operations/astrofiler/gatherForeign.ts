/** Goes through AstroFiler's database and finds out what there is to be taken over. Writes nothing. */
import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ArchivedFrame } from '../../base/archivedFrame';
import { Breather } from '../../base/pause';
import type { Context, Log } from '../../base/ports';
import { Meter } from '../../base/progress';
import { frameNamer, type FrameNamer } from '../../rules/names/namer';
import type { Database } from '../../storage/database/database';
import type { Frames } from '../../storage/database/frames';
import { readRules } from '../../storage/database/nameRules';
import { readNotes } from '../../storage/database/notes';
import type { Sessions } from '../../storage/database/sessions';
import type { Catalogue, ForeignFrame } from './catalogue';
import { compare } from './compare';
import { type MappingPlan, planMappings } from './mappings';
import { localPath, masterIn, matchOf } from './match';
import { type FrameText, type PlannedNote, planNotes } from './planNotes';
import { noteKey, readTaken, rejectionKey, type Taken } from './taken';
import { Tally } from './tally';

export interface GatherParts {
  readonly database: Database;
  readonly frames: Frames;
  readonly sessions: Sessions;
  readonly log: Log;
}

/** What is to be written, and what is to be told. */
export interface Gathered {
  readonly tally: Tally;
  readonly mappings: MappingPlan;
  readonly rejected: readonly Pick<ArchivedFrame, 'id' | 'path' | 'sha256'>[];
  readonly notes: readonly PlannedNote[];
  readonly sources: readonly { readonly id: number; readonly path: string; readonly source: string }[];
  readonly masters: { archived: number; readonly unregistered: string[]; readonly gone: string[] };
  readonly taken: Taken;
}

/** Files that are looked for at a time; a network drive answers many at once. */
const LOOKS = 16;

/** A cancel ends it early; what was gathered until then is not to be taken over. */
export async function gather(
  catalogue: Catalogue,
  { database, listed }: { readonly database: string; readonly listed: number },
  parts: GatherParts,
  { progress, cancel }: Context,
): Promise<Gathered> {
  const { sqlite } = parts.database;
  const taken = readTaken(sqlite);
  const work = new Gatherer(catalogue, dirname(database), new Tally(listed), taken, parts);
  const meter = new Meter(progress, 'Comparing frames', catalogue.count());
  const breather = new Breather();
  for (const page of catalogue.frames()) {
    const missing: string[] = [];
    for (const there of page) {
      if (cancel.isCancellationRequested) return work.gathered();
      const path = work.frame(there);
      if (path !== null) missing.push(path);
      meter.step(there.name);
      await breather.breathe();
    }
    for (let first = 0; first < missing.length && !cancel.isCancellationRequested; first += LOOKS) {
      await work.look(missing.slice(first, first + LOOKS));
    }
  }
  meter.phase('Searching for masters');
  for (const master of catalogue.masters()) {
    if (cancel.isCancellationRequested) break;
    await work.master(master);
  }
  return work.gathered();
}

class Gatherer {
  readonly #parts: GatherParts;
  readonly #folder: string;
  readonly #tally: Tally;
  readonly #taken: Taken;
  readonly #mappings: MappingPlan;
  /** By the rules that there will be. */
  readonly #named: FrameNamer;
  readonly #originals: ReadonlySet<string>;
  /** Sessions of AstroFiler whose frames were deleted from its lists because it made a master of them. */
  readonly #stacked: ReadonlySet<string>;
  readonly #rejected = new Map<number, Gathered['rejected'][number]>();
  readonly #texts: FrameText[] = [];
  readonly #sources = new Map<number, Gathered['sources'][number]>();
  readonly #masters: Gathered['masters'] = { archived: 0, unregistered: [], gone: [] };

  constructor(catalogue: Catalogue, folder: string, tally: Tally, taken: Taken, parts: GatherParts) {
    this.#folder = folder;
    this.#tally = tally;
    this.#taken = taken;
    this.#parts = parts;
    const rules = readRules(parts.database.sqlite);
    this.#mappings = planMappings(catalogue.mappings(), rules, taken);
    this.#named = frameNamer([...rules, ...this.#mappings.rules]);
    this.#originals = catalogue.originals();
    this.#stacked = new Set(catalogue.masters().flatMap(({ session }) => session ?? []));
  }

  /** Returns the path of a frame that the archive does not have and that may lie on the disk. */
  frame(there: ForeignFrame): string | null {
    const { frames } = this.#parts;
    this.#tally.counts.files++;
    const local = localPath(there.name, this.#folder, process.platform);
    const match = matchOf(there, local, frames);
    if (!match) {
      if (local === null) this.#tally.unmatched(there.name, false);
      return local;
    }
    const { frame } = match;
    this.#tally.matched(there, match, compare(there, frame, this.#named(frame)));
    if (this.#isRejected(there) && !frame.rejected) this.#reject(frame);
    if (there.notes !== null) this.#texts.push({ frame, text: there.notes.trim() });
    if (match.by === 'hash' && local !== null && !frames.atPath(local) && !frames.hasSource(frame.id)) {
      this.#sources.set(frame.id, { id: frame.id, path: frame.path, source: local });
    }
    return null;
  }

  async look(paths: readonly string[]): Promise<void> {
    const found = await Promise.all(paths.map(isFile));
    paths.forEach((path, i) => this.#tally.unmatched(path, found[i] === true));
  }

  async master(master: ReturnType<Catalogue['masters']>[number]): Promise<void> {
    this.#tally.counts.masters++;
    const local = localPath(master.path, this.#folder, process.platform);
    const frame = await masterIn(master, local, this.#parts.frames, this.#parts.log);
    if (frame) {
      this.#masters.archived++;
      if (master.deleted && !frame.rejected) this.#reject(frame);
      if (master.notes !== null) this.#texts.push({ frame, text: master.notes.trim() });
    } else if (local !== null && (await isFile(local))) this.#masters.unregistered.push(local);
    else this.#masters.gone.push(local ?? master.path);
  }

  gathered(): Gathered {
    const { sessions, database } = this.#parts;
    const mappings = this.#mappings;
    const written = new Map(readNotes(database.sqlite, 'session').map(({ key, text }) => [key, text]));
    const notes = planNotes(this.#texts, (id) => {
      const session = sessions.byId(id);
      const note = written.get(id);
      return session && { frameCount: session.frameCount, ...(note === undefined ? {} : { note }) };
    });
    const fresh = notes.filter(({ subject, key }) => !this.#taken.has(noteKey(subject, key)));
    const { counts } = this.#tally;
    counts.leftAlone += mappings.leftAlone + notes.length - fresh.length;
    counts.rules = mappings.rules.length;
    counts.rejected = this.#rejected.size;
    counts.notes = fresh.length;
    counts.sources = this.#sources.size;
    this.#tally.countSessions();
    return {
      tally: this.#tally,
      mappings,
      rejected: [...this.#rejected.values()],
      notes: fresh,
      sources: [...this.#sources.values()],
      masters: this.#masters,
      taken: this.#taken,
    };
  }

  /**
   * Whether the user has deleted a frame from AstroFiler's lists. AstroFiler does so by itself with raw
   * lights that it has calibrated and with calibration frames that it has made a master of, and those are not
   * rejected.
   */
  #isRejected({ deleted, name, session }: ForeignFrame): boolean {
    return deleted && !this.#originals.has(name) && !(session !== null && this.#stacked.has(session));
  }

  #reject({ id, path, sha256 }: ArchivedFrame): void {
    if (this.#taken.has(rejectionKey(sha256))) this.#tally.counts.leftAlone++;
    else this.#rejected.set(id, { id, path, sha256 });
  }
}

async function isFile(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
