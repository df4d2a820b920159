/**
 * Reads the headers of frames again that were read by earlier rules, and stores what they say now. Only
 * headers are read, and no file is touched. It goes on where it was interrupted.
 */
import { lstatSync } from 'node:fs';
import type { ArchiveSettings, RegenerateReport, RegenerateRequest, RereadReport } from '../../api/archive';
import { CancelledError, fileError } from '../../base/errors';
import { type Frame, READING_RULES } from '../../base/frame';
import { Breather } from '../../base/pause';
import type { Context, Log } from '../../base/ports';
import { Meter } from '../../base/progress';
import type { Database } from '../../storage/database/database';
import { Outdated, type OutdatedFrame } from '../../storage/database/outdated';
import { judgeState } from '../../storage/files/fileState';
import { readFrame } from '../../storage/files/readFrame';
import { regenerate, type RegenerateParts } from '../regenerate/regenerate';

export interface RereadParts {
  readonly database: Database;
  readonly repository: string;
  readonly timeZone: string | null;
  readonly log: Log;
}

/** Frames that are stored together. */
const PAGE = 500;

/**
 * A file that is gone, has changed behind the archive's back or cannot be read is left for the next time;
 * verifying tells of it. Null where no frame is outdated. Rejects with `cancelled`; what was read until then
 * is kept.
 */
export async function reread(parts: RereadParts, context: Context): Promise<RereadReport | null> {
  const outdated = new Outdated(parts.database.sqlite, parts.repository, READING_RULES);
  const total = outdated.count();
  if (total === 0) return null;
  const work = new Rereading(parts, context, outdated, total);
  try {
    for (let from = 0; ;) {
      const page = outdated.page(from, PAGE);
      if (page.length === 0) break;
      await work.page(page);
      from = page.at(-1)?.frame.id ?? Infinity;
    }
  } finally {
    await parts.database.flush();
  }
  const report = work.report();
  parts.log.info(
    `Read headers again: ${report.read} of ${total} frames, ${report.changed} say something else, ` +
      `${report.left} left for the next time`,
  );
  return report;
}

class Rereading {
  readonly #parts: RereadParts;
  readonly #context: Context;
  readonly #outdated: Outdated;
  readonly #meter: Meter;
  readonly #breather = new Breather();
  readonly #counts = new FieldCounts();
  #read = 0;
  #changed = 0;
  #left = 0;

  constructor(parts: RereadParts, context: Context, outdated: Outdated, total: number) {
    this.#parts = parts;
    this.#context = context;
    this.#outdated = outdated;
    this.#meter = new Meter(context.progress, 'Reading headers again', total);
  }

  /** Reads a page, then stores it in one transaction. */
  async page(page: readonly OutdatedFrame[]): Promise<void> {
    const same: number[] = [];
    const changed: { readonly id: number; readonly after: Frame }[] = [];
    for (const { frame, source } of page) {
      if (this.#context.cancel.isCancellationRequested) break;
      this.#meter.step(frame.path);
      if (this.#breather.isDue) await this.#breather.breathe();
      const after = this.#readAgain(frame, source);
      if (after === null) continue;
      const fields = differingFields(frame, after);
      if (fields.length === 0) same.push(frame.id);
      else changed.push({ id: frame.id, after });
      this.#counts.add(fields);
    }
    this.#parts.database.write(() => {
      this.#outdated.confirm(same);
      for (const { id, after } of changed) this.#outdated.put(id, after);
    });
    this.#read += same.length + changed.length;
    this.#changed += changed.length;
    if (this.#context.cancel.isCancellationRequested) throw new CancelledError();
  }

  report(): RereadReport {
    return { read: this.#read, changed: this.#changed, left: this.#left, fields: this.#counts.sorted() };
  }

  /** Null for a file that is not the one that the archive knows, or that cannot be read. */
  #readAgain({ path, size, mtime }: OutdatedFrame['frame'], source: string | null): Frame | null {
    try {
      const info = lstatSync(path);
      if (info.isFile() && judgeState({ size, mtime }, { size: info.size, mtime: info.mtimeMs }) === null) {
        const frame = readFrame(path, source ?? path, this.#parts.timeZone);
        if (frame !== null) return frame;
      }
    } catch (error) {
      this.#parts.log.warn(`Its header was not read again. ${fileError(error, path).describe()}`);
    }
    this.#left++;
    return null;
  }
}

/** The values that differ, by field; problems count as one. Empty where both say the same. */
export function differingFields(before: Frame, after: Frame): (keyof Frame)[] {
  const fields = Object.keys(after) as (keyof Frame)[];
  return fields.filter((field) =>
    field === 'problems'
      ? JSON.stringify(before.problems) !== JSON.stringify(after.problems)
      : before[field] !== after[field],
  );
}

/** Counts how many frames differ in each field. */
export class FieldCounts {
  readonly #counts = new Map<keyof Frame, number>();

  add(fields: readonly (keyof Frame)[]): void {
    for (const field of fields) this.#counts.set(field, (this.#counts.get(field) ?? 0) + 1);
  }

  /** Those of most frames first: `[{ field: 'processing', frameCount: 12 }, …]`. */
  sorted(): { readonly field: keyof Frame; readonly frameCount: number }[] {
    return [...this.#counts]
      .map(([field, frames]) => ({ field, frameCount: frames }))
      .sort((a, b) => b.frameCount - a.frameCount || (a.field < b.field ? -1 : 1));
  }
}

interface UpToDateParts extends RegenerateParts {
  readonly settings: Pick<ArchiveSettings, 'repository' | 'timeZone'>;
}

/** Rejects with `cancelled`; the headers that were read until then stay read. */
export async function bringUpToDate(
  request: RegenerateRequest,
  { settings: { repository, timeZone }, ...parts }: UpToDateParts,
  context: Context,
): Promise<RegenerateReport> {
  const { database, log } = parts;
  const again = await reread({ database, log, repository, timeZone }, context);
  return { ...(await regenerate(request, parts, context)), reread: again };
}
