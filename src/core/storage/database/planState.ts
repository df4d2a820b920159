/** What a plan rests on: a plan that was made in another state than that of now holds no longer. */
import type { Frames } from './frames';
import { readRules } from './nameRules';
import type { Sqlite } from './sqlite';

/** The frames, and the names that standard names are made of. */
export function planState(frames: Frames, sqlite: Sqlite): string {
  return JSON.stringify([frames.revision, readRules(sqlite)]);
}
