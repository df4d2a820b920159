/** The names that the user's rules give to frames, as they stand in the database now. */
import type { ArchivedFrame } from '../../base/archivedFrame';
import { NAME_KINDS } from '../../base/nameRule';
import { frameNamer, type FrameNamer } from '../../rules/names/namer';
import { readRules } from './nameRules';
import type { Sqlite } from './sqlite';

/** Made again for each operation, so that it follows every change of the rules. */
export function namesIn(sqlite: Sqlite): FrameNamer {
  return frameNamer(readRules(sqlite));
}

/** Frames under the names that they go by, with what their headers say where that is something else. */
export function withNames(frames: readonly ArchivedFrame[], sqlite: Sqlite): readonly ArchivedFrame[] {
  const named = namesIn(sqlite);
  return frames.map((frame) => {
    const shown = named(frame);
    if (shown === frame) return frame;
    const changed = NAME_KINDS.filter((kind) => shown[kind] !== frame[kind]);
    return { ...shown, inHeader: Object.fromEntries(changed.map((kind) => [kind, frame[kind]])) };
  });
}
