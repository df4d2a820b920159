/** The page of a plan, from outside: waits until it is there, and answers it as a user does. */
import * as vscode from 'vscode';

function pages(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('astroArchive.plan'),
    );
}

function pagesBecome(count: number): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (pages().length !== count) return;
      listener.dispose();
      resolve();
    };
    const listener = vscode.window.tabGroups.onDidChangeTabs(look);
    look();
  });
}

/** Waits for a plan, answers it by a command or by closing its page, and waits until it has gone. */
export async function answerPlan(
  how: 'astroArchive.acceptPlan' | 'astroArchive.turnDownPlan' | 'close the page',
): Promise<void> {
  await pagesBecome(1);
  if (how === 'close the page') await vscode.window.tabGroups.close(pages());
  else await vscode.commands.executeCommand(how);
  await pagesBecome(0);
}
