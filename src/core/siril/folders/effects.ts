/** What a command leaves on disk, as far as its text tells. */
import { commandNamed, usageIn } from '../commands/table';
import { parseUsage } from '../commands/usage';
import type { SirilVersion } from '../commands/version';
import { type CommandLine, optionValue, plainWords } from '../parser/script';

/** Something that a command makes; the name is a path without extension, as written. */
export interface Product {
  readonly kind: 'sequence' | 'image';
  readonly name: string;
}

export interface Effect {
  readonly products: readonly Product[];
  /** It may also make things whose names its text does not tell. */
  readonly opaque: boolean;
}

const NOTHING: Effect = { products: [], opaque: false };
const UNKNOWN: Effect = { products: [], opaque: true };

/** What goes before a sequence's name in the sequence that is made of it. */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  calibrate: ['pp_'],
  preprocess: ['pp_'],
  register: ['r_'],
  seqapplyreg: ['r_'],
  seqsubsky: ['bkg_'],
  seqcrop: ['cropped_'],
  seqextract_ha: ['Ha_'],
  seqextract_haoiii: ['Ha_', 'OIII_'],
  seqextract_green: ['Green_'],
};

/** These make files without saying so in their usage. */
const SECRETIVE = new Set(
  (
    'pyscript extract extract_green extract_ha extract_haoiii split_cfa starnet stackall livestack start_ls stop_ls histo makepsf ' +
    'graxpert_bg graxpert_denoise cosme mirrorx_single merge_cfa new'
  ).split(' '),
);

/** Options of `register` with which it writes no image. */
const NOTING = ['-2pass', '-noout'];

function hasOption(command: CommandLine, name: string): boolean {
  return command.arguments.some(({ option }) => option?.name === name);
}

/** What running a command adds to the disk. */
export function effectOf(command: CommandLine, version: SirilVersion): Effect {
  const name = command.name.text.toLowerCase();
  const known = commandNamed(name);
  if (!known || SECRETIVE.has(name)) return UNKNOWN;
  const [first] = plainWords(command).map(({ text }) => text);
  const made = products(command, name, first);
  if (made !== null) return { products: made.filter(isPlain), opaque: !made.every(isPlain) };
  const kinds = parseUsage(usageIn(known, version)).flatMap(({ parameters, options }) =>
    [...parameters, ...options].map(({ kind }) => kind),
  );
  // A command that takes a sequence makes another one, under a name that this does not know.
  const writes = kinds.some((kind) => kind === 'output' || kind === 'sequence' || kind === 'name');
  return writes && !HARMLESS.has(name) ? UNKNOWN : NOTHING;
}

/** These take a sequence and make nothing of it. */
const HARMLESS = new Set(
  'setref getref select unselect seqstat seqheader seqclean seqpsf seqtilt seqfindstar load_seq'.split(' '),
);

function products(command: CommandLine, name: string, first: string | undefined): readonly Product[] | null {
  const prefixes = PREFIXES[name];
  const out = optionValue(command, '-out');
  if (prefixes !== undefined) {
    // These only note in the sequence how its images lie; `seqapplyreg` makes the images.
    if (name === 'register' && NOTING.some((option) => hasOption(command, option))) return [];
    const chosen = optionValue(command, '-prefix');
    return (chosen === null ? prefixes : [chosen]).map((prefix) => ({
      kind: 'sequence',
      name: prefix + (first ?? ''),
    }));
  }
  switch (name) {
    case 'convert':
    case 'convertraw':
    case 'link':
      return [{ kind: 'sequence', name: out === null ? (first ?? '') : `${out}/${first ?? ''}` }];
    case 'stack':
      return [{ kind: 'image', name: out ?? `${first ?? ''}_stacked` }];
    case 'rgbcomp':
      return [{ kind: 'image', name: out ?? 'composed_rgb' }];
    case 'merge':
      return [{ kind: 'sequence', name: plainWords(command).at(-1)?.text ?? '' }];
    case 'calibrate_single':
    case 'preprocess_single':
      return [{ kind: 'image', name: `${optionValue(command, '-prefix') ?? 'pp_'}${first ?? ''}` }];
    case 'split':
      return plainWords(command).map(({ text }) => ({ kind: 'image', name: text }));
    default:
      return /^save/.test(name) ? [{ kind: 'image', name: first ?? '' }] : null;
  }
}

/** A name with a placeholder, `result_$LIVETIME:%d$s`, becomes something else. */
function isPlain({ name }: Product): boolean {
  return !/[$~]/.test(name);
}
