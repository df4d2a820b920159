/** Turns nodes into tree items: their labels, descriptions and icons. */
import * as vscode from 'vscode';
import type { CalibrationSummary } from '../core/api/archive';
import type { FrameProblem } from '../core/base/archivedFrame';
import { LINK_KINDS, type Session } from '../core/base/session';
import { translated } from '../core/base/translation';
import { lackingLinks, needsAttention } from '../core/rules/sessions/lacking';
import { type Counted, listText } from '../core/text/counts';
import { criterionText } from '../core/text/criteria';
import { goalBarText } from '../core/text/goals';
import { nightsText } from '../core/text/itemLabels';
import { masterText } from '../core/text/masters';
import { insteadText, servesText } from '../core/text/shoppingList';
import {
  capitalised,
  countText,
  frameTypesText,
  hoursText,
  linkKindText,
  nightText,
  objectText,
} from '../core/text/words';
import { frameItem, problemFrameItem, resultItem } from './fileItems';
import { badFileTexts, failure, iconFor, joined, make, warning } from './itemParts';
import type {
  ArchiveNode,
  CameraNode,
  MissingSetNode,
  NightNode,
  ObjectNode,
  ReasonNode,
  SessionNode,
  TypeNode,
} from './nodes';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

export function treeItem(node: ArchiveNode): vscode.TreeItem {
  const item = look(node);
  item.id = node.id;
  item.contextValue = contextOf(node);
  return item;
}

function look(node: ArchiveNode): vscode.TreeItem {
  switch (node.kind) {
    case 'object':
      return objectItem(node);
    case 'night':
      return nightItem(node);
    case 'camera':
      return cameraItem(node);
    case 'type':
      return typeItem(node);
    case 'session':
      return sessionItem(node);
    case 'frame':
      return node.parent?.kind === 'reason' ? problemFrameItem(node) : frameItem(node);
    case 'reason':
      return reasonItem(node);
    case 'processed': {
      return make(
        vscode.l10n.t('Processed'),
        countOf(node.frameCount, 'frame', node.open),
        'layers-active',
        Collapsed,
      );
    }
    case 'result':
      return resultItem(node);
    case 'missing': {
      const sets = node.lists.reduce((sum, { sets }) => sum + sets.length, 0);
      return make(vscode.l10n.t('Missing'), countText(sets, 'set'), warning(), Collapsed);
    }
    case 'missingRig':
      return make(node.rig, countText(node.sets.length, 'set'), 'telescope', Expanded);
    case 'missingSet':
      return missingSetItem(node);
    case 'more': {
      const title = vscode.l10n.t('Show more');
      const item = make(title, vscode.l10n.t('{0} shown', node.shown), 'ellipsis', None);
      item.command = { command: 'astroArchive._more', title, arguments: [node] };
      return item;
    }
    case 'problem': {
      const item = make(node.message, '', failure(), None);
      item.tooltip = node.message;
      item.command = { command: 'astroArchive.showLog', title: vscode.l10n.t('Show log') };
      return item;
    }
  }
}

/** The context values that the menus in package.json use. */
function contextOf(node: ArchiveNode): string {
  if (node.kind === 'frame') return node.frame.rejected ? 'rejectedFrame' : 'frame';
  if (node.kind !== 'session') return node.kind;
  return node.session.type === 'light' ? 'lightSession' : 'calibrationSession';
}

function objectItem({ summary }: ObjectNode): vscode.TreeItem {
  const { sessions, frameCount, totalExposure, filters, troubles, goal } = summary;
  const parts =
    sessions === 0
      ? [vscode.l10n.t('no light sessions')]
      : [
          ...badFileTexts(troubles),
          goal ? goalBarText(goal) : hoursText(totalExposure),
          countText(frameCount, 'frame'),
          filters.join(' '),
          ...warnedText(troubles?.sessions),
        ];
  const warned = (troubles?.sessions ?? 0) > 0;
  const icon = iconFor('telescope', troubles ? { warned, bad: troubles } : { warned });
  return make(objectText(summary.object), joined(parts), icon, Collapsed);
}

/** `2 sessions with warnings`; nothing where there are none. */
function warnedText(sessions = 0): string[] {
  return sessions > 0 ? [vscode.l10n.t('{0} with warnings', countText(sessions, 'session'))] : [];
}

function nightItem({ night, sessions }: NightNode): vscode.TreeItem {
  const warned = sessions.filter((session) => needsAttention(session)).length;
  const bad = sessions.reduce(
    (sum, { badFiles }) => ({
      damaged: sum.damaged + (badFiles?.damaged ?? 0),
      missing: sum.missing + (badFiles?.missing ?? 0),
    }),
    { damaged: 0, missing: 0 },
  );
  const description = joined([...badFileTexts(bad), totals(sessions), ...warnedText(warned)]);
  const icon = iconFor('calendar', { warned: warned > 0, bad });
  return make(capitalised(nightText(night)), description, icon, Collapsed);
}

