/** Two databases of one archive: say so, and join them. */
import * as vscode from 'vscode';
import type { ArchiveStatus, JoinReport } from '../core/api/archive';
import { messageOf } from '../core/base/errors';
import { countText } from '../core/text/words';
import { withProgress } from './progress';
import type { Handler } from './services';

const JOIN = 'Join';

/** Joins the database that was found, or one that the user names. */
export const joinDatabases: Handler = async ({ archive }, ...args) => {
  const [named] = args;
  const database = typeof named === 'string' ? named : ((await archive.status()).other ?? (await askFile()));
  if (database === undefined) return undefined;
  const plan = await withProgress('Comparing the databases', (part) =>
    archive.join({ database, dryRun: true }, part()),
  );
  const detail = `${summaryOf(plan)}. The other file is only read and stays as it is.`;
  const question = 'Join the other database of this archive?';
  if ((await vscode.window.showInformationMessage(question, { modal: true, detail }, JOIN)) !== JOIN)
    return undefined;
  const report = await withProgress('Joining the databases', (part) =>
    archive.join({ database, dryRun: false }, part()),
  );
  void vscode.window.showInformationMessage(summaryOf(report));
  return summaryOf(report);
};

function summaryOf({ added, found, known, learnt, results }: JoinReport): string {
  const more: readonly (readonly [count: number, noun: string])[] = [
    [learnt.links, 'link'],
    [learnt.aliases, 'rule'],
    [learnt.rejected, 'rejected frame'],
    [learnt.notes, 'note'],
    [results, 'result'],
  ];
  return [
    `${countText(added, 'frame')} added`,
    ...(found > 0 ? [`${found} found again`] : []),
    `${known} known already`,
    ...more.filter(([count]) => count > 0).map(([count, noun]) => `${countText(count, noun)} added`),
  ].join(', ');
}

async function askFile(): Promise<string | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: 'Join another database of this archive',
    openLabel: JOIN,
    filters: { 'Databases of Astro Archive': ['sqlite'], 'All files': ['*'] },
  });
  return files?.[0]?.fsPath;
}

/** A listener for the opening of the archive, which says once a window that there are two databases. */
export function secondDatabaseNotice(
  log: vscode.LogOutputChannel,
): (status: Pick<ArchiveStatus, 'other'>) => void {
  const told = new Set<string>();
  return ({ other }) => {
    if (other === null || told.has(other)) return;
    told.add(other);
    const text = `This archive has a second database, ${other}. Frames and notes that only it knows are not shown here.`;
    // Not awaited: it may stay as long as the user likes.
    void vscode.window.showWarningMessage(text, JOIN).then(
      (answer) => answer === JOIN && vscode.commands.executeCommand('astroArchive.joinDatabases', other),
      (error: unknown) => log.error(messageOf(error)),
    );
  };
}
