/** Asks how long an object is to be exposed in each filter, and keeps that. */
import * as vscode from 'vscode';
import type { GoalProgress, GoalTime } from '../core/api/goals';
import { goalsLine, parseGoalsLine } from '../core/rules/goals/goalsLine';
import { TEMPLATE_NAMES, type TemplateName, TEMPLATES, templateTimes } from '../core/rules/goals/templates';
import { parseWanted, WANTED_EXAMPLES } from '../core/rules/goals/wantedTime';
import { goalShareText, sumOfGoals } from '../core/text/goals';
import { countText } from '../core/text/words';
import { argumentOf, goalsArguments } from './arguments';
import type { Handler, Services } from './services';
import { targetsOf } from './targets';

type Choice =
  | { readonly do: 'template'; readonly name: TemplateName }
  | { readonly do: 'type' }
  | { readonly do: 'remove' };
type Item<T> = vscode.QuickPickItem & { readonly value: T };

/** Of the object whose menu was opened, else of one that is asked for; arguments answer all questions. */
export const setGoals: Handler = async ({ archive }, ...args) => {
  const given = argumentOf(goalsArguments, args[0]);
  const object = given?.object ?? objectOn(args) ?? (await askObject(archive));
  if (object === undefined) return undefined;
  const own = given ? [] : await goalsOf(archive, object);
  const times = given?.times ?? (await askTimes(object, own));
  if (times === undefined) return undefined;
  if (times.length === 0) await archive.goals({ action: 'remove', object, filters: [] });
  else await archive.goals({ action: 'set', object, times, only: !given });
  const text =
    times.length === 0
      ? vscode.l10n.t('Goals of {0} removed', object)
      : vscode.l10n.t('Goals of {0}: {1}', object, goalsLine(times));
  void vscode.window.showInformationMessage(text);
  return text;
};

function objectOn(args: readonly unknown[]): string | undefined {
  const [target] = targetsOf(args);
  if (target?.kind === 'object') return target.summary.object ?? undefined;
  return target?.kind === 'session' ? (target.session.object ?? undefined) : undefined;
}

async function askObject(archive: Services['archive']): Promise<string | undefined> {
  const { items } = await archive.objects({});
  const picks = items.flatMap(({ object, frameCount }): Item<string>[] =>
    object === null ? [] : [{ label: object, description: countText(frameCount, 'frame'), value: object }],
  );
  const title = vscode.l10n.t('Set goals');
  const picked = await vscode.window.showQuickPick(picks, {
    title,
    placeHolder: vscode.l10n.t('Choose an object'),
    matchOnDescription: true,
  });
  return picked?.value;
}

/** All goals of the object, under the name that the archive gives it. */
async function goalsOf(archive: Services['archive'], object: string): Promise<readonly GoalProgress[]> {
  return (await archive.goals({ action: 'list' })).filter((goal) => goal.object === object);
}

async function askTimes(
  object: string,
  own: readonly GoalProgress[],
): Promise<readonly GoalTime[] | undefined> {
  const title = vscode.l10n.t('Goals of {0}', object);
  const typed: Item<Choice> = {
    label: vscode.l10n.t('Type filters and times…'),
    ...(own.length === 0 ? {} : { description: goalShareText(sumOfGoals(own)) }),
    value: { do: 'type' },
  };
  const templates = TEMPLATE_NAMES.map((name): Item<Choice> => ({
    label: name,
    description: Object.keys(TEMPLATES[name]).join(', '),
    value: { do: 'template', name },
  }));
  const removal: Item<Choice>[] =
    own.length === 0 ? [] : [{ label: vscode.l10n.t('Remove all goals'), value: { do: 'remove' } }];
  const picked = await vscode.window.showQuickPick([typed, ...templates, ...removal], { title });
  switch (picked?.value.do) {
    case undefined:
      return undefined;
    case 'remove':
      return [];
    case 'template':
      return askTotal(title, picked.value.name);
    case 'type':
      return askLine(title, own);
  }
}

async function askTotal(title: string, name: TemplateName): Promise<readonly GoalTime[] | undefined> {
  const total = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Total time for {0}', Object.keys(TEMPLATES[name]).join(', ')),
    value: '10h',
    validateInput: (text) =>
      parseWanted(text) ? undefined : vscode.l10n.t('For example {0}', WANTED_EXAMPLES),
  });
  const wanted = total === undefined ? null : parseWanted(total);
  if (wanted === null) return undefined;
  return templateTimes(name, wanted).map(([filter, share]) => ({ filter, wanted: share }));
}

async function askLine(
  title: string,
  own: readonly GoalProgress[],
): Promise<readonly GoalTime[] | undefined> {
  const line = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Filters and times, as {0}', 'Ha=10h, OIII=60x300s'),
    value: goalsLine(own.map(({ filter, said }) => ({ filter, wanted: said }))),
    validateInput: (text) => {
      const read = parseGoalsLine(text);
      return 'wrong' in read
        ? vscode.l10n.t('{0} is not a filter with a time, as Ha=10h', read.wrong === '' ? '“”' : read.wrong)
        : undefined;
    },
  });
  const read = line === undefined ? { wrong: '' } : parseGoalsLine(line);
  return 'times' in read ? read.times : undefined;
}
