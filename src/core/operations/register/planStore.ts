/**
 * A plan that was shown, on disk, so that it can be paged through and carried out as it was shown, however
 * many files it has: a line of JSON for each file, and in memory only where the lines begin.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Page } from '../../api/listing';
import type { PlanRow, RegisterList } from '../../api/register';
import { fileError } from '../../base/errors';
import type { Decision, Placement, Refusal } from './decision';
import { duplicate, failedFile, registered, skipped } from './reportBuilder';

/** Bytes that are written at once. */
const CHUNK = 1 << 20;

const LISTS: Readonly<Record<Decision['kind'], RegisterList>> = {
  place: 'registered',
  duplicate: 'duplicates',
  failed: 'failed',
  skipped: 'skipped',
};

export class PlanStore {
  readonly path: string;
  readonly #fd: number;
  /** Where each row begins, and at the end where the next one will. */
  readonly #starts = [0];
  readonly #lists = new Map<string, number[]>();
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #written = 0;
  #closed = false;

  /** Makes a file beside the database, under a name that nobody can have taken. Throws an ArchiveError. */
  constructor(database: string) {
    this.path = `${database}.plan-${randomBytes(6).toString('hex')}`;
    try {
      this.#fd = openSync(this.path, 'wx+', 0o600);
    } catch (error) {
      throw fileError(error, this.path);
    }
  }

  /** `group` is the number of a placement's group. */
  add(decision: Decision, group?: number): void {
    const line = Buffer.from(`${JSON.stringify(packed(decision))}\n`);
    const row = this.#starts.length - 1;
    this.#starts.push((this.#starts.at(-1) ?? 0) + line.length);
    this.#list(LISTS[decision.kind]).push(row);
    if (group !== undefined) this.#list('registered', group).push(row);
    this.#pending.push(line);
    this.#pendingBytes += line.length;
    if (this.#pendingBytes >= CHUNK) this.#write();
  }

  /** Rows of a list or of one group of it. */
  page(list: RegisterList, group: number | undefined, from: number, limit: number): Page<PlanRow> {
    const rows = this.#list(list, group);
    const items = rows.slice(from, from + limit).map((row) => rowOf(this.#read(row)));
    const next = from + items.length;
    return { items, next: next < rows.length ? next : null };
  }

  /** Everything, in the order in which it was planned. */
  *decisions(): Generator<Decision> {
    for (let row = 0; row < this.#starts.length - 1; row++) yield this.#read(row);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#fd);
    rmSync(this.path, { force: true });
  }

  #list(list: RegisterList, group?: number): number[] {
    const key = group === undefined ? list : `${list} ${group}`;
    let rows = this.#lists.get(key);
    if (!rows) this.#lists.set(key, (rows = []));
    return rows;
  }

  #write(): void {
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    try {
      for (let done = 0; done < bytes.length;) {
        done += writeSync(this.#fd, bytes, done, bytes.length - done, this.#written + done);
      }
    } catch (error) {
      throw fileError(error, this.path);
    }
    this.#written += bytes.length;
  }

  #read(row: number): Decision {
    const start = this.#starts[row] ?? 0;
    const line = Buffer.alloc((this.#starts[row + 1] ?? start) - start);
    if (start + line.length > this.#written) this.#write();
    readSync(this.#fd, line, 0, line.length, start);
    return unpacked(JSON.parse(line.toString()) as Packed);
  }
}

/**
 * Removes plans that a program has left which was killed. For whoever alone may write; what fails is tried
 * the next time.
 */
export function removeOldPlans(database: string): void {
  const [folder, name] = [dirname(database), basename(database)];
  try {
    for (const each of readdirSync(folder)) {
      // The first version had one name for all.
      const rest = each.startsWith(`${name}.plan`) ? each.slice(name.length) : '';
      if (/^\.plan(?:-[0-9a-f]{12})?$/.test(rest)) rmSync(join(folder, each), { force: true });
    }
  } catch {
    // There is no such folder yet, or it cannot be listed.
  }
}

/** The frame of a placement stands once, in its scan. */
type Packed = Refusal | Omit<Placement, 'frame'>;

function packed(decision: Decision): Packed {
  if (decision.kind !== 'place') return decision;
  const { frame, ...rest } = decision;
  return rest;
}

function unpacked(row: Packed): Decision {
  if (row.kind !== 'place') return row;
  const { frame } = row.scan;
  if (frame === null) throw new Error(`A planned file without a frame: ${row.scan.path}`);
  return { ...row, frame };
}

function rowOf(decision: Decision): PlanRow {
  switch (decision.kind) {
    case 'place':
      return registered(decision);
    case 'duplicate':
      return duplicate(decision);
    case 'failed':
      return failedFile(decision);
    case 'skipped':
      return skipped(decision);
  }
}
