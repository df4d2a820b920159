/** How displaced frames and files are paired, said in the plainest way: every one is compared with every other. */
import { basename } from 'node:path';
import {
  type Displaced,
  type FollowedMove,
  isSameState,
  type LooseFile,
  type Pairing,
} from '../../../../../src/core/operations/follow/pairUp';

export function plainly(displaced: readonly Displaced[], files: readonly LooseFile[]): Pairing {
  const moves: FollowedMove[] = [];
  const ambiguous: string[] = [];
  for (const key of new Set(displaced.map(keyOf))) {
    const theirs = new Set(displaced.filter((frame) => keyOf(frame) === key));
    const ours = new Set(files.filter((file) => keyOf(file) === key));
    const named = (frame: Displaced, file: LooseFile) =>
      isSameState(frame, file) && basename(frame.path) === basename(file.path);
    for (const agrees of [named, isSameState]) {
      for (const file of [...ours]) {
        const [frame, another] = [...theirs].filter((each) => agrees(each, file));
        if (!frame || another || [...ours].filter((each) => agrees(frame, each)).length > 1) continue;
        moves.push({ id: frame.id, from: frame.path, to: file.path });
        theirs.delete(frame);
        ours.delete(file);
      }
    }
    const open = [...ours].filter((file) => [...theirs].some((frame) => isSameState(frame, file)));
    ambiguous.push(...open.map(({ path }) => path));
  }
  const owners = new Map(displaced.map(({ path, id }) => [path, id]));
  let possible = moves;
  for (let before = -1; before !== possible.length;) {
    before = possible.length;
    const leaving = new Set(possible.map(({ id }) => id));
    possible = possible.filter(({ to }) => leaving.has(owners.get(to) ?? NaN) || !owners.has(to));
  }
  const refused = moves.filter((move) => !possible.includes(move)).map(({ to }) => to);
  return { moves: possible, ambiguous: [...ambiguous, ...refused] };
}

function keyOf({ size, imageKey }: LooseFile): string {
  return `${size} ${imageKey}`;
}