function cameraItem({ camera, types, missing }: CameraNode): vscode.TreeItem {
  return make(
    camera ?? vscode.l10n.t('Unknown camera'),
    stockText(types, missing.length),
    ...stockLook('device-camera', types, missing.length),
  );
}

function typeItem({ type, summary, missing }: TypeNode): vscode.TreeItem {
  const own = summary ? [summary] : [];
  return make(
    capitalised(frameTypesText(type)),
    stockText(own, missing.length),
    ...stockLook('folder', own, missing.length),
  );
}

/** `1 missing set · 12 sessions · 2023-09-01 – 2024-10-02`: what is wrong comes first. */
function stockText(types: readonly CalibrationSummary[], missing: number): string {
  const { sessions, troubles } = summed(types);
  const nights = types
    .flatMap(({ firstNight, lastNight }) => [firstNight, lastNight])
    .filter((night) => night !== null)
    .sort();
  return joined([
    missing > 0 ? countText(missing, 'missing set') : '',
    ...badFileTexts(troubles),
    sessions > 0 ? countText(sessions, 'session') : '',
    nightsText(nights[0] ?? null, nights.at(-1) ?? null),
    ...warnedText(troubles.sessions),
  ]);
}

function stockLook(
  usual: string,
  types: readonly CalibrationSummary[],
  missing: number,
): [icon: vscode.ThemeIcon, state: vscode.TreeItemCollapsibleState] {
  const { troubles } = summed(types);
  return [iconFor(usual, { warned: missing + troubles.sessions > 0, bad: troubles }), Collapsed];
}

function summed(types: readonly CalibrationSummary[]) {
  const troubles = { sessions: 0, damaged: 0, missing: 0 };
  for (const { troubles: own } of types) {
    troubles.sessions += own?.sessions ?? 0;
    troubles.damaged += own?.damaged ?? 0;
    troubles.missing += own?.missing ?? 0;
  }
  return { sessions: types.reduce((sum, { sessions }) => sum + sessions, 0), troubles };
}

function missingSetItem({ set, parent }: MissingSetNode): vscode.TreeItem {
  // A session that waits for a set has no other sessions in sight.
  const serves = parent?.kind === 'session' ? vscode.l10n.t('missing') : servesText(set);
  const item = make(translated(set.what), joined([insteadText(set), serves]), 'circle-outline', None);
  item.tooltip = `${translated(set.text)}; ${servesText(set)}`;
  return item;
}

/** `12 frames`; `more than 500 frames` for a number that was not counted to the end. */
function countOf(count: number, thing: Counted, open: boolean): string {
  return open ? vscode.l10n.t('more than {0}', countText(count, thing)) : countText(count, thing);
}

/** What is wrong with the session stands before everything else. */
function sessionItem({ session, label, parent, master }: SessionNode): vscode.TreeItem {
  const light = session.type === 'light';
  const description = joined([
    ...badFileTexts(session.badFiles),
    ...lackingLinks(session).map((kind) => vscode.l10n.t('no {0}', linkKindText(kind))),
    ...mismatchTexts(session),
    // A master is one file; the number of its source frames is more useful.
    session.master ? '' : countText(session.frameCount, 'frame'),
    light ? hoursText(session.totalExposure) : parent?.kind === 'type' ? '' : nightText(session.night),
    master ? masterText(master) : '',
  ]);
  const bad = session.badFiles === undefined ? {} : { bad: session.badFiles };
  const icon = iconFor(session.master ? 'verified' : 'layers', {
    warned: needsAttention(session, master),
    ...bad,
  });
  return make(label, description, icon, Collapsed);
}

/** Links set by hand although a criterion fails: `dark: different exposure`. */
function mismatchTexts({ mismatches = {} }: Session): string[] {
  return LINK_KINDS.flatMap((kind) => {
    const names = (mismatches[kind] ?? []).map(criterionText);
    if (names.length === 0) return [];
    return [vscode.l10n.t('{0}: different {1}', linkKindText(kind), listText(names))];
  });
}

const REASONS: Readonly<Record<FrameProblem, readonly [label: string, icon: string]>> = {
  damaged: [vscode.l10n.t('Damaged files'), 'error'],
  unknown: [vscode.l10n.t('Unknown type'), 'question'],
  stack: [vscode.l10n.t('Stacks'), 'star-empty'],
  missing: [vscode.l10n.t('Missing files'), 'debug-disconnect'],
  doubtful: [vscode.l10n.t('Doubtful headers'), 'warning'],
  rejected: [vscode.l10n.t('Rejected'), 'circle-slash'],
};

function reasonItem({ reason, frameCount }: ReasonNode): vscode.TreeItem {
  const [label, icon] = REASONS[reason];
  return make(label, countText(frameCount, 'frame'), icon, Collapsed);
}

function totals(sessions: readonly Session[]): string {
  const frames = sessions.reduce((sum, session) => sum + session.frameCount, 0);
  const seconds = sessions.reduce((sum, session) => sum + session.totalExposure, 0);
  return joined([countText(sessions.length, 'session'), countText(frames, 'frame'), hoursText(seconds)]);
}
