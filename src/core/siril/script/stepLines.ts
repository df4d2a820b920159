/** The steps of a script, each as its lines. */
import { align, copy } from './alignment';
import { CALIBRATE, canEqualise, hasSecondPass, type SirilDialect } from './dialect';
import {
  type Alignment,
  calibratedSequence,
  type CalibrationSet,
  channelFile,
  type LightGroup,
  type Recipe,
  registeredSequence,
  type StackResult,
} from './recipe';

/** Siril makes a sequence from two images or more. */
const SEQUENCE_MINIMUM = 2;

/** Where a script runs, as far as it matters. */
export interface CheckoutSurroundings {
  /** The checkout, absolute. */
  readonly root: string;
  /** Folders that are links to folders of the archive: from these, `..` leads into the archive. */
  readonly junctions: readonly string[];
}

const MASTER_TITLE = {
  bias: 'Master bias',
  flatDark: 'Master flat-dark',
  flat: 'Master flat',
  dark: 'Master dark',
} as const;

export class StepLines {
  readonly #sets: ReadonlyMap<string, CalibrationSet>;

  readonly #recipe: Recipe;
  readonly #dialect: SirilDialect;
  readonly #surroundings: CheckoutSurroundings;

  constructor(recipe: Recipe, dialect: SirilDialect, surroundings: CheckoutSurroundings) {
    this.#recipe = recipe;
    this.#dialect = dialect;
    this.#surroundings = surroundings;

    this.#sets = new Map(recipe.sets.map((set) => [set.key, set]));
  }

  /** The sets that have to be stacked, in an order in which each finds what it needs. */
  masters(): CalibrationSet[] {
    const made = this.#recipe.sets.filter((set) => set.used && set.folder !== null);
    return (['bias', 'flatDark', 'flat', 'dark'] as const).flatMap((kind) =>
      made.filter((set) => set.kind === kind),
    );
  }

  master(set: CalibrationSet): string[] {
    const offset = set.offset === null ? undefined : this.#sets.get(set.offset);
    const lines = [
      '',
      `# ${MASTER_TITLE[set.kind]}: ${set.master}`,
      ...this.convert(set.folder ?? '', set.sequence, set.frameCount),
    ];
    let sequence = set.sequence;
    const pedestal =
      offset !== undefined
        ? `-${offset.kind === 'bias' ? 'bias' : 'dark'}=../${offset.master}`
        : set.level === null
          ? null
          : syntheticBias(set.level);
    if (pedestal !== null) {
      lines.push(`${CALIBRATE[this.#dialect]} ${sequence} ${pedestal}`);
      sequence = `pp_${sequence}`;
    }
    const normalisation = set.kind === 'flat' ? '-norm=mul' : '-nonorm';
    return [...lines, `stack ${sequence} rej 3 3 ${normalisation} -out=../${set.master}`, 'cd ..'];
  }

  result(result: StackResult): string[] {
    return [
      ...result.groups.flatMap((group) => this.group(group, result)),
      '',
      `# Result ${result.name}`,
      'cd process',
      ...this.stack(result),
      'cd ..',
    ];
  }

