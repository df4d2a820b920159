/** Collects the calibration sets that the groups of a checkout share. */
import type { ArchivedFrame } from '../../base/archivedFrame';
import { english } from '../../base/english';
import type { LinkKind } from '../../base/session';
import { countText, linkKindText } from '../../text/words';
import { bestMaster, depthIn, fileNamesText, fitting, partition, type Reading } from './partition';
import { DEPTH_TEXT } from './sirilReads';
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
  readonly level: number | null;
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

  readonly #reading: Reading;
  readonly #warn: (text: string) => void;

  constructor(reading: Reading, warn: (text: string) => void) {
    this.#reading = reading;
    this.#warn = warn;
  }

  /**
   * The sets for lights of a size. Lights lose their pedestal with the dark, or with the bias where there is
   * no dark, never with both: an untouched dark holds the bias already. Raw flats lose it with the
   * flat-darks, else with their own bias, else with that of the lights.
   */
  collect(wanted: CheckoutSession, size: string, pattern: string): GroupSets {
    const { links } = wanted;
    const bias = this.#add('bias', links.bias, size, null);
    const flatBias = this.#add('bias', wanted.flatBias ?? null, size, null) ?? bias;
    const flatDark = this.#add('flatDark', links.flatDark, size, null);
    const dark = this.#add('dark', links.dark, size, null);
    const offset = flatDark ?? flatBias;
    const level = offset === null ? (wanted.level ?? null) : null;
    const flats = this.#samePattern(links.flat, pattern);
    const flat = this.#add('flat', flats, size, offset?.key ?? null, level?.adu ?? null);
    if (flat !== null) {
      flat.used = true;
      if (!flat.asMaster && offset !== null) offset.used = true;
      if (!flat.asMaster && offset === null) {
        const instead =
          level === null
            ? english('used uncorrected')
            : english('{0} ADU is taken off, {1}', level.adu, level.origin);
        this.#warn(
          english('Flats of session {0} have neither flat-darks nor biases: {1}.', flat.session.id, instead),
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

  /** Flats of another colour filter array would tint the picture in a pattern of their own. */
  #samePattern(set: SessionFrames | null, pattern: string): SessionFrames | null {
    if (set === null || pattern === '') return set;
    const frames = set.frames.filter(({ bayerPattern }) => bayerPattern === null || bayerPattern === pattern);
    if (frames.length === set.frames.length) return set;
    const others = new Set(set.frames.map((frame) => frame.bayerPattern ?? '').filter((each) => each !== ''));
    others.delete(pattern);
    this.#warn(
      english(
        'The lights are {0}, but {1} of flat session {2} {3}: left out, since Bayer patterns cannot be mixed.',
        pattern,
        countText(set.frames.length - frames.length, 'frame'),
        set.session.id,
        [...others].join(', '),
      ),
    );
    return frames.length === 0 ? null : { ...set, frames };
  }

  #add(
    kind: LinkKind,
    set: SessionFrames | null,
    size: string,
    offset: string | null,
    level: number | null = null,
  ): DraftSet | null {
    if (set === null) return null;
    const name = `${linkKindText(kind)} session ${set.session.id}`;
    const problems: string[] = [];
    const parts = partition(set, this.#reading, problems);
    problems.forEach(this.#warn);
    const part = fitting(parts, size);
    if (part === null) {
      const sizes = parts.map((each) => each.size).join(', ');
      if (parts.length === 0) this.#warn(english('Nothing of {0} can be used.', name));
      else this.#warn(english('Frames of {0} are {1} pixels, the lights {2}: left out.', name, sizes, size));
      return null;
    }
    if (parts.length > 1) {
      const left = parts.filter((each) => each !== part).flatMap((each) => each.frames);
      const used = part.isByte ? english('{0} pixels and 8 bits', part.size) : `${part.size} pixels`;
      this.#warn(
        english(
          'Frames of {0} differ in size or sample format: those of {1} are used (left out: {2}).',
          name,
          used,
          fileNamesText(left),
        ),
      );
    }
    const master = part.frames.some((frame) => frame.master) || set.session.master;
    // With a pedestal taken off they are of one depth, whatever they were before.
    const isStackedRaw = offset === null && level === null;
    const frames = master
      ? this.#masterOf(part.frames, name)
      : isStackedRaw
        ? this.#ofOneDepth(part.frames, name)
        : part.frames;
    const asMaster = master || (frames.length === 1 && kind !== 'flat');
    if (frames.length === 1 && !master) {
      this.#warn(
        english(
          'There is one frame only in {0}; it serves as a master, and its noise goes into every light.',
          name,
        ),
      );
    }
    const key = [kind, set.session.id, part.size, ...(asMaster ? [] : [offset ?? level ?? ''])].join(':');
    const known = this.sets.get(key);
    if (known !== undefined) return known;
    const draft: DraftSet = {
      key,
      kind,
      session: set.session,
      frames,
      size: part.size,
      asMaster,
      used: false,
      offset: asMaster ? null : offset,
      level: asMaster ? null : level,
    };
    this.sets.set(key, draft);
    return draft;
  }

  /**
   * The frames of the sample format that most of them have: Siril stops where a stack of raw frames mixes
   * several.
   */
  #ofOneDepth(frames: readonly ArchivedFrame[], name: string): readonly ArchivedFrame[] {
    const depths = frames.map((frame) => depthIn(this.#reading, frame));
    const count = (wanted: (typeof depths)[number]) => depths.filter((depth) => depth === wanted).length;
    const known = [...new Set(depths)].filter((depth) => depth !== null);
    const [most, ...others] = known.sort((a, b) => count(b) - count(a));
    if (most === undefined || others.length === 0) return frames;
    const left = frames.filter((_, index) => depths[index] !== null && depths[index] !== most);
    this.#warn(
      english(
        'Frames of {0} differ in sample format, and Siril cannot stack them together: those of {1} are used (left out: {2}).',
        name,
        DEPTH_TEXT[most],
        fileNamesText(left),
      ),
    );
    return frames.filter((frame) => !left.includes(frame));
  }

  #masterOf(frames: readonly ArchivedFrame[], name: string): ArchivedFrame[] {
    const masters = frames.filter((frame) => frame.master);
    const best = bestMaster(masters.length > 0 ? masters : frames);
    if (best === undefined) return [];
    if (masters.length > 1) {
      const others = countText(masters.length - 1, 'other');
      this.#warn(
        english('Of the masters in {0} the one of the most frames is used ({1} left out).', name, others),
      );
    }
    return [best];
  }
}
