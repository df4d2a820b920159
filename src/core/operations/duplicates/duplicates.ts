/** Finds files that the archive has more than once, or that other folders have as well. Changes nothing. */
import { lstat } from 'node:fs/promises';
import type { DuplicateGroup, DuplicatesReport, DuplicatesRequest } from '../../api/archive';
import { fileError, messageOf } from '../../base/errors';
import type { Context, Log } from '../../base/ports';
import { Meter } from '../../base/progress';
import { imageHeader } from '../../formats/fits/image';
import { readImageFile } from '../../formats/image/imageFile';
import type { Frames } from '../../storage/database/frames';
import { imageDigest } from '../../storage/files/digests';
import { FolderNames } from '../../storage/files/folderNames';
import { listedPath, spelledIn } from '../../storage/files/spelling';
import { pathOf, type ScanPool } from '../scan/pool';
import { scanAll } from '../scan/scanAll';
import { findFits, type Found } from '../scan/walk';
import {
  candidateSets,
  type DuplicateCandidate,
  type DuplicateGroupOf,
  groupsOf,
  toCompare,
} from './duplicateGroups';
import { differences } from './headerDifferences';
import { identityOf } from './oneFile';

export interface DuplicatesParts {
  readonly timeZone: string | null;
  readonly repository: string;
  readonly frames: Frames;
  readonly pool: ScanPool;
  readonly log: Log;
}

/** Throws nothing for a file that cannot be read: it is reported, and the rest goes on. */
export async function duplicates(
  request: DuplicatesRequest,
  parts: DuplicatesParts,
  context: Context,
): Promise<DuplicatesReport> {
  const search = new Search(parts, context);
  const foreign = await search.foreign(request.folders.map((folder) => spelledIn(parts.repository, folder)));
  const archived = await search.archived(foreign);
  const groups = await search.groups([...archived, ...foreign]);
  const cancelled = context.cancel.isCancellationRequested;
  parts.log.info(
    `Duplicates: ${groups.length} groups, ${search.failed.length} files that could not be compared` +
      (cancelled ? ', cancelled' : ''),
  );
  const { folders } = request;
  const compared = { archived: parts.frames.count(), folders, files: search.files };
  return { groups, failed: search.failed, compared, cancelled };
}

class Search {
  readonly #parts: DuplicatesParts;
  readonly #context: Context;
  readonly #meter: Meter;
  readonly failed: { path: string; error: string }[] = [];
  /** Files of the folders that the archive does not list. */
  files = 0;

  constructor(parts: DuplicatesParts, context: Context) {
    this.#parts = parts;
    this.#context = context;
    this.#meter = new Meter(context.progress, 'Searching for files');
  }

  /** Files of the folders that the archive does not know but whose like it seems to have. */
  async foreign(folders: readonly string[]): Promise<DuplicateCandidate[]> {
    const { frames } = this.#parts;
    const files: Found[] = [];
    for await (const found of findFits(folders, this.#context.cancel)) {
      this.#meter.step(found.path);
      if (found.kind === 'failed') this.failed.push({ path: found.path, error: found.error });
      else if (found.kind === 'file' && !frames.stateAt(found.path)) files.push(found);
    }
    this.files = files.length;
    const scanned = await this.#scan(files, false);
    return scanned.filter(
      ({ sha256, imageKey, dateObs }) =>
        frames.bySha256(sha256).length > 0 || frames.byImageKey(imageKey, dateObs).length > 0,
    );
  }

  /** Archived files that seem to be the same as others, as they are on the disk at this moment. */
  async archived(foreign: readonly DuplicateCandidate[]): Promise<DuplicateCandidate[]> {
    const { frames } = this.#parts;
    const paths = new Set(candidateSets(frames.sharing()).flatMap((set) => set.map(({ path }) => path)));
    for (const { sha256, imageKey, dateObs } of foreign) {
      for (const { path } of [...frames.bySha256(sha256), ...frames.byImageKey(imageKey, dateObs)]) {
        paths.add(path);
      }
    }
    const files: Found[] = [];
    for (const path of paths) {
      try {
        const { size, mtimeMs } = await lstat(path);
        files.push({ kind: 'file', path, size, mtime: mtimeMs });
      } catch (error) {
        this.failed.push({ path, error: fileError(error, path).message });
      }
    }
    return this.#scan(files, true);
  }

  async #scan(files: readonly Found[], archived: boolean): Promise<DuplicateCandidate[]> {
    this.#meter.begin('Reading headers', 0, files.length);
    const { pool, timeZone } = this.#parts;
    const candidates: DuplicateCandidate[] = [];
    const onFile = (path: string) => this.#meter.step(path);
    for (const outcome of await scanAll(files, pool, timeZone, onFile, this.#context.cancel)) {
      if ('error' in outcome) {
        this.failed.push({ path: pathOf(outcome), error: outcome.error });
        continue;
      }
      const { frame, ...scan } = outcome.scan;
      if (frame) candidates.push({ ...scan, dateObs: frame.dateObs, archived });
    }
    return candidates;
  }

  async groups(candidates: readonly DuplicateCandidate[]): Promise<DuplicateGroup[]> {
    this.#meter.phase('Comparing files');
    const groups: DuplicateGroup[] = [];
    for (const set of candidateSets(await this.#distinct(candidates))) {
      const digests = new Map<string, string>();
      for (const { path, sha256 } of toCompare(set)) {
        if (this.#context.cancel.isCancellationRequested) return groups;
        try {
          digests.set(sha256, await imageDigest(path));
        } catch (error) {
          this.failed.push({ path, error: messageOf(error) });
        }
      }
      for (const group of groupsOf(set, digests)) groups.push(this.#described(group));
    }
    return groups;
  }

  /** One name of each file. */
  async #distinct(candidates: readonly DuplicateCandidate[]): Promise<DuplicateCandidate[]> {
    const seen = new Set<string>();
    const names = new FolderNames();
    const distinct: DuplicateCandidate[] = [];
    for (const candidate of candidates) {
      const { path } = candidate;
      const ways = [listedPath(path, names), await identityOf(path).catch(() => path)];
      if (!ways.some((way) => seen.has(way))) distinct.push(candidate);
      for (const way of ways) seen.add(way);
    }
    return distinct;
  }

  #described({ same, files, keep }: DuplicateGroupOf): DuplicateGroup {
    const headers = files.map(({ path }) => {
      try {
        return imageHeader(readImageFile(path))?.cards ?? [];
      } catch (error) {
        this.failed.push({ path, error: messageOf(error) });
        return [];
      }
    });
    return {
      same,
      files: files.map(({ path, size, archived }) => ({ path, size, archived })),
      keep: keep.path,
      differences: same === 'file' ? [] : differences(headers),
    };
  }
}
