/** Follows a script through its folders. */
import * as path from 'node:path';
import type { SirilVersion } from '../commands/version';
import {
  type CommandLine,
  commandsOf,
  isCommand,
  optionValue,
  plainWords,
  type Script,
} from '../parser/script';
import { type Effect, effectOf } from './effects';
import { type Reference, referencesOf } from './references';

/** A command with the folder that it runs in. */
export interface ScriptStep {
  readonly command: CommandLine;
  /** Absolute; null after a `cd` that cannot be followed, such as one to `~`. */
  readonly folder: string | null;
  readonly references: readonly Reference[];
  readonly effect: Effect;
}

/** Every command of a script that starts in `base`, an absolute path. */
export function walk(script: Script, base: string, version: SirilVersion): readonly ScriptStep[] {
  let folder: string | null = base;
  return commandsOf(script).map((command) => {
    const step = {
      command,
      folder,
      references: referencesOf(command, version),
      effect: effectOf(command, version),
    };
    if (isCommand(command, 'cd')) folder = changed(folder, plainWords(command)[0]?.text);
    return step;
  });
}

function changed(folder: string | null, to: string | undefined): string | null {
  if (to === undefined || /^~|\$/.test(to)) return null;
  if (path.isAbsolute(to)) return path.normalize(to);
  return folder === null ? null : path.join(folder, to);
}

/**
 * The folder in which a line of the script runs: that of the next command at or after it; null where it
 * cannot be told.
 */
export function folderOfLine(script: Script, base: string, line: number): string | null {
  let folder: string | null = base;
  for (const command of commandsOf(script)) {
    if (command.line >= line) break;
    if (isCommand(command, 'cd')) folder = changed(folder, plainWords(command)[0]?.text);
  }
  return folder;
}

/** Absolute path of a name used in a step; null where its folder is not known. */
export function located(step: Pick<ScriptStep, 'folder'>, name: string): string | null {
  if (path.isAbsolute(name)) return path.normalize(name);
  return step.folder === null ? null : path.join(step.folder, name);
}

/** Folders whose contents are needed to check the names of the steps, each once. */
export function foldersToRead(steps: readonly ScriptStep[], base: string): readonly string[] {
  const folders = new Set([base]);
  for (const step of steps) {
    if (step.folder !== null) folders.add(step.folder);
    for (const { kind, name } of step.references) {
      const target = located(step, name);
      if (target !== null) folders.add(kind === 'folder' ? target : path.dirname(target));
    }
    const out = optionValue(step.command, '-out');
    const written = out === null || /[$~]/.test(out) ? null : located(step, out);
    if (written !== null) folders.add(path.dirname(written));
  }
  return [...folders];
}

/** Sequences and images, each by its name in `folder`. */
export function madeBefore(
  steps: readonly ScriptStep[],
  line: number,
  folder: string,
): { readonly sequences: readonly string[]; readonly images: readonly string[] } {
  const sequences = new Set<string>();
  const images = new Set<string>();
  for (const step of steps) {
    if (step.command.line >= line) break;
    for (const { kind, name } of step.effect.products) {
      const target = located(step, name);
      if (target === null || path.dirname(target) !== folder) continue;
      (kind === 'sequence' ? sequences : images).add(path.basename(target));
    }
  }
  return { sequences: [...sequences], images: [...images] };
}
