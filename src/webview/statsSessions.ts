/** The sessions behind a bar or a cell of the statistics, to choose one and look at it. */
import * as vscode from 'vscode';
import type { StatsRow } from '../core/api/archive';
import { rigOf } from '../core/rules/figures/selection';
import { countText, frameTypeText, hoursText, nightText, objectText } from '../core/text/words';
import { SHEET_COMMAND } from './sheet';

const EXPLAIN: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('link'),
  tooltip: vscode.l10n.t('Explain calibrations'),
};

interface Item extends vscode.QuickPickItem {
  readonly id: string;
}

/** Opens the contact sheet of the chosen session, or explains its calibrations; the only one is opened at once. */
export async function pickSession(
  title: string,
  rows: readonly StatsRow[],
  sessions: readonly string[],
): Promise<void> {
  const wanted = new Set(sessions);
  const items = rows.flatMap((row): Item[] =>
    row.session !== null && wanted.has(row.session) ? [itemOf(row, row.session)] : [],
  );
  const [only] = items;
  if (only === undefined) return;
  if (items.length === 1) return openSheet(only.id);
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Choose a session to see its frames');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  // The newest night first.
  pick.items = items.reverse().sort((a, b) => ((a.description ?? '') < (b.description ?? '') ? 1 : -1));
  pick.onDidAccept(() => {
    const [chosen] = pick.selectedItems;
    pick.hide();
    if (chosen) void openSheet(chosen.id);
  });
  pick.onDidTriggerItemButton(({ item }) => {
    pick.hide();
    void vscode.commands.executeCommand('astroArchive._explain', item.id);
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

async function openSheet(id: string): Promise<void> {
  await vscode.commands.executeCommand(SHEET_COMMAND, id);
}

function itemOf(row: StatsRow, id: string): Item {
  const { frameCount, totalExposure, night } = row;
  const rig = rigOf(row);
  const figures = [countText(frameCount, 'frame'), hoursText(totalExposure), ...(rig === null ? [] : [rig])];
  const buttons = row.kind === 'light' ? [EXPLAIN] : [];
  return { id, label: titleOf(row), description: nightText(night), detail: figures.join(' · '), buttons };
}

/** `M 31 · Ha`, `flat · L`, `master`. */
function titleOf({ kind, object, filter }: StatsRow): string {
  const filters = filter === null ? [] : [filter];
  if (kind === 'light') return [objectText(object), ...filters].join(' · ');
  if (kind === 'master' || kind === 'processed') return [vscode.l10n.t('master'), ...filters].join(' · ');
  return [frameTypeText(kind), ...(kind === 'flat' ? filters : [])].join(' · ');
}
