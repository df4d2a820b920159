/** Takes the notebook of the first version along, which lay beside the database, into the repository. */
import { rename } from 'node:fs/promises';
import { messageOf } from '../../base/errors';
import type { Log } from '../../base/ports';
import { keepAside, replaceFile } from '../files/replace';
import { isTaken } from '../files/whatIsThere';
import { joined } from './decideNotebook';
import { readNotebook } from './notebookFile';
import { type Notebook, notebookText } from './notebookFormat';

/**
 * Where there is one at the new place already, as of the command line's own database, it gets what it lacks.
 * The old file keeps its content under another name, and so does one that is replaced. What cannot be taken
 * along is told and stays where it is; the database knows it, too.
 */
export async function bringAlong(old: string, now: string, log: Log): Promise<void> {
  if (old === now || !(await isTaken(old))) return;
  try {
    const [before, there] = [await readNotebook(old), await readNotebook(now)];
    if (before.kind !== 'read' || (there.kind !== 'read' && there.kind !== 'absent')) return;
    if (there.kind === 'absent') await replaceFile(now, before.text);
    else
      await replaceFile(
        now,
        textOf(both(before.notebook, there.notebook)),
        async () => void (await keepAside(now, 'kept')),
      );
    await rename(old, `${old}.moved`);
    log.info(`Your links, rules and notes are now kept in ${now}`);
  } catch (error) {
    log.warn(`${old} could not be moved to ${now}: ${messageOf(error)}`);
  }
}

/** A version that is newer than both, so that every database reads it. */
function both(first: Notebook, second: Notebook): Notebook {
  return {
    ...second,
    revision: Math.max(first.revision, second.revision) + 1,
    knowledge: joined(first.knowledge, second.knowledge),
    entries: new Map([...second.entries, ...first.entries]),
    extra: { ...first.extra, ...second.extra },
  };
}

/** Its sessions are described by what the files said of them. */
function textOf(notebook: Notebook): string {
  return notebookText(notebook, () => null);
}
