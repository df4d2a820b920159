/** Which step of the processing a command of a script is, and of which images, by the names of sequences. Pure. */
import { type CommandLine, optionValue, plainWords } from '../parser/script';

export type StepVerb = 'convert' | 'calibrate' | 'register' | 'merge' | 'stack' | 'compose';
export type StepImages = 'lights' | 'darks' | 'flats' | 'bias' | 'flatDarks' | 'channels' | 'other';

export interface RunStep {
  readonly verb: StepVerb;
  readonly images: StepImages;
  /** What tells them apart, `Ha`, `300s`, `NGC 7000 L`; empty where the name of the sequence says no more. */
  readonly name: string;
}

const VERBS: Readonly<Record<string, StepVerb>> = {
  convert: 'convert',
  convertraw: 'convert',
  link: 'convert',
  preprocess: 'calibrate',
  calibrate: 'calibrate',
  register: 'register',
  seqapplyreg: 'register',
  merge: 'merge',
  stack: 'stack',
  rgbcomp: 'compose',
};

const IMAGES: Readonly<Record<string, StepImages>> = {
  light: 'lights',
  all: 'lights',
  dark: 'darks',
  flat: 'flats',
  bias: 'bias',
  biases: 'bias',
  offset: 'bias',
  darkflat: 'flatDarks',
  flatdark: 'flatDarks',
  channel: 'channels',
};

/** What Siril puts before the name of a sequence that it has worked on. */
const PREFIXES = /^(?:(?:r|pp|bkg|cc|s)_)+/;

/**
 * `{ verb: 'stack', images: 'lights', name: 'Ha' }` for `stack r_pp_light_Ha rej 3 3`. Null for commands that
 * are no step of the processing (`cd`, `load`).
 */
export function stepOf(command: CommandLine): RunStep | null {
  const key = command.name.text.toLowerCase();
  const verb = Object.hasOwn(VERBS, key) ? VERBS[key] : undefined;
  if (verb === undefined) return null;
  if (verb === 'compose') return { verb, images: 'other', name: resultName(optionValue(command, '-out')) };
  const words = plainWords(command);
  const sequence = (verb === 'merge' ? words.at(-1) : words[0])?.text ?? '';
  return { verb, ...imagesOf(sequence) };
}

function imagesOf(sequence: string): Pick<RunStep, 'images' | 'name'> {
  const plain = sequence
    .replace(/\.seq$/i, '')
    .replace(PREFIXES, '')
    .replace(/_+$/, '');
  const [, kind = '', rest = ''] = /^([a-z]+?)s?(?:_(.*))?$/i.exec(plain) ?? [];
  const key = kind.toLowerCase();
  const images = Object.hasOwn(IMAGES, key) ? IMAGES[key] : undefined;
  return images === undefined ? { images: 'other', name: plain } : { images, name: spaced(rest) };
}

/** `NGC 7000 SHO` for `../NGC_7000_SHO`. */
function resultName(out: string | null): string {
  return spaced((out ?? '').replace(/^.*[/\\]/, ''));
}

function spaced(name: string): string {
  return name.replaceAll('_', ' ');
}
