/** The lines of a journal: one JSON document each. Pure. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { HeaderPatch } from '../fits/edit';
import type { Placed } from '../files/perform';
import type { FileStep } from '../files/step';

/** What an operation was, said by the first line. */
export interface JournalHead {
  /** `register`, `undo` … */
  readonly operation: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  /** What the history is to know of it whatever happens: names and counts, no lists of files. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** The second word on a step: how it ended. */
export type StepEnd = Placed | 'failed';

/** A journal as it was read. Steps without an end were announced, and perhaps begun. */
export interface JournalText {
  readonly head: JournalHead | null;
  /** By their number; undefined where a line is missing. */
  readonly steps: readonly (FileStep | undefined)[];
  readonly ends: ReadonlyMap<number, StepEnd>;
  /** Whether the operation says that it is over. */
  readonly ended: boolean;
  /** Number of the first line that is not one, counting from 1; null for a whole journal. A torn last line is none. */
  readonly damaged: number | null;
}

const VERSION = 1;

export function headLine(head: JournalHead): string {
  return line({ journal: VERSION, ...head });
}

export function stepLine(number: number, step: FileStep): string {
  const { patches, ...rest } = step;
  return line({ step: number, ...rest, ...(patches.length > 0 ? { patches: patches.map(packed) } : {}) });
}

export function endsLine(ends: readonly (readonly [number, StepEnd])[]): string {
  return line({ ends });
}

export const END_LINE = line({ end: true });

/** Reads what has been written, as far as it goes: a crash can cut the last line off. */
export function readLines(text: string): JournalText {
  const lines = text.split('\n');
  // What follows the last line end was cut off; what it announced was not begun.
  lines.pop();
  const read: Reading = { head: null, steps: [], ends: new Map(), ended: false };
  for (const [index, each] of lines.entries()) {
    try {
      take(JSON.parse(each) as Record<string, unknown>, read);
    } catch {
      return { ...read, damaged: index + 1 };
    }
  }
  return { ...read, damaged: null };
}

interface Reading {
  head: JournalHead | null;
  readonly steps: FileStep[];
  readonly ends: Map<number, StepEnd>;
  ended: boolean;
}

function take(value: Readonly<Record<string, unknown>>, read: Reading): void {
  if ('journal' in value) {
    const detail = value['detail'];
    read.head = {
      operation: String(value['operation']),
      started: String(value['started']),
      ...(typeof detail === 'object' && detail !== null ? { detail: detail as Record<string, unknown> } : {}),
    };
  } else if ('step' in value) read.steps[Number(value['step'])] = unpacked(value);
  else if ('ends' in value) {
    for (const [number, end] of value['ends'] as [number, StepEnd][]) read.ends.set(number, end);
  } else if ('end' in value) read.ended = true;
}

function line(value: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(value)}\n`;
}

/** A header is mostly blanks. */
function packed({ offset, before, after }: HeaderPatch) {
  const pack = (bytes: Uint8Array) => deflateRawSync(bytes).toString('base64');
  return { offset, before: pack(before), after: pack(after) };
}

function unpacked(value: Readonly<Record<string, unknown>>): FileStep {
  const { step, patches = [], ...rest } = value;
  const unpack = (text: string) => Uint8Array.from(inflateRawSync(Buffer.from(text, 'base64')));
  const list = (patches as { offset: number; before: string; after: string }[]).map(
    ({ offset, before, after }) => ({ offset, before: unpack(before), after: unpack(after) }),
  );
  return { ...(rest as unknown as FileStep), patches: list };
}
