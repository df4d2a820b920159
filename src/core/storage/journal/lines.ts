/**
 * The lines of a journal: one JSON document each. Pure.
 *
 *     {"journal":2,"archive":"9f3c…","home":"01ab…","operation":"register","started":"2024-11-04T20:30:00.123Z"}
 *     {"step":0,"do":"move","from":"/card/1.fits","to":"Light/M31/1.fits", … } {"ends":[[0,{"size":5760, …
 *     }]]} {"end":true}
 *
 * Paths inside the repository are stored as in the database, relative to it, so that the journal of an
 * archive that was moved or copied speaks of the files that lie beside it.
 */
import { basename, dirname, isAbsolute, normalize, resolve } from 'node:path';
import * as v from 'valibot';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { fromStored, toStored } from '../database/storedPaths';
import { type FileStep, isStem } from '../files/fileStep';
import type { Placed } from '../files/perform';
import type { Identity } from '../identity/identity';
import { FIRST_VERSION, lineSchema, type StoredHead, type StoredStep, VERSION } from './lineSchema';
import { type PackedPatch, packPatches, unpackPatches } from './packing';

/** What an operation was, said by the first line. */
export interface JournalHead {
  /** `register`, `undo` … */
  readonly operation: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  /** What the history is to know of it whatever happens: names and counts, no lists of files. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** The head as it was read. */
export interface ReadHead extends JournalHead {
  readonly version: number;
  /** Id of the archive whose operation it was; null for version 1, which does not say. */
  readonly archive: string | null;
  /** Which home that archive had then; null for version 1. */
  readonly home: string | null;
}

/** The second word on a step: how it ended. */
export type StepEnd = Placed | 'failed';

/** A step as it was read: every field is checked, its patches are not unpacked yet. Paths are absolute. */
export interface WrittenStep extends Omit<FileStep, 'patches'> {
  readonly packed: readonly PackedPatch[];
}

export type JournalLine =
  | { readonly kind: 'head'; readonly head: ReadHead }
  | { readonly kind: 'step'; readonly number: number; readonly step: WrittenStep }
  | { readonly kind: 'ends'; readonly ends: readonly (readonly [number, StepEnd])[] }
  | { readonly kind: 'settled'; readonly numbers: readonly number[] }
  | { readonly kind: 'end' };

export function headLine(head: JournalHead, { id: archive, home }: Identity): string {
  return line({ journal: VERSION, archive, home, ...head });
}

/** @throws ArchiveError `request` for a header that is too long to be read back. */
export function stepLine(number: number, step: FileStep, repository: string): string {
  const { patches, from, to, stem, source, displaces, ...rest } = step;
  const stored = (path: string) => toStored(repository, path);
  return line({
    step: number,
    ...rest,
    from: stored(from),
    to: stored(to),
    stem: stored(stem),
    source: source === null ? null : stored(source),
    ...(displaces === undefined ? {} : { displaces: stored(displaces) }),
    ...(patches.length > 0 ? { patches: packPatches(patches) } : {}),
  });
}

export function endsLine(ends: readonly (readonly [number, StepEnd])[]): string {
  return line({ ends });
}

/** Says that a recovery has brought these steps to their end, and that the database knows of it. */
export function settledLine(settled: readonly number[]): string {
  return line({ settled });
}

export const END_LINE = line({ end: true });

/**
 * Reads a line without its line end. `version` is that of the head, null for the first line.
 * @throws ArchiveError `format` where it is not what this program writes.
 */
export function readLine(text: string, repository: string, version: number | null): JournalLine {
  const read = v.safeParse(lineSchema, jsonOf(text));
  if (!read.success) throw malformed();
  const value = read.output;
  if ('journal' in value) {
    if (version !== null) throw malformed();
    return { kind: 'head', head: headOf(value) };
  }
  if (version === null) throw malformed();
  if ('step' in value) {
    return { kind: 'step', number: value.step, step: writtenStep(value, repository, version) };
  }
  if ('ends' in value) return { kind: 'ends', ends: value.ends };
  if ('settled' in value) return { kind: 'settled', numbers: value.settled };
  return { kind: 'end' };
}

/** The step with its patches. Throws an ArchiveError `format` where they cannot be read. */
export function unpacked({ packed, ...step }: WrittenStep): FileStep {
  return { ...step, patches: unpackPatches(packed) };
}

function headOf({ journal: version, detail, operation, started, ...rest }: StoredHead): ReadHead {
  const { archive = null, home = null } = rest;
  const isFirst = version === FIRST_VERSION;
  if ((archive === null) !== isFirst || (home === null) !== isFirst) throw malformed();
  return { version, archive, home, operation, started, ...(detail ? { detail } : {}) };
}

function writtenStep(value: StoredStep, repository: string, version: number): WrittenStep {
  const { step: number, patches: packed, amends, displaces, ...rest } = value;
  const path = (stored: string) => pathOf(stored, repository, version);
  const step = {
    ...rest,
    from: path(rest.from),
    to: path(rest.to),
    stem: path(rest.stem),
    source: rest.source === null ? null : path(rest.source),
    packed,
    ...(displaces === undefined ? {} : { displaces: path(displaces) }),
    ...(amends ? { amends } : {}),
  };
  const { do: what, from, to, stem } = step;
  // Removing a copy makes no unfinished file; its stem is that of the registration which made the copy.
  const folders = what === 'remove' ? [dirname(from), dirname(to)] : [dirname(to)];
  const ours = isStem(basename(stem)) && folders.includes(dirname(stem));
  if (!ours || (what === 'stay') !== (from === to)) throw malformed();
  if (amends && what !== 'move' && what !== 'stay') throw malformed();
  return step;
}

function pathOf(stored: string, repository: string, version: number): string {
  if (isAbsolute(stored)) return resolve(stored);
  if (version === FIRST_VERSION) throw malformed();
  return normalize(fromStored(repository, stored));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed();
  }
}

function malformed(): ArchiveError {
  return new ArchiveError('format', english('This is not a line of a journal'));
}

function line(value: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(value)}\n`;
}