  group(group: LightGroup, result: StackResult): string[] {
    const { sequence } = group;
    const options = this.options(group);
    return [
      '',
      `# Lights ${group.name}`,
      ...this.convert(group.folder, sequence, group.lights),
      ...(this.calibrated(group, result) === sequence
        ? []
        : [[CALIBRATE[this.#dialect], sequence, ...options].join(' ')]),
      'cd ..',
    ];
  }

  calibrated(group: LightGroup, result: StackResult): string {
    return calibratedSequence(group, result);
  }

  /** What is given to the calibrating command. */
  options(group: LightGroup): string[] {
    const option = (name: string, key: string | null): string[] => {
      const master = this.masterOf(key);
      return master === null ? [] : [`-${name}=${master}`];
    };
    return [
      ...option('bias', group.bias),
      ...(group.level === null ? [] : [syntheticBias(group.level)]),
      ...option('dark', group.dark),
      ...option('flat', group.flat),
      // 1.0 corrects hot pixels whenever it has a dark; from 1.2 on it has to be asked.
      ...(group.dark !== null && this.#dialect !== '1.0' ? ['-cc=dark'] : []),
      ...(group.colour ? ['-cfa'] : []),
      ...(group.colour && group.flat !== null ? ['-equalize_cfa'] : []),
      ...(group.colour ? ['-debayer'] : []),
    ];
  }

  /** A master seen from `process`: `../masters/dark_stacked`; null where there is none. */
  masterOf(key: string | null): string | null {
    const set = key === null ? undefined : this.#sets.get(key);
    return set === undefined ? null : `../${set.master}`;
  }

  /**
   * In `process`: registers and stacks; a single light is saved as it is, for there is nothing to stack it
   * with.
   */
  stack(result: StackResult): string[] {
    const sequences = result.groups.map((group) => this.calibrated(group, result));
    const channel = this.#channel(result);
    const lights = result.groups.reduce((sum, group) => sum + group.lights, 0);
    if (lights < SEQUENCE_MINIMUM) return copy(`${sequences[0] ?? ''}_00001`, `../${result.name}`);
    const sequence = this.sequence(result);
    return [
      ...(sequences.length > 1 ? [`merge ${sequences.join(' ')} ${sequence}`] : []),
      ...this.#register(sequence),
      ['stack', `r_${sequence}`, ...this.#stacking(result), `-out=${channel ?? `../${result.name}`}`].join(
        ' ',
      ),
      ...(channel === null ? [] : copy(channel, `../${result.name}`)),
    ];
  }

  /**
   * Registers on the first image, or from 1.2 on on the best one. There `seqapplyreg` leaves out what lies
   * more than 3σ above the others in the size of its stars weighted by their number: clouded and trailed
   * images, none of a clean night.
   */
  #register(sequence: string): string[] {
    if (!hasSecondPass(this.#dialect)) return [`register ${sequence}`];
    return [`register ${sequence} -2pass`, `seqapplyreg ${sequence} -filter-wfwhm=3k`];
  }

  /**
   * A separate picture is brought to the range 0 to 1. A channel is not: each would be by its own brightest
   * pixel, and the colours of what is composed of them would be wrong.
   */
  #stacking(result: StackResult): string[] {
    const colour = result.groups.some((group) => group.colour || group.planes > 1);
    return [
      'rej',
      '3',
      '3',
      '-norm=addscale',
      ...(this.#channel(result) === null ? ['-output_norm'] : []),
      ...(colour && canEqualise(this.#dialect) ? ['-rgb_equal'] : []),
    ];
  }

  sequence(result: StackResult): string {
    return registeredSequence(result);
  }

  channels(alignment: Alignment): string[] {
    return align(alignment, this.#dialect);
  }

  /** From the checkout's root into a set's folder, its frames numbered in `process`, and on to `process`. */
  convert(folder: string, sequence: string, frameCount: number): string[] {
    const { root, junctions } = this.#surroundings;
    const relative = `${'../'.repeat(folder.split('/').length)}process`;
    // A backslash is a letter of a name elsewhere and a separator on Windows alone, where there are
    // junctions.
    const process = junctions.includes(folder) ? `${root.replaceAll('\\', '/')}/process` : relative;
    const command = `convert ${sequence}`;
    const out = quoted(`-out=${process}`);
    const lines = [`cd ${folder}`, `${command} ${out}`];
    // One image is no sequence for Siril, so that it is numbered twice; two equal images give the same
    // master.
    if (frameCount < SEQUENCE_MINIMUM) lines.push(`${command} -start=2 ${out}`);
    return [...lines, `cd ${quoted(process)}`];
  }

  /** Where an aligned stack is kept besides its own file, seen from `process`. */
  #channel(result: StackResult): string | null {
    const alignment = this.#recipe.alignments.find(({ results }) => results.includes(result));
    return alignment === undefined ? null : channelFile(alignment, result);
  }
}

/** Siril takes quotes around a whole word only. */
function quoted(word: string): string {
  return /\s/.test(word) ? `"${word}"` : word;
}

/** A level in place of a master bias. Siril strips these quotes itself, whatever version. */
function syntheticBias(level: number): string {
  return `-bias="=${level}"`;
}
