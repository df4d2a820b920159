/** The groups of lights of a checkout, and which of them are stacked together. */
import type { ArchivedFrame } from '../../base/archivedFrame';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import type { LinkKind, Session } from '../../base/session';
import { objectKey } from '../../rules/names/objectName';
import { countText, exposureText } from '../../text/words';
import { depthIn, fileNamesText, partition, type Reading, type StackablePart } from './partition';
import { cautionsOf } from './remarks';
import type { GroupSets, SetCollector } from './sets';
import { DEPTH_TEXT } from './sirilReads';
import type { CheckoutInput, CheckoutSession } from './types';

/** Lights of one session, of one size and pattern, before they have a name. */
export interface DraftGroup {
  readonly session: Session;
  readonly frames: readonly ArchivedFrame[];
  readonly size: string;
  /** `RGGB` for frames that have to be debayered, else empty. */
  readonly pattern: string;
  /** 8 bits a pixel, which cannot be stacked with 16. */
  readonly isByte: boolean;
  /**
   * Sample formats as a person says them: `['16-bit', 'floating point']`; empty where they were not looked
   * at.
   */
  readonly depths: readonly string[];
  readonly sets: GroupSets;
  /** ADU taken off the lights in place of a bias, null where there is one or a dark. */
  readonly level: number | null;
  readonly why: Readonly<Partial<Record<LinkKind, string>>>;
}

/**
 * One group per session, more where a session mixes sizes or Bayer patterns. A session asked for twice counts
 * once.
 */
export function draftGroups(
  input: CheckoutInput,
  reading: Reading,
  collector: SetCollector,
  warn: (text: string) => void,
): DraftGroup[] {
  const wanted = new Map(input.sessions.map((session) => [session.session.id, session]));
  return [...wanted.values()].flatMap((each) => groupsOf(each, reading, collector, warn));
}

function groupsOf(
  wanted: CheckoutSession,
  reading: Reading,
  collector: SetCollector,
  warn: (text: string) => void,
) {
  const { session } = wanted;
  const problems: string[] = [];
  const parts = partition(wanted, reading, problems);
  problems.forEach(warn);
  if (parts.length > 0) cautionsOf(wanted).forEach(warn);
  if (parts.length === 0) warn(`Session ${session.id} has no frame that Siril can read: left out.`);
  if (parts.length > 1) {
    const kinds = parts.map(kindText).join(', ');
    const [, ...others] = parts;
    const named = others.map((part) => `${kindText(part)}: ${fileNamesText(part.frames)}`).join('; ');
    warn(
      `The lights of session ${session.id} are mixed (${kinds}): each kind has its own result (${named}).`,
    );
  }
  return parts.map((part): DraftGroup => {
    const sets = collector.collect(wanted, part.size, part.pattern);
    missing(wanted, sets, part.frames, warn);
    const level = sets.dark === null && sets.bias === null ? (wanted.level?.adu ?? null) : null;
    const { frames, size, pattern, isByte } = part;
    const depths = depthsOf(part, reading, warn);
    return { session, frames, size, pattern, isByte, depths, sets, level, why: wanted.why ?? {} };
  });
}

function kindText({ size, pattern, isByte }: StackablePart): string {
  return [size, pattern, isByte ? DEPTH_TEXT.byte : ''].filter((word) => word !== '').join(' ');
}

/**
 * The sample formats of a part. Several are said: uncalibrated, Siril would stop at the first image of
 * another one.
 */
function depthsOf(part: StackablePart, reading: Reading, warn: (text: string) => void): string[] {
  const byDepth = new Map<string, ArchivedFrame[]>();
  for (const frame of part.frames) {
    const depth = depthIn(reading, frame);
    if (depth === null) continue;
    const text = DEPTH_TEXT[depth];
    byDepth.set(text, [...(byDepth.get(text) ?? []), frame]);
  }
  const sorted = [...byDepth].sort(([, a], [, b]) => b.length - a.length);
  const [[most = ''] = [], ...others] = sorted;
  for (const [depth, frames] of others) {
    warn(
      `${frames.length} of ${countText(part.frames.length, 'light')} of session ${part.session.id} are ${depth}, ` +
        `the others ${most}: Siril brings all to 32 bits before it stacks them (${fileNamesText(frames)}).`,
    );
  }
  return sorted.map(([depth]) => depth);
}

