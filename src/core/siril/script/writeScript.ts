/** Writes the Siril script of a recipe. */
import { CALIBRATE, REQUIRED_VERSION, type SirilDialect } from './dialect';
import { preamble } from './preamble';
import type { Recipe, StackResult } from './recipe';
import { type CheckoutSurroundings, StepLines } from './stepLines';
import { fillTemplate, type Template, type TemplateValues } from './template';

export interface ScriptOptions extends CheckoutSurroundings {
  /** What the user wants instead of the program's own script. */
  readonly template: Template | null;
}

const PLAIN: ScriptOptions = { root: '', junctions: [], template: null };

/**
 * The script, LF lines without a byte order mark: Siril 1.0 stops at one, takes `#` for a comment in column 1
 * only, and wants `requires` as the first command. Paths are relative to the checkout and free of blanks, but
 * for sets behind a junction. Masters are made once, in the order bias and flat-dark, flat, dark; then each
 * result; then the channels of an object are aligned.
 */
export function sirilScript(recipe: Recipe, dialect: SirilDialect, options: ScriptOptions = PLAIN): string {
  const steps = new StepLines(recipe, dialect, options);
  if (options.template !== null) {
    return `${fillTemplate(options.template, valuesOf(recipe, steps, dialect))
      .join('\n')
      .trimEnd()}\n`;
  }
  return [
    ...preamble(recipe),
    '',
    `requires ${REQUIRED_VERSION[dialect]}`,
    ...steps.masters().flatMap((set) => steps.master(set)),
    ...recipe.results.flatMap((result) => steps.result(result)),
    ...recipe.alignments.flatMap((alignment) => steps.channels(alignment)),
    '',
    'close',
    '',
  ].join('\n');
}

function valuesOf(recipe: Recipe, steps: StepLines, dialect: SirilDialect): TemplateValues {
  return {
    words: { REQUIRES: REQUIRED_VERSION[dialect], CALIBRATE: CALIBRATE[dialect] },
    lines: {
      PREAMBLE: preamble(recipe),
      MASTERS: steps.masters().flatMap((set) => steps.master(set)),
      RESULTS: recipe.results.flatMap((result) => steps.result(result)),
      CHANNELS: recipe.alignments.flatMap((alignment) => steps.channels(alignment)),
    },
    each: {
      MASTER: steps
        .masters()
        .map((set) => ({
          words: {
            KIND: set.kind,
            FOLDER: set.folder ?? '',
            SEQUENCE: set.sequence,
            OUT: `../${set.master}`,
            COUNT: String(set.frameCount),
            TEXT: set.text,
          },
          lines: {
            CONVERT: steps.convert(set.folder ?? '', set.sequence, set.frameCount),
            STEPS: steps.master(set),
          },
          each: {},
        })),
      RESULT: recipe.results.map((result) => resultValues(result, steps)),
    },
  };
}

function resultValues(result: StackResult, steps: StepLines): TemplateValues {
  const lights = result.groups.reduce((sum, group) => sum + group.lights, 0);
  return {
    words: {
      RESULT: result.name,
      OBJECT: result.object ?? '',
      FILTER: result.filter ?? '',
      COUNT: String(lights),
      SEQUENCE: steps.sequence(result),
      SEQUENCES: result.groups.map((group) => steps.calibrated(group, result)).join(' '),
    },
    lines: { STACK: steps.stack(result) },
    each: {
      GROUP: result.groups.map((group) => ({
        words: {
          NAME: group.name,
          FOLDER: group.folder,
          SEQUENCE: group.sequence,
          TEXT: group.text,
          CALIBRATED: steps.calibrated(group, result),
          COUNT: String(group.lights),
          OPTIONS: steps.options(group).join(' '),
          BIAS: steps.masterOf(group.bias) ?? '',
          DARK: steps.masterOf(group.dark) ?? '',
          FLAT: steps.masterOf(group.flat) ?? '',
        },
        lines: {
          CONVERT: steps.convert(group.folder, group.sequence, group.lights),
          STEPS: steps.group(group, result),
        },
        each: {},
      })),
    },
  };
}
