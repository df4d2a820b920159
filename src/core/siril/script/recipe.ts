/** What a Siril script has to do, as data: the calibration sets, the groups of lights, the results. */
import type { LinkKind } from '../../base/session';
import type { Palette } from './palette';

/** Calibration frames that become one master, or a master that is there already. */
export interface CalibrationSet {
  /** Unique in the recipe: `dark:8c1f03b2a9d4:6248x4176`. */
  readonly key: string;
  readonly kind: LinkKind;
  /** Id of the session the frames come from. */
  readonly session: string;
  /** For people: `20 dark frames, 300 s, −10 °C, gain 100, night of 2024-09-13`. */
  readonly text: string;
  /** Raw frames, 1 for a master. */
  readonly frameCount: number;
  /** Folder of the raw frames relative to the checkout, `darks/300s`; null for a master used as it is. */
  readonly folder: string | null;
  /** Name of the sequence in `process`: `dark_300s`. */
  readonly sequence: string;
  /** The master relative to the checkout: `masters/dark_300s_stacked`, `masters/master_dark_300s.fit`. */
  readonly master: string;
  /** Key of the set that takes the pedestal off raw flats (flat-darks, else biases); null for other kinds. */
  readonly offset: string | null;
  /** ADU taken off raw flats that have neither flat-darks nor biases: 510; null elsewhere. */
  readonly level: number | null;
  /** Whether any step needs it. An unused set is only there for the user's own changes. */
  readonly used: boolean;
}

/** The lights of one session, calibrated with their own frames. */
export interface LightGroup {
  /** `L_2024-09-13` */
  readonly name: string;
  readonly session: string;
  /** `12 light frames, 60 s, night of 2024-09-13`. */
  readonly text: string;
  readonly lights: number;
  /** Relative to the checkout: `lights/L_2024-09-13`. */
  readonly folder: string;
  /** `light_L_2024-09-13` */
  readonly sequence: string;
  /** Frames still carry their colour filter array and are debayered after calibration. */
  readonly colour: boolean;
  /** Planes of the images as they are: 3 for frames that were debayered by the camera's program. */
  readonly planes: number;
  /**
   * Sample formats of the lights, which Siril does not mix in one sequence: `['16-bit']`; left out where not
   * known.
   */
  readonly depths?: readonly string[];
  /** Keys of the sets used; a bias only where there is no dark. */
  readonly bias: string | null;
  readonly dark: string | null;
  readonly flat: string | null;
  /** ADU taken off lights that have neither dark nor bias; null elsewhere. */
  readonly level: number | null;
  /** Why each set was chosen: `temperature 0.1 °C apart, the same night`. */
  readonly why: Readonly<Partial<Record<LinkKind, string>>>;
}

/** One stacked image and the groups that go into it. */
export interface StackResult {
  /** Without extension: `NGC_7000_L`. */
  readonly name: string;
  readonly object: string | null;
  readonly filter: string | null;
  readonly groups: readonly LightGroup[];
  /**
   * The sequence that the groups are merged into, where it is another than the usual one: `all_NGC_7000_L_2`.
   */
  readonly merged?: string;
}

/** Stacks of one object in different filters, registered on the first of them. */
export interface Alignment {
  readonly object: string | null;
  /** `channels_NGC_7000`: the folder in `process` that the stacks are collected in, and their sequence. */
  readonly sequence: string;
  /** In the order of the sequence. */
  readonly results: readonly StackResult[];
  readonly composition: Composition | null;
}

/** A colour picture of aligned stacks; the numbers count the stacks of the alignment from 1. */
export interface Composition {
  readonly palette: Palette;
  /** Without extension: `NGC_7000_SHO`. */
  readonly name: string;
  readonly luminance: number | null;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

export interface Recipe {
  readonly sets: readonly CalibrationSet[];
  readonly results: readonly StackResult[];
  readonly alignments: readonly Alignment[];
  /** What the user should know, one sentence each; repeated at the head of the script. */
  readonly warnings: readonly string[];
}

/** The sequence that the lights of several groups are merged into: `all_NGC_7000_L`. */
export function mergedSequence({ merged, name }: Pick<StackResult, 'name' | 'merged'>): string {
  return merged ?? `all_${name}`;
}

/**
 * The sequence of a group once it is calibrated: `pp_light_L`; without anything to calibrate with, `light_L`.
 */
export function calibratedSequence(group: LightGroup, { groups }: Pick<StackResult, 'groups'>): string {
  // Siril merges and stacks images of one bit depth only; calibrating with nothing makes 32-bit images, too.
  const depths = new Set(groups.flatMap((each) => each.depths ?? []));
  const uniform = depths.size > 1 || (groups.length > 1 && groups.some(isCalibrated));
  return uniform || isCalibrated(group) ? `pp_${group.sequence}` : group.sequence;
}

/**
 * The sequence that is registered for a result: `pp_light_L`, `all_NGC_7000_L`. Its images are `r_…` once
 * they are.
 */
export function registeredSequence(result: StackResult): string {
  const [first, ...others] = result.groups;
  return first === undefined || others.length > 0
    ? mergedSequence(result)
    : calibratedSequence(first, result);
}

/** Lights that were asked for: 12. */
export function lightsOf({ groups }: Pick<StackResult, 'groups'>): number {
  return groups.reduce((sum, group) => sum + group.lights, 0);
}

function isCalibrated({ colour, bias, dark, flat, level }: LightGroup): boolean {
  return colour || [bias, dark, flat, level].some((part) => part !== null);
}

/**
 * Every sequence that the script makes in `process`, without Siril's prefixes: `light_L`, `all_NGC_7000_L`.
 */
export function sequencesOf(recipe: Pick<Recipe, 'sets' | 'results' | 'alignments'>): string[] {
  const sets = recipe.sets.filter((set) => set.used && set.folder !== null).map((set) => set.sequence);
  const lights = recipe.results.flatMap((result) => [
    ...result.groups.map((group) => group.sequence),
    ...(result.groups.length > 1 ? [mergedSequence(result)] : []),
  ]);
  return [...new Set([...sets, ...lights, ...recipe.alignments.map(({ sequence }) => sequence)])];
}

/** The aligned copy of a stack: `NGC_7000_L_aligned`. */
export function alignedName(result: Pick<StackResult, 'name'>): string {
  return `${result.name}_aligned`;
}

/** Where the script keeps a stack to be aligned, seen from `process`: `channels_NGC_7000/01_NGC_7000_L`. */
export function channelFile(alignment: Alignment, result: StackResult): string {
  const number = String(alignment.results.indexOf(result) + 1).padStart(2, '0');
  return `${alignment.sequence}/${number}_${result.name}`;
}
