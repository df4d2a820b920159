/** Turns nodes into tree items: their labels, descriptions and icons. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { StackedResult } from '../core/api/archive';
import type { ArchivedFrame, FrameProblem } from '../core/base/archivedFrame';
import { LINK_KINDS, type LinkKind, type Session } from '../core/base/session';
import { translated } from '../core/base/translation';
import { type Counted, listText } from '../core/text/counts';
import { criterionText } from '../core/text/criteria';
import { masterText } from '../core/text/masters';
import { insteadText, servesText } from '../core/text/shoppingList';
import {
  capitalised,
  countText,
  damageText,
  exposureText,
  filterText,
  frameTypesText,
  hoursText,
  linkKindText,
  nightText,
  objectText,
  sessionTitle,
  temperatureText,
} from '../core/text/words';
import type {
  ArchiveNode,
  FrameNode,
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
    case 'type':
      return typeItem(node);
    case 'session':
      return sessionItem(node);
    case 'frame':
      return node.parent?.kind === 'reason' ? problemFrameItem(node) : frameItem(node.frame);
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
      return resultItem(node.result);
    case 'missing': {
      const sets = node.lists.reduce((sum, { sets }) => sum + sets.length, 0);
      return make(vscode.l10n.t('Missing'), countText(sets, 'set'), warning(), Collapsed);
    }
    case 'missingRig':
      return make(node.rig, countText(node.sets.length, 'set'), 'telescope', Expanded);
    case 'missingSet': {
      const have = insteadText(node.set);
      const item = make(
        translated(node.set.what),
        joined([have, servesText(node.set)]),
        'circle-outline',
        None,
      );
      item.tooltip = `${translated(node.set.text)}; ${servesText(node.set)}`;
      return item;
    }
    case 'more': {
      const title = vscode.l10n.t('Show more');
      const item = make(title, vscode.l10n.t('{0} shown', node.shown), 'ellipsis', None);
      item.command = { command: 'astroArchive._more', title, arguments: [node] };
      return item;
    }
    case 'problem': {
      const item = make(node.message, '', new vscode.ThemeIcon('error', color('list.errorForeground')), None);
      item.tooltip = node.message;
      item.command = { command: 'astroArchive.showLog', title: vscode.l10n.t('Show log') };
      return item;
    }
  }
}

function make(
  label: string,
  description: string,
  icon: string | vscode.ThemeIcon,
  state: vscode.TreeItemCollapsibleState,
): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.description = description;
  item.iconPath = typeof icon === 'string' ? new vscode.ThemeIcon(icon) : icon;
  return item;
}

const warning = () => new vscode.ThemeIcon('warning', color('list.warningForeground'));

const color = (id: string) => new vscode.ThemeColor(id);

/** The context values that the menus in package.json use. */
function contextOf(node: ArchiveNode): string {
  if (node.kind === 'frame') return node.frame.rejected ? 'rejectedFrame' : 'frame';
  if (node.kind !== 'session') return node.kind;
  return node.session.type === 'light' ? 'lightSession' : 'calibrationSession';
}

function objectItem({ summary }: ObjectNode): vscode.TreeItem {
  const { sessions, frameCount, totalExposure, filters } = summary;
  const parts =
    sessions === 0
      ? [vscode.l10n.t('processed frames only')]
      : [hoursText(totalExposure), countText(frameCount, 'frame'), filters.join(' ')];
  return make(objectText(summary.object), joined(parts), 'telescope', Collapsed);
}

function nightItem({ night, sessions }: NightNode): vscode.TreeItem {
  return make(capitalised(nightText(night)), totals(sessions), 'calendar', Collapsed);
}

function typeItem({ type, sessions, open }: TypeNode): vscode.TreeItem {
  return make(capitalised(frameTypesText(type)), countOf(sessions, 'session', open), 'folder', Collapsed);
}

/** `12 frames`; `more than 500 frames` for a number that was not counted to the end. */
function countOf(count: number, thing: Counted, open: boolean): string {
  return open ? vscode.l10n.t('more than {0}', countText(count, thing)) : countText(count, thing);
}

/** The label of a session leaves out what its parent already shows. */
function sessionItem({ session, parent, master }: SessionNode): vscode.TreeItem {
  const light = session.type === 'light';
  const label =
    parent?.kind === 'object'
      ? joined([
          capitalised(nightText(session.night)),
          filterText(session),
          exposureText(session.exposure),
          session.processing ?? '',
        ])
      : sessionTitle(session);
  const lacking = lackingLinks(session);
  const description = joined([
    // A master is one file; the number of its source frames is more useful.
    session.master ? '' : countText(session.frameCount, 'frame'),
    light ? hoursText(session.totalExposure) : nightText(session.night),
    master ? masterText(master) : '',
    ...lacking.map((kind) => vscode.l10n.t('no {0}', linkKindText(kind))),
    ...mismatchTexts(session),
  ]);
  const warned = lacking.length > 0 || session.mismatches !== undefined || master?.stale === true;
  return make(label, description, warned ? warning() : session.master ? 'verified' : 'layers', Collapsed);
}

