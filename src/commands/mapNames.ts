/** Map names: ask which and how, show what would change, carry it out, offer to undo it. */
import * as vscode from 'vscode';
import type { MapReport, MapRequest } from '../core/api/archive';
import type { NameRule } from '../core/base/nameRule';
import { mapText, nameChangeText, ruleText } from '../core/text/names';
import type { Report } from '../core/text/report';
import { countText } from '../core/text/words';
import { argumentOf, ruleArguments } from './arguments';
import { asShown } from './asShown';
import { mergeDifference } from './mergeReport';
import { askChoice, askFiles, askName, matchingOf } from './nameChoices';
import { withProgress } from './progress';
import { showReport } from './report';
import { failedSections } from './reportSection';
import type { Handler, Services } from './services';
import { showDifference } from './shownTexts';
import { mapLines } from './willChange';

const MAP = vscode.l10n.t('Map');
const LIST = vscode.l10n.t('Show all changes');
const UNDO = vscode.l10n.t('Undo');
const PROBLEMS = vscode.l10n.t('Show full list');
/** Names that a question lists. */
const MOST_NAMES = 10;

export const mapNames: Handler = async (services, ...args) => {
  const given = ruleOf(args);
  const choice = given ? { do: 'add' as const, rules: [given] } : await ask(services, args);
  if (choice === undefined) return undefined;
  if (choice.do === 'remove') {
    const { kind, spelling } = choice.rule;
    await services.archive.nameRules({ action: 'remove', kind, spelling });
    return vscode.l10n.t('Rule removed: {0}', ruleText(choice.rule));
  }
  const report = await mapAsShown(services, choice.rules);
  if (report === undefined) return undefined;
  void showOutcome(services, report);
  return mapText(report);
};

/** Returns undefined if the user goes back. */
function mapAsShown(services: Services, add: readonly NameRule[]): Promise<MapReport | undefined> {
  return asShown(services, async () => {
    const sessions = await look(services, { add, headers: false, rename: false, dryRun: true });
    const files = await askFiles(sessions);
    if (files === undefined) return undefined;
    let { plan } = sessions;
    if (files.headers || files.rename) {
      const shown = await look(services, { add, ...files, dryRun: true });
      if (!(await confirmed(shown, add.length))) return undefined;
      ({ plan } = shown);
    }
    const request = { add, ...files, dryRun: false, ...(plan === null ? {} : { plan }) };
    return withProgress(vscode.l10n.t('Mapping names'), (part) => services.archive.mapNames(request, part()));
  });
}

async function ask(services: Services, args: readonly unknown[]) {
  const name = await askName(services, args);
  return name && askChoice(services, name);
}

function look({ archive }: Services, request: MapRequest): Promise<MapReport> {
  return withProgress(vscode.l10n.t('Reading the names'), (part) => archive.mapNames(request, part()));
}

async function confirmed(plan: MapReport, added: number): Promise<boolean> {
  const question = vscode.l10n.t('Map {0}?', countText(plan.names.length, 'name'));
  const names = plan.names.slice(0, MOST_NAMES).map(nameChangeText);
  const more = plan.names.length - names.length;
  const detail = [
    ...mapLines(plan, added).map((line) => `${line}.`),
    '',
    ...names,
    ...(more > 0 ? [vscode.l10n.t('… and {0}', countText(more, 'more name'))] : []),
  ].join('\n');
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, MAP, LIST);
  if (answer !== LIST || !plan.files) return answer === MAP;
  const { now, after } = mergeDifference(plan.files, vscode.workspace.asRelativePath);
  await showDifference(vscode.l10n.t('Map names'), now, after);
  // Not modal this time, so that the user can read the changes first.
  return (await vscode.window.showInformationMessage(question, MAP)) === MAP;
}

async function showOutcome({ log }: Services, report: MapReport): Promise<void> {
  const changes = mapText(report);
  const text = report.cancelled ? vscode.l10n.t('{0}; cancelled', changes) : changes;
  const { failed = 0, left = 0 } = report.files?.counts ?? {};
  const buttons = [UNDO, ...(failed + left > 0 ? [PROBLEMS] : [])];
  if (failed > 0) log.warn(text);
  const answer = await (failed > 0
    ? vscode.window.showWarningMessage(text, ...buttons)
    : vscode.window.showInformationMessage(text, ...buttons));
  if (answer === PROBLEMS) await showReport(mapReport(report));
  if (answer === UNDO) await vscode.commands.executeCommand('astroArchive.undo');
}

/** What failed or was left unchanged. */
export function mapReport(report: MapReport): Report {
  return {
    title: vscode.l10n.t('Map names'),
    intro: [`${mapText(report)}.`],
    sections: report.files === null ? [] : failedSections(report.files),
  };
}

/** The rule that a keyboard shortcut passes. */
function ruleOf([first]: readonly unknown[]): NameRule | undefined {
  const rule = argumentOf(ruleArguments, first);
  return rule && { ...rule, matching: matchingOf(rule.spelling) };
}
