/** Writes the Siril script of a recipe. */
import { CALIBRATE, REQUIRED_VERSION, type SirilDialect } from './dialect';
import { preamble } from './preamble';
import {
  mergedSequence,
  type CalibrationSet,
  type LightGroup,
  type Recipe,
  type StackResult,
} from './recipe';

/** Siril makes a sequence from two images or more. */
const SEQUENCE_MINIMUM = 2;

/**
 * The script, LF lines without a byte order mark: Siril 1.0 stops at one, takes `#` for a comment in column 1
 * only, and wants `requires` as the first command. All paths are relative to the checkout and free of
 * blanks. Masters are made once, in the order bias and flat-dark, flat, dark; then each result.
 */
export function sirilScript(recipe: Recipe, dialect: SirilDialect): string {
  const sets = new Map(recipe.sets.map((set) => [set.key, set]));
  const writer = new Writer(sets, dialect);
  const made = recipe.sets.filter((set) => set.used && set.folder !== null);
  return [
    ...preamble(recipe),
    '',
    `requires ${REQUIRED_VERSION[dialect]}`,
    ...(['bias', 'flatDark', 'flat', 'dark'] as const).flatMap((kind) =>
      made.filter((set) => set.kind === kind).flatMap((set) => writer.master(set)),
    ),
    ...recipe.results.flatMap((result) => writer.result(result)),
    '',
    'close',
    '',
  ].join('\n');
}

class Writer {
  constructor(
    private readonly sets: ReadonlyMap<string, CalibrationSet>,
    private readonly dialect: SirilDialect,
  ) {}

  master(set: CalibrationSet): string[] {
    const out = `../${set.master}`;
    const offset = set.offset === null ? undefined : this.sets.get(set.offset);
    const lines = ['', `# ${MASTER_TITLE[set.kind]}: ${set.master}`, ...convert(set.folder ?? '', set)];
    let sequence = set.sequence;
    if (offset !== undefined) {
      const option = offset.kind === 'bias' ? 'bias' : 'dark';
      lines.push(`${CALIBRATE[this.dialect]} ${sequence} -${option}=../${offset.master}`);
      sequence = `pp_${sequence}`;
    }
    const normalisation = set.kind === 'flat' ? '-norm=mul' : '-nonorm';
    lines.push(`stack ${sequence} rej 3 3 ${normalisation} -out=${out}`, 'cd ..');
    return lines;
  }

  result(result: StackResult): string[] {
    const lines: string[] = [];
    const uniform = result.groups.length > 1 && result.groups.some((group) => this.isCalibrated(group));
    const sequences = result.groups.map((group) => {
      lines.push('', `# Lights ${group.name}`, ...convert(group.folder, { ...group, frames: group.lights }));
      // Siril merges sequences of one bit depth only; calibrating with nothing makes 32-bit images, too.
      const calibrated = uniform || this.isCalibrated(group);
      if (calibrated) lines.push(this.calibrate(group));
      lines.push('cd ..');
      return calibrated ? `pp_${group.sequence}` : group.sequence;
    });
    lines.push('', `# Result ${result.name}`, 'cd process', ...stack(result, sequences), 'cd ..');
    return lines;
  }

  private isCalibrated(group: LightGroup): boolean {
    return group.colour || group.bias !== null || group.dark !== null || group.flat !== null;
  }

  private calibrate(group: LightGroup): string {
    const option = (name: string, key: string | null): string[] => {
      const set = key === null ? undefined : this.sets.get(key);
      return set === undefined ? [] : [`-${name}=../${set.master}`];
    };
    return [
      `${CALIBRATE[this.dialect]} ${group.sequence}`,
      ...option('bias', group.bias),
      ...option('dark', group.dark),
      ...option('flat', group.flat),
      // 1.0 corrects hot pixels whenever it has a dark; from 1.2 on it has to be asked.
      ...(group.dark !== null && this.dialect !== '1.0' ? ['-cc=dark'] : []),
      ...(group.colour ? ['-cfa'] : []),
      ...(group.colour && group.flat !== null ? ['-equalize_cfa'] : []),
      ...(group.colour ? ['-debayer'] : []),
    ].join(' ');
  }
}

const MASTER_TITLE = {
  bias: 'Master bias',
  flatDark: 'Master flat-dark',
  flat: 'Master flat',
  dark: 'Master dark',
} as const;

/** From the checkout's root into a set's folder, its frames numbered in `process`, and on to `process`. */
function convert(folder: string, set: { readonly sequence: string; readonly frames: number }): string[] {
  const process = `${'../'.repeat(folder.split('/').length)}process`;
  const command = `convert ${set.sequence}`;
  const lines = [`cd ${folder}`, `${command} -out=${process}`];
  // One image is no sequence for Siril, so that it is numbered twice; two equal images give the same master.
  if (set.frames < SEQUENCE_MINIMUM) lines.push(`${command} -start=2 -out=${process}`);
  return [...lines, `cd ${process}`];
}

/** Registers and stacks; a single light is saved as it is, for there is nothing to stack it with. */
function stack(result: StackResult, sequences: readonly string[]): string[] {
  const first = sequences[0] ?? '';
  const lights = result.groups.reduce((sum, group) => sum + group.lights, 0);
  if (lights < SEQUENCE_MINIMUM) return [`load ${first}_00001`, `save ../${result.name}`];
  const merged = mergedSequence(result);
  const sequence = sequences.length > 1 ? merged : first;
  return [
    ...(sequences.length > 1 ? [`merge ${sequences.join(' ')} ${merged}`] : []),
    `register ${sequence}`,
    `stack r_${sequence} rej 3 3 -norm=addscale -output_norm -out=../${result.name}`,
  ];
}
