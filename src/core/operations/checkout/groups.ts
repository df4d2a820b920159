/** The groups of lights of a checkout. */
import type { ArchivedFrame } from '../../base/archivedFrame';
import type { LinkKind, Session } from '../../base/session';
import { cautionsOf } from './cautions';
import { countText } from '../../text/words';
import { depthIn, namesText, partition, type Part, type Reading } from './partition';
import { DEPTH_TEXT } from './sirilReads';
import type { GroupSets, SetCollector } from './sets';
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
  /** Sample formats as a person says them: `['16-bit', 'floating point']`; empty where they were not looked at. */
  readonly depths: readonly string[];
  readonly sets: GroupSets;
  /** ADU taken off the lights in place of a bias, null where there is one or a dark. */
  readonly level: number | null;
  readonly why: Readonly<Partial<Record<LinkKind, string>>>;
}

/** One group per session, more where a session mixes sizes or Bayer patterns. A session asked for twice counts once. */
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
    const named = others.map((part) => `${kindText(part)}: ${namesText(part.frames)}`).join('; ');
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

function kindText({ size, pattern, isByte }: Part): string {
  return [size, pattern, isByte ? DEPTH_TEXT.byte : ''].filter((word) => word !== '').join(' ');
}

/** The sample formats of a part. Several are said: uncalibrated, Siril would stop at the first image of another one. */
function depthsOf(part: Part, reading: Reading, warn: (text: string) => void): string[] {
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
        `the others ${most}: Siril brings all to 32 bits before it stacks them (${namesText(frames)}).`,
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
        ? 'a bias is used instead'
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
