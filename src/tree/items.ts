/** How a node looks: the only place that makes tree items. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ArchivedFrame, LinkKind, Session } from '../core/model';
import {
  countText,
  exposureText,
  filterText,
  frameTypeText,
  hoursText,
  linkKindText,
  sessionTitle,
  temperatureText,
} from '../core/words';
import type { StackedResult } from '../core/archive';
import { servesText } from '../core/shoppingList';
import type { ArchiveNode, NightNode, ObjectNode, SessionNode, TypeNode } from './nodes';

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
      return frameItem(node.frame);
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
  const { frames, totalExposure, filters } = summary;
  const parts = [hoursText(totalExposure), countText(frames, 'frame'), filters.join(' ')];
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
function sessionItem({ session, parent }: SessionNode): vscode.TreeItem {
  const light = session.type === 'light';
  const label =
    parent?.kind === 'object'
      ? joined([session.night ?? 'No date', filterText(session), exposureText(session.exposure)])
      : sessionTitle(session);
  const lacking = lackingLinks(session);
  const description = joined([
    countText(session.frames, 'frame'),
    light ? hoursText(session.totalExposure) : (session.night ?? 'no date'),
    lacking.length === 0 ? '' : `no ${lacking.map(linkKindText).join(', no ')}`,
  ]);
  return make(label, description, sessionIcon(session, lacking), Collapsed);
}

function sessionIcon(session: Session, lacking: readonly LinkKind[]): vscode.ThemeIcon {
  if (lacking.length > 0) return new vscode.ThemeIcon('warning', color('list.warningForeground'));
  return new vscode.ThemeIcon(session.master ? 'verified' : 'layers');
}

/**
 * The calibrations a light session should have and has not: a dark and a flat. A bias is not missed beside a
 * dark, which holds it, nor a flat-dark where a bias stands in for it.
 */
export function lackingLinks({ type, links }: Session): LinkKind[] {
  if (type !== 'light') return [];
  return (['dark', 'flat'] as const).filter((kind) => links[kind] === null);
}

/** Names of one session begin alike and are cut where they differ, so the time of the exposure stands first. */
function frameItem(frame: ArchivedFrame): vscode.TreeItem {
  const name = path.basename(frame.path);
  const [, time] = /T(\d\d:\d\d:\d\d)/.exec(frame.dateObs ?? '') ?? [];
  const temperature = frame.ccdTemp === null ? '' : temperatureText(frame.ccdTemp);
  const description = joined([frame.missing ? 'missing' : '', temperature, time === undefined ? '' : name]);
  const icon =
    frame.missing || frame.problems.length > 0
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

function resultItem(result: StackedResult): vscode.TreeItem {
  const { path: file, kind, filter, stackCount, totalExposure, exists } = result;
  const label = joined([kind === 'composition' ? 'Composition' : 'Stack', filter ?? '']);
  const description = joined([
    stackCount === null ? '' : countText(stackCount, 'frame'),
    totalExposure === null ? '' : hoursText(totalExposure),
    exists ? path.basename(file) : `${path.basename(file)} is gone`,
  ]);
  const icon = exists ? 'star-full' : new vscode.ThemeIcon('warning', color('list.warningForeground'));
  const item = make(label, description, icon, None);
  item.tooltip = `${file}, made ${result.made.slice(0, 16).replace('T', ' ')} UTC`;
  if (exists) {
    item.command = { command: 'vscode.open', title: 'Open', arguments: [vscode.Uri.file(file)] };
  }
  return item;
}

function totals(sessions: readonly Session[]): string {
  const frames = sessions.reduce((sum, session) => sum + session.frames, 0);
  const seconds = sessions.reduce((sum, session) => sum + session.totalExposure, 0);
  return joined([countText(sessions.length, 'session'), countText(frames, 'frame'), hoursText(seconds)]);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
