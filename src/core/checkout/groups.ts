/** The groups of lights of a checkout. */
import type { ArchivedFrame, Session } from '../model';
import { countText } from '../words';
import { partition } from './partition';
import type { GroupSets, SetCollector } from './sets';
import type { CheckoutInput, CheckoutSession } from './types';

/** Lights of one session, of one size and pattern, before they have a name. */
export interface DraftGroup {
  readonly session: Session;
  readonly frames: readonly ArchivedFrame[];
  readonly size: string;
  /** `RGGB` for frames that have to be debayered, else empty. */
  readonly pattern: string;
  readonly sets: GroupSets;
}

/** One group per session, more where a session mixes sizes or Bayer patterns. A session asked for twice counts once. */
export function draftGroups(
  input: CheckoutInput,
  collector: SetCollector,
  warn: (text: string) => void,
): DraftGroup[] {
  const wanted = new Map(input.sessions.map((session) => [session.session.id, session]));
  return [...wanted.values()].flatMap((each) => groupsOf(each, collector, warn));
}

function groupsOf(wanted: CheckoutSession, collector: SetCollector, warn: (text: string) => void) {
  const { session } = wanted;
  const problems: string[] = [];
  const parts = partition(wanted, problems);
  problems.forEach(warn);
  if (parts.length === 0) warn(`Session ${session.id} has no frame that Siril can read: left out.`);
  if (parts.length > 1) {
    const kinds = parts.map((part) => `${part.size} ${part.pattern}`.trim()).join(', ');
    warn(`The lights of session ${session.id} are mixed (${kinds}): each kind has a result of its own.`);
  }
  return parts.map((part): DraftGroup => {
    const sets = collector.collect(wanted, part.size);
    missing(wanted, sets, part.frames, warn);
    return { session, frames: part.frames, size: part.size, pattern: part.pattern, sets };
  });
}

function missing(
  wanted: CheckoutSession,
  sets: GroupSets,
  frames: readonly ArchivedFrame[],
  warn: (text: string) => void,
): void {
  const which = `Session ${wanted.session.id}`;
  if (sets.dark === null) {
    const instead =
      sets.bias === null ? 'and no bias: dark current and offset stay in' : 'a bias is used instead';
    warn(`${which} has no darks, ${instead}.`);
  }
  if (sets.flat === null) warn(`${which} has no flats: vignetting and dust stay in.`);
  const patterns = new Set(frames.map((frame) => frame.bayerPattern));
  const flats = new Set((wanted.links.flat?.frames ?? []).map((frame) => frame.bayerPattern));
  const strange = [...flats].filter((pattern) => pattern !== null && !patterns.has(pattern));
  if (sets.flat !== null && strange.length > 0) {
    const lights = [...patterns].map((pattern) => pattern ?? 'mono').join(', ');
    warn(`${which} is ${lights}, but its flats are ${strange.join(', ')}.`);
  }
  if (frames.length === 1) {
    warn(
      `${which} has ${countText(frames.length, 'light')} only: calibrated, but not stacked with anything.`,
    );
  }
}
