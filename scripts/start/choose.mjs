/** Which sessions the tour checks out. */

/**
 * The light sessions of one object and one telescope with the most exposure: all nights and filters of it.
 * Sessions of a single frame are left out, since Siril needs two to stack.
 *
 * @returns {{ object: string | null, sessions: readonly object[] } | null} null when there is nothing to
 * stack
 */
export function chooseSessions(sessions) {
  const groups = new Map();
  for (const session of sessions) {
    if (session.type !== 'light' || session.frames < 2) continue;
    const key = JSON.stringify([session.object, session.telescope, session.imager]);
    groups.set(key, [...(groups.get(key) ?? []), session]);
  }
  const exposure = (group) => group.reduce((sum, { frames, exposure: one }) => sum + frames * (one ?? 0), 0);
  const best = [...groups.values()].sort((a, b) => exposure(b) - exposure(a))[0];
  return best === undefined ? null : { object: best[0].object, sessions: best };
}

/** A folder name for an object: `NGC 7000` stays, anything that a file system could mind becomes `_`. */
export function folderName(object) {
  const name = (object ?? '')
    .replace(/[^\p{L}\p{N} +_-]/gu, '_')
    .trim()
    .slice(0, 60);
  return name === '' ? 'No object' : name;
}