function missing(
  wanted: CheckoutSession,
  sets: GroupSets,
  frames: readonly ArchivedFrame[],
  warn: (text: string) => void,
): void {
  const which = `Session ${wanted.session.id}`;
  const raw = wanted.session.processing === null;
  if (sets.dark === null && raw) {
    const level = wanted.level ?? null;
    const instead =
      sets.bias !== null
        ? english('a bias is used instead')
        : level !== null
          ? `and no bias: ${level.adu} ADU is taken off instead, ${level.origin}`
          : 'and no bias: dark current and offset stay in';
    warn(`${which} has no darks, ${instead}.`);
  }
  if (sets.flat === null && raw) warn(`${which} has no flats: vignetting and dust stay in.`);
  const coloured = (wanted.links.flat?.frames ?? []).find(({ bayerPattern }) => bayerPattern !== null);
  if (
    sets.flat !== null &&
    coloured !== undefined &&
    frames.every(({ bayerPattern }) => bayerPattern === null)
  ) {
    warn(`${which} is mono, but its flats are ${coloured.bayerPattern ?? ''}.`);
  }
  if (frames.length === 1) {
    warn(
      `${which} has ${countText(frames.length, 'light')} only: calibrated, but not stacked with anything.`,
    );
  }
}

/**
 * Groups of the same object, filter, binning, image size and colour filter array share a result, whatever
 * night they are of, but those that came calibrated none with raw ones: they may be the same exposures. A
 * group of a single light has one of its own, since Siril makes no sequence of it.
 */
export function draftResults(groups: readonly DraftGroup[]): DraftGroup[][] {
  const results = new Map<string, DraftGroup[]>();
  groups.forEach((group, index) => {
    const { session } = group;
    const key = JSON.stringify([
      objectKey(session.object ?? ''),
      (session.filter ?? '').trim().toLowerCase(),
      session.binningX,
      session.binningY,
      group.size,
      group.pattern,
      group.isByte,
      session.processing,
      ...(group.frames.length === 1 ? [index] : []),
    ]);
    const result = results.get(key) ?? [];
    result.push(group);
    results.set(key, result);
  });
  return [...results.values()];
}

/**
 * Images of different colour filter arrays cannot be told apart once they are debayered with one pattern: two
 * patterns for one object and filter are two cameras, or one that was read out in two ways. Throws an
 * ArchiveError.
 */
export function refuseMixedPatterns(results: readonly DraftGroup[][]): void {
  const byTarget = new Map<string, Map<string, Set<string>>>();
  for (const { session, pattern } of results.flat()) {
    if (pattern === '') continue;
    const target = JSON.stringify([
      objectKey(session.object ?? ''),
      (session.filter ?? '').trim().toLowerCase(),
    ]);
    const patterns = byTarget.get(target) ?? new Map<string, Set<string>>();
    byTarget.set(target, patterns.set(pattern, (patterns.get(pattern) ?? new Set()).add(session.id)));
  }
  for (const patterns of byTarget.values()) {
    if (patterns.size < 2) continue;
    const got = [...patterns].map(([pattern, ids]) => `${pattern} (session ${[...ids].join(', ')})`);
    throw new ArchiveError('request', english('The lights have different Bayer patterns'), {
      expected: english('one pattern for each object and filter'),
      got: got.join(' and '),
      advice: english('Check each pattern out into its own folder.'),
    });
  }
}

/** Says where a result mixes what gives better images apart, and where one object needs several results. */
export function resultWarnings(results: readonly DraftGroup[][], warn: (text: string) => void): void {
  const byObject = new Map<string, DraftGroup[][]>();
  for (const result of results) {
    const first = result[0];
    if (first === undefined) continue;
    const exposures = new Set(result.map((group) => group.session.exposure));
    if (exposures.size > 1) {
      const texts = [...exposures].map((seconds) => exposureText(seconds)).join(', ');
      warn(`Exposures of ${texts} are stacked together for ${title(first)}.`);
    }
    if (result.length === 1 && first.frames.length === 1) continue;
    const key = `${objectKey(first.session.object ?? '')} ${(first.session.filter ?? '').trim().toLowerCase()}`;
    byObject.set(key, [...(byObject.get(key) ?? []), result]);
  }
  for (const several of byObject.values()) {
    const first = several[0]?.[0];
    if (several.length < 2 || first === undefined) continue;
    const kinds = several.map((result) =>
      [result[0]?.size, result[0]?.pattern, result[0]?.isByte ? '8-bit' : '', result[0]?.session.processing]
        .filter(Boolean)
        .join(' '),
    );
    warn(
      `Frames of ${title(first)} differ in size, binning, Bayer pattern, sample format or calibration (${[...new Set(kinds)].join(', ')}): ` +
        'they are stacked apart.',
    );
  }
}

function title(group: DraftGroup): string {
  return [group.session.object ?? english('an unnamed object'), group.session.filter ?? ''].join(' ').trim();
}
