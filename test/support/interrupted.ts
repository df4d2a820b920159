/** An operation that was cut off, as a process leaves it that dies. */
import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { newStem } from '../../src/core/storage/files/fileStep';
import { Journal } from '../../src/core/storage/journal/journal';
import { journalHome } from './identity';

/**
 * Leaves the move of each file open in the journal of a database, which nobody may have open: half done, the file has both
 * names; not begun, it lies where it was.
 */
export async function interruptMoves(
  repository: string,
  database: string,
  moves: readonly { readonly from: string; readonly to: string; readonly halfDone: boolean }[],
): Promise<void> {
  mkdirSync(dirname(database), { recursive: true });
  const journal = new Journal(journalHome(repository, database), {
    operation: 'register',
    started: new Date().toISOString(),
  });
  const steps = moves.map(({ from, to }) => {
    const { size, mtimeMs: mtime } = statSync(from);
    const hash = createHash('sha256').update(readFileSync(from)).digest('hex');
    return {
      ...({ do: 'move', from, to, size, mtime, hash, sha256: hash, imageKey: '384-1', patches: [] } as const),
      ...({
        stem: newStem(to),
        givesUp: false,
        row: 'enter',
        replaces: null,
        known: false,
        source: from,
      } as const),
    };
  });
  await journal.announce(steps);
  await journal.abandon();
  for (const { from, to, halfDone } of moves) {
    mkdirSync(dirname(to), { recursive: true });
    if (halfDone) linkSync(from, to);
  }
}
