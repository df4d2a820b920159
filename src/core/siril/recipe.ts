/** What a Siril script has to do, as data: the calibration sets, the groups of lights, the results. */
import type { LinkKind } from '../model';

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
  readonly frames: number;
  /** Folder of the raw frames relative to the checkout, `darks/300s`; null for a master used as it is. */
  readonly folder: string | null;
  /** Name of the sequence in `process`: `dark_300s`. */
  readonly sequence: string;
  /** The master relative to the checkout: `masters/dark_300s_stacked`, `masters/master_dark_300s.fit`. */
  readonly master: string;
  /** Key of the set that takes the pedestal off raw flats (flat-darks, else biases); null for other kinds. */
  readonly offset: string | null;
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
  /** Keys of the sets used; a bias only where there is no dark. */
  readonly bias: string | null;
  readonly dark: string | null;
  readonly flat: string | null;
}

/** One stacked image and the groups that go into it. */
export interface StackResult {
  /** Without extension: `NGC_7000_L`. */
  readonly name: string;
  readonly object: string | null;
  readonly filter: string | null;
  readonly groups: readonly LightGroup[];
}

export interface Recipe {
  readonly sets: readonly CalibrationSet[];
  readonly results: readonly StackResult[];
  /** What the user should know, one sentence each; repeated at the head of the script. */
  readonly warnings: readonly string[];
}

/** The name under which the lights of several groups are merged: `all_NGC_7000_L`. */
export function mergedSequence(result: Pick<StackResult, 'name'>): string {
  return `all_${result.name}`;
}

/** Every sequence that the script makes in `process`, without Siril's prefixes: `light_L`, `all_NGC_7000_L`. */
export function sequencesOf(recipe: Pick<Recipe, 'sets' | 'results'>): string[] {
  const sets = recipe.sets.filter((set) => set.used && set.folder !== null).map((set) => set.sequence);
  const lights = recipe.results.flatMap((result) => [
    ...result.groups.map((group) => group.sequence),
    ...(result.groups.length > 1 ? [mergedSequence(result)] : []),
  ]);
  return [...new Set([...sets, ...lights])];
}