/** Links set by hand although a criterion fails: `dark: different exposure`. */
function mismatchTexts({ mismatches = {} }: Session): string[] {
  return LINK_KINDS.flatMap((kind) => {
    const names = (mismatches[kind] ?? []).map(criterionText);
    if (names.length === 0) return [];
    return [vscode.l10n.t('{0}: different {1}', linkKindText(kind), listText(names))];
  });
}

/**
 * The calibrations that a light session should have but lacks: dark and flat. A bias is not missing, because
 * darks contain it; nor is a flat-dark, because a bias can replace it.
 */
export function lackingLinks({ type, processing, links }: Session): LinkKind[] {
  if (type !== 'light' || processing !== null) return [];
  return (['dark', 'flat'] as const).filter((kind) => links[kind] === null);
}

/**
 * The names in one session differ only at the end, which the view cuts off, so the time of the exposure comes
 * first.
 */
function frameItem(frame: ArchivedFrame): vscode.TreeItem {
  const name = path.basename(frame.path);
  const [, time] = /T(\d\d:\d\d:\d\d)/.exec(frame.dateObs ?? '') ?? [];
  const temperature = frame.ccdTemp === null ? '' : temperatureText(frame.ccdTemp);
  const state = frame.missing
    ? vscode.l10n.t('missing')
    : frame.damage === undefined
      ? ''
      : vscode.l10n.t('damaged');
  const description = joined([state, frame.processing ?? '', temperature, time === undefined ? '' : name]);
  const icon =
    state !== '' || frame.problems.length > 0
      ? new vscode.ThemeIcon('warning', color('list.warningForeground'))
      : 'file-media';
  const item = make(time === undefined ? name : `${time} UTC`, description, icon, None);
  item.command = {
    command: 'astroArchive.openFrame',
    title: vscode.l10n.t('Open'),
    arguments: [{ kind: 'frame', frame }],
  };
  return item;
}

const REASONS: Readonly<Record<FrameProblem, readonly [label: string, icon: string]>> = {
  damaged: [vscode.l10n.t('Damaged files'), 'error'],
  unknown: [vscode.l10n.t('Unknown type'), 'question'],
  stack: [vscode.l10n.t('Stacks'), 'star-empty'],
  missing: [vscode.l10n.t('Missing files'), 'debug-disconnect'],
  doubtful: [vscode.l10n.t('Doubtful headers'), 'warning'],
  rejected: [vscode.l10n.t('Rejected'), 'circle-slash'],
};

function reasonItem({ reason, frameCount, open }: ReasonNode): vscode.TreeItem {
  const [label, icon] = REASONS[reason];
  return make(label, countOf(frameCount, 'frame', open), icon, Collapsed);
}

/** Frames in the Problems view have little in common, so the name comes first, then the problem. */
function problemFrameItem({ frame, parent }: FrameNode): vscode.TreeItem {
  const item = frameItem(frame);
  const reason = parent?.kind === 'reason' ? parent.reason : undefined;
  const doubts = reason === 'doubtful' ? frame.problems : [];
  item.label = path.basename(frame.path);
  item.description =
    reason === 'damaged' && frame.damage !== undefined
      ? joined([damageText(frame.damage), lastFolders(frame.path)])
      : doubts.length > 0
        ? doubts.map(({ message }) => translated(message)).join(' · ')
        : lastFolders(frame.path);
  return item;
}

/** The end of a path, short enough beside a name: `NGC 7000/LIGHT`. The tooltip shows the full path. */
function lastFolders(file: string): string {
  return path.dirname(file).split(path.sep).slice(-2).join('/');
}

function resultItem(result: StackedResult): vscode.TreeItem {
  const { path: file, kind, filter, stackCount, lights, totalExposure, exists } = result;
  const title = kind === 'composition' ? vscode.l10n.t('Composition') : vscode.l10n.t('Stack');
  const label = joined([title, filter ?? '']);
  const description = joined([
    framesText(stackCount, lights),
    totalExposure === null ? '' : hoursText(totalExposure),
    exists ? path.basename(file) : vscode.l10n.t('{0} (missing)', path.basename(file)),
  ]);
  const icon = exists ? 'star-full' : new vscode.ThemeIcon('warning', color('list.warningForeground'));
  const item = make(label, description, icon, None);
  // A screen reader would read only the tooltip.
  item.accessibilityInformation = { label: `${label}, ${description}` };
  if (exists) {
    item.command = {
      command: 'astroArchive.openFrame',
      title: vscode.l10n.t('Open'),
      arguments: [vscode.Uri.file(file)],
    };
  }
  return item;
}

/** `8 frames`; `6 of 8 frames` if lights were left out. */
function framesText(frameCount: number | null, lights: number | null): string {
  if (frameCount === null) return '';
  return lights === null || lights <= frameCount
    ? countText(frameCount, 'frame')
    : vscode.l10n.t('{0} of {1}', frameCount, countText(lights, 'frame'));
}

function totals(sessions: readonly Session[]): string {
  const frames = sessions.reduce((sum, session) => sum + session.frameCount, 0);
  const seconds = sessions.reduce((sum, session) => sum + session.totalExposure, 0);
  return joined([countText(sessions.length, 'session'), countText(frames, 'frame'), hoursText(seconds)]);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
