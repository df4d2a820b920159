/** How a node looks: the only place that makes tree items. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LINK_KINDS, type LinkKind, type Session } from '../core/base/session';
import type { ArchivedFrame, FrameProblem } from '../core/base/archivedFrame';
import {
  countText,
  damageText,
  exposureText,
  filterText,
  frameTypeText,
  hoursText,
  linkKindText,
  sessionTitle,
  temperatureText,
} from '../core/text/words';
import type { StackedResult } from '../core/api/archive';
import { masterText } from '../core/text/masters';
import { servesText } from '../core/text/shoppingList';
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
      const count = `${node.open ? 'more than ' : ''}${countText(node.frames, 'frame')}`;
      return make('Processed', count, 'layers-active', Collapsed);
    }
    case 'result':
      return resultItem(node.result);
    case 'missing': {
      const sets = node.lists.reduce((sum, { sets }) => sum + sets.length, 0);
      return make('Missing', countText(sets, 'set'), warning(), Collapsed);
    }
    case 'missingRig':
      return make(node.rig, countText(node.sets.length, 'set'), 'telescope', Expanded);
    case 'missingSet': {
      const [what = '', have = ''] = node.set.text.split(/: none(?:; )?/);
      const item = make(what, joined([have, servesText(node.set)]), 'circle-outline', None);
      item.tooltip = `${node.set.text}; ${servesText(node.set)}`;
      return item;
    }
    case 'more': {
      const item = make('Show more', `${node.shown} shown`, 'ellipsis', None);
      item.command = { command: 'astroArchive._more', title: 'Show more', arguments: [node] };
      return item;
    }
    case 'problem': {
      const item = make(node.message, '', new vscode.ThemeIcon('error', color('list.errorForeground')), None);
      item.tooltip = node.message;
      item.command = { command: 'astroArchive.showLog', title: 'Show log' };
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

/** What the menus of package.json look at. */
function contextOf(node: ArchiveNode): string {
  if (node.kind === 'frame') return node.frame.rejected ? 'rejectedFrame' : 'frame';
  if (node.kind !== 'session') return node.kind;
  return node.session.type === 'light' ? 'lightSession' : 'calibrationSession';
}

function objectItem({ summary }: ObjectNode): vscode.TreeItem {
  const { sessions, frames, totalExposure, filters } = summary;
  const parts =
    sessions === 0
      ? ['processed frames only']
      : [hoursText(totalExposure), countText(frames, 'frame'), filters.join(' ')];
  return make(summary.object ?? 'No object', joined(parts), 'telescope', Collapsed);
}

function nightItem({ night, sessions }: NightNode): vscode.TreeItem {
  return make(night ?? 'No date', totals(sessions), 'calendar', Collapsed);
}

function typeItem({ type, sessions, open }: TypeNode): vscode.TreeItem {
  const [first = '', ...rest] = frameTypeText(type, 2).replace(/^2 /, '');
  const label = first.toUpperCase() + rest.join('');
  const count = open ? `more than ${countText(sessions, 'session')}` : countText(sessions, 'session');
  return make(label, count, 'folder', Collapsed);
}

/** A session says in its label what its parent does not say already. */
function sessionItem({ session, parent, master }: SessionNode): vscode.TreeItem {
  const light = session.type === 'light';
  const label =
    parent?.kind === 'object'
      ? joined([
          session.night ?? 'No date',
          filterText(session),
          exposureText(session.exposure),
          session.processing ?? '',
        ])
      : sessionTitle(session);
  const lacking = lackingLinks(session);
  const description = joined([
    // A master is one file; what it was made of says more.
    session.master ? '' : countText(session.frames, 'frame'),
    light ? hoursText(session.totalExposure) : (session.night ?? 'no date'),
    master ? masterText(master) : '',
    lacking.length === 0 ? '' : `no ${lacking.map(linkKindText).join(', no ')}`,
    ...mismatchTexts(session),
  ]);
  const warned = lacking.length > 0 || session.mismatches !== undefined || master?.stale === true;
  return make(label, description, warned ? warning() : session.master ? 'verified' : 'layers', Collapsed);
}

/** Links by hand against a criterion: `dark: exposure differs`. */
function mismatchTexts({ mismatches = {} }: Session): string[] {
  return LINK_KINDS.flatMap((kind) => {
    const names = mismatches[kind] ?? [];
    return names.length === 0
      ? []
      : [`${linkKindText(kind)}: ${names.join(', ')} ${names.length === 1 ? 'differs' : 'differ'}`];
  });
}

