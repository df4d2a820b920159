/** Collects the calibration sets that the groups of a checkout share. */
import type { ArchivedFrame, LinkKind } from '../model';
import { countText, linkKindText } from '../words';
import { bestMaster, fitting, partition } from './partition';
import type { CheckoutSession, SessionFrames } from './types';

/** A set before it has a name. */
export interface DraftSet {
  readonly key: string;
  readonly kind: LinkKind;
  readonly session: SessionFrames['session'];
  /** In the order of their start. */
  readonly frames: readonly ArchivedFrame[];
  readonly size: string;
  /** Used as it is instead of being stacked. */
  readonly asMaster: boolean;
  readonly offset: string | null;
  used: boolean;
}

/** Keys of the sets of one group of lights. */
export interface GroupSets {
  readonly bias: string | null;
  readonly dark: string | null;
  readonly flat: string | null;
  readonly flatDark: string | null;
  /** The bias of the flats, where it is another. */
  readonly flatBias: string | null;
}

export class SetCollector {
  readonly sets = new Map<string, DraftSet>();

  constructor(private readonly warn: (text: string) => void) {}

  /**
   * The sets for lights of a size. Lights lose their pedestal with the dark, or with the bias where there is
   * no dark, never with both: an untouched dark holds the bias already. Raw flats lose it with the
   * flat-darks, else with their own bias, else with that of the lights.
   */
  collect(wanted: CheckoutSession, size: string): GroupSets {
    const { links } = wanted;
    const bias = this.add('bias', links.bias, size, null);
    const flatBias = this.add('bias', wanted.flatBias ?? null, size, null) ?? bias;
    const flatDark = this.add('flatDark', links.flatDark, size, null);
    const dark = this.add('dark', links.dark, size, null);
    const offset = flatDark ?? flatBias;
    const flat = this.add('flat', links.flat, size, offset?.key ?? null);
    if (flat !== null) {
      flat.used = true;
      if (!flat.asMaster && offset !== null) offset.used = true;
      if (!flat.asMaster && offset === null) {
        this.warn(
          `Flats of session ${flat.session.id} have neither flat-darks nor biases: used uncorrected.`,
        );
      }
    }
    if (dark !== null) dark.used = true;
    else if (bias !== null) bias.used = true;
    return {
      bias: bias?.key ?? null,
      dark: dark?.key ?? null,
      flat: flat?.key ?? null,
      flatDark: flatDark?.key ?? null,
      flatBias: flatBias === bias ? null : (flatBias?.key ?? null),
    };
  }

  private add(
    kind: LinkKind,
    set: SessionFrames | null,
    size: string,
    offset: string | null,
  ): DraftSet | null {
    if (set === null) return null;
    const name = `${linkKindText(kind)} session ${set.session.id}`;
    const problems: string[] = [];
    const parts = partition(set, problems);
    problems.forEach(this.warn);
    const part = fitting(parts, size);
    if (part === null) {
      const sizes = parts.map((each) => each.size).join(', ');
      if (parts.length === 0) this.warn(`Nothing of ${name} can be used.`);
      else this.warn(`Frames of ${name} are ${sizes} pixels, the lights ${size}: left out.`);
      return null;
    }
    if (parts.length > 1)
      this.warn(`Frames of ${name} differ in size: those of ${part.size} pixels are used.`);
    const master = part.frames.some((frame) => frame.master) || set.session.master;
    const frames = master ? this.masterOf(part.frames, name) : part.frames;
    const asMaster = master || (frames.length === 1 && kind !== 'flat');
    if (frames.length === 1 && !master) {
      this.warn(
        `There is one frame only in ${name}; it serves as a master, and its noise goes into every light.`,
      );
    }
    const key = [kind, set.session.id, part.size, ...(asMaster ? [] : [offset ?? ''])].join(':');
    const known = this.sets.get(key);
    if (known !== undefined) return known;
    const draft: DraftSet = {
      ...{ key, kind, session: set.session, frames, size: part.size, asMaster, used: false },
      offset: asMaster ? null : offset,
    };
    this.sets.set(key, draft);
    return draft;
  }

  private masterOf(frames: readonly ArchivedFrame[], name: string): ArchivedFrame[] {
    const masters = frames.filter((frame) => frame.master);
    const best = bestMaster(masters.length > 0 ? masters : frames);
    if (best === undefined) return [];
    if (masters.length > 1) {
      const others = countText(masters.length - 1, 'other');
      this.warn(`Of the masters in ${name} the one of the most frames is used (${others} left out).`);
    }
    return [best];
  }
}
