/** Names in a script that lead nowhere. Says so only where that is certain. */
import * as path from 'node:path';
import { english } from '../../base/english';
import { isInside } from '../../base/inside';
import {
  filesOfImage,
  filesOfSequence,
  type FoldersOfScript,
  hasConvertible,
} from '../folders/foldersOfScript';
import { stem } from '../folders/imageNames';
import type { Reference } from '../folders/references';
import { located, type ScriptStep } from '../folders/walkScript';
import { optionValue } from '../parser/script';
import type { ScriptProblem } from './problem';

/** What a checkout of this program leaves in its folder. */
const CHECKOUT_NOTE = '.astro-archive-checkout.json';

/**
 * Problems of the steps of a script that starts in `base`. A script is often kept apart from the frames and
 * started in another folder; so nothing is said unless the folder is a checkout or the first folder that the
 * script goes into is there. What an earlier command makes counts as there; after one whose files have names
 * that nobody can foresee, only folders are looked for.
 */
export function checkFiles(
  steps: readonly ScriptStep[],
  base: string,
  listing: FoldersOfScript,
): readonly ScriptProblem[] {
  if (!startsHere(steps, base, listing)) return [];
  const made = new Made();
  const problems: ScriptProblem[] = [];
  for (const step of steps) {
    for (const reference of step.references) {
      const problem = checkReference(reference, step, listing, made);
      if (problem) problems.push(problem);
    }
    const empty = nothingToConvert(step, listing, made);
    if (empty) problems.push(empty);
    made.add(step);
  }
  return problems;
}

function startsHere(steps: readonly ScriptStep[], base: string, listing: FoldersOfScript): boolean {
  if (listing.get(base)?.has(CHECKOUT_NOTE)) return true;
  for (const step of steps) {
    const folder = step.references.find(({ kind }) => kind === 'folder');
    if (!folder || path.isAbsolute(folder.name)) continue;
    const target = located(step, folder.name);
    // `cd ..` from the beginning tells nothing.
    return target !== null && isInside(base, target) && isThere(listing, target);
  }
  return false;
}

function checkReference(
  reference: Reference,
  step: ScriptStep,
  listing: FoldersOfScript,
  made: Made,
): ScriptProblem | null {
  const target = located(step, reference.name);
  if (target === null) return null;
  const { kind, name, line, start, end } = reference;
  const at = { severity: 'error', line, start, end } as const;
  if (kind === 'folder') {
    if (listing.get(target) !== null || made.hasFolder(target)) return null;
    return { ...at, code: 'missing-folder', message: english('There is no folder {0}.', target) };
  }
  const folder = path.dirname(target);
  const names = listing.get(folder);
  if (made.opaque || made.has(kind, target)) return null;
  if (names === undefined || (names === null && !made.hasFolder(folder))) return null;
  const base = path.basename(target);
  const find = kind === 'image' ? filesOfImage : filesOfSequence;
  if (names !== null && find(names, base).length > 0) return null;
  return kind === 'image'
    ? {
        ...at,
        code: 'missing-file',
        message: english('There is no image {0} in {1}, and no command before makes it.', name, folder),
      }
    : {
        ...at,
        code: 'missing-sequence',
        message: english('There is no sequence {0} in {1}, and no command before makes it.', name, folder),
      };
}

function nothingToConvert(step: ScriptStep, listing: FoldersOfScript, made: Made): ScriptProblem | null {
  const { command, folder } = step;
  if (!/^(?:convert|link)$/i.test(command.name.text) || folder === null || made.opaque) return null;
  const names = listing.get(folder);
  if (!names || made.hasFolder(folder) || hasConvertible(names)) return null;
  const { line, name } = command;
  const isPacked = [...names].some((each) => /\.gz$/i.test(each));
  return {
    code: 'no-images',
    severity: 'error',
    line,
    start: name.start,
    end: name.end,
    message: isPacked
      ? english('There are no images in {0}; Siril does not look into .gz files.', folder)
      : english('There are no images in {0}.', folder),
  };
}

function isThere(listing: FoldersOfScript, folder: string): boolean {
  return listing.get(folder) instanceof Set;
}

/** What the commands so far have made. */
class Made {
  opaque = false;
  readonly #things = new Set<string>();
  readonly #folders = new Set<string>();

  add(step: ScriptStep): void {
    this.opaque ||= step.effect.opaque || step.folder === null;
    for (const { kind, name } of step.effect.products) {
      const target = located(step, name);
      if (target === null) continue;
      this.#things.add(`${kind} ${path.join(path.dirname(target), bare(path.basename(target)))}`);
      this.#addFolder(path.dirname(target));
    }
    const out = optionValue(step.command, '-out');
    const written = out === null ? null : located(step, out);
    if (written !== null) this.#addFolder(path.dirname(written));
  }

  has(kind: 'sequence' | 'image', target: string): boolean {
    return (
      this.#things.has(`${kind} ${path.join(path.dirname(target), bare(path.basename(target)))}`) ||
      (kind === 'image' && this.#isFrame(target))
    );
  }

  hasFolder(folder: string): boolean {
    return this.#folders.has(folder);
  }

  #addFolder(folder: string): void {
    for (let each = folder; !this.#folders.has(each); each = path.dirname(each)) this.#folders.add(each);
  }

  /** `pp_light_00001` is the first frame of `pp_light`. */
  #isFrame(target: string): boolean {
    const sequence = bare(path.basename(target)).replace(/_?\d+$/, '');
    return this.#things.has(`sequence ${path.join(path.dirname(target), sequence)}`);
  }
}

function bare(name: string): string {
  return stem(name)
    .replace(/\.seq$/i, '')
    .replace(/_$/, '');
}