/**
 * The calibrations a light session should have and has not: a dark and a flat. A bias is not missed beside a
 * dark, which holds it, nor a flat-dark where a bias stands in for it.
 */
export function lackingLinks({ type, processing, links }: Session): LinkKind[] {
  if (type !== 'light' || processing !== null) return [];
  return (['dark', 'flat'] as const).filter((kind) => links[kind] === null);
}

/** Names of one session begin alike and are cut where they differ, so the time of the exposure stands first. */
function frameItem(frame: ArchivedFrame): vscode.TreeItem {
  const name = path.basename(frame.path);
  const [, time] = /T(\d\d:\d\d:\d\d)/.exec(frame.dateObs ?? '') ?? [];
  const temperature = frame.ccdTemp === null ? '' : temperatureText(frame.ccdTemp);
  const state = frame.missing ? 'missing' : frame.damage === undefined ? '' : 'damaged';
  const description = joined([state, frame.processing ?? '', temperature, time === undefined ? '' : name]);
  const icon =
    state !== '' || frame.problems.length > 0
      ? new vscode.ThemeIcon('warning', color('list.warningForeground'))
      : 'file-media';
  const item = make(time === undefined ? name : `${time} UTC`, description, icon, None);
  item.command = {
    command: 'astroArchive.showHeader',
    title: 'Show header',
    arguments: [{ kind: 'frame', frame }],
  };
  return item;
}

const REASONS: Readonly<Record<FrameProblem, readonly [label: string, icon: string]>> = {
  damaged: ['Damaged files', 'error'],
  unknown: ['Unknown type', 'question'],
  stack: ['Stacks', 'star-empty'],
  missing: ['Missing files', 'debug-disconnect'],
  doubtful: ['Doubtful headers', 'warning'],
  rejected: ['Rejected', 'circle-slash'],
};

function reasonItem({ reason, frames, open }: ReasonNode): vscode.TreeItem {
  const [label, icon] = REASONS[reason];
  return make(label, `${open ? 'more than ' : ''}${countText(frames, 'frame')}`, icon, Collapsed);
}

/** Here the frames have little in common, so that the name comes first and then what is the matter. */
function problemFrameItem({ frame, parent }: FrameNode): vscode.TreeItem {
  const item = frameItem(frame);
  const reason = parent?.kind === 'reason' ? parent.reason : undefined;
  const doubts = reason === 'doubtful' ? frame.problems : [];
  item.label = path.basename(frame.path);
  item.description =
    reason === 'damaged' && frame.damage !== undefined
      ? joined([damageText(frame.damage), lastFolders(frame.path)])
      : doubts.length > 0
        ? doubts.map(({ message }) => message).join(' · ')
        : lastFolders(frame.path);
  return item;
}

/** The part of a path that fits beside a name: `NGC 7000/LIGHT`. The tooltip has all of it. */
function lastFolders(file: string): string {
  return path.dirname(file).split(path.sep).slice(-2).join('/');
}

function resultItem(result: StackedResult): vscode.TreeItem {
  const { path: file, kind, filter, stackCount, lights, totalExposure, exists } = result;
  const label = joined([kind === 'composition' ? 'Composition' : 'Stack', filter ?? '']);
  const description = joined([
    framesText(stackCount, lights),
    totalExposure === null ? '' : hoursText(totalExposure),
    exists ? path.basename(file) : `${path.basename(file)} is gone`,
  ]);
  const icon = exists ? 'star-full' : new vscode.ThemeIcon('warning', color('list.warningForeground'));
  const item = make(label, description, icon, None);
  item.tooltip = `${file}, made ${result.made.slice(0, 16).replace('T', ' ')} UTC`;
  // A screen reader would be given the tooltip alone.
  item.accessibilityInformation = { label: `${label}, ${description}` };
  if (exists) {
    item.command = { command: 'astroArchive.openFrame', title: 'Open', arguments: [vscode.Uri.file(file)] };
  }
  return item;
}

/** `6 of 8 frames` where lights were left out. */
function framesText(frames: number | null, lights: number | null): string {
  if (frames === null) return '';
  return lights === null || lights <= frames
    ? countText(frames, 'frame')
    : `${frames} of ${countText(lights, 'frame')}`;
}

function totals(sessions: readonly Session[]): string {
  const frames = sessions.reduce((sum, session) => sum + session.frames, 0);
  const seconds = sessions.reduce((sum, session) => sum + session.totalExposure, 0);
  return joined([countText(sessions.length, 'session'), countText(frames, 'frame'), hoursText(seconds)]);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
