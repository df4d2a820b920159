/** The items of frames and of stacked results. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ArchivedFrame } from '../core/base/archivedFrame';
import { translated } from '../core/base/translation';
import { foldersOf, timeText } from '../core/text/itemLabels';
import { countText, damageText, hoursText, temperatureText } from '../core/text/words';
import { failure, joined, make, warning } from './itemParts';
import type { FrameNode, ResultNode } from './nodes';

const { None } = vscode.TreeItemCollapsibleState;

/**
 * The names in one session differ only at the end, which the view cuts off, so the time of the exposure comes
 * first.
 */
export function frameItem({ frame, label }: FrameNode): vscode.TreeItem {
  const name = path.basename(frame.path);
  const temperature = frame.ccdTemp === null ? '' : temperatureText(frame.ccdTemp);
  const description = joined([
    stateText(frame),
    frame.processing ?? '',
    temperature,
    // The label has the name where the time is unknown or not the only one.
    timeText(frame) === '' || label.includes(name) ? '' : name,
  ]);
  const item = make(label, description, iconOf(frame), None);
  item.command = {
    command: 'astroArchive.openFrame',
    title: vscode.l10n.t('Open'),
    arguments: [{ kind: 'frame', frame }],
  };
  return item;
}

/** `missing`, `pixels changed`; empty for a whole file. */
function stateText({ missing, damage }: ArchivedFrame): string {
  if (missing) return vscode.l10n.t('missing');
  return damage === undefined ? '' : damageText(damage);
}

function iconOf({ missing, damage, problems, rejected, type }: ArchivedFrame): string | vscode.ThemeIcon {
  if (damage !== undefined && !missing) return failure();
  if (missing || problems.length > 0) return warning();
  if (rejected) return 'circle-slash';
  return type === 'stack' ? 'star-empty' : 'file-media';
}

/** Frames in the Problems view have little in common, so the name comes first, then the problem. */
export function problemFrameItem(node: FrameNode): vscode.TreeItem {
  const { frame, parent, label } = node;
  const item = frameItem(node);
  const reason = parent?.kind === 'reason' ? parent.reason : undefined;
  const doubts = reason === 'doubtful' ? frame.problems.map(({ message }) => translated(message)) : [];
  const damage = reason === 'damaged' && frame.damage !== undefined ? [damageText(frame.damage)] : [];
  const folders = foldersOf(frame.path);
  const place = doubts.length > 0 || label.includes(folders) ? [] : [folders];
  item.description = joined([...damage, ...doubts, ...place]);
  return item;
}

export function resultItem({ result, label }: ResultNode): vscode.TreeItem {
  const { path: file, stackCount, lights, totalExposure, exists } = result;
  const name = path.basename(file);
  const description = joined([
    framesText(stackCount, lights),
    totalExposure === null ? '' : hoursText(totalExposure),
    exists ? (label.includes(name) ? '' : name) : vscode.l10n.t('{0} (missing)', name),
  ]);
  const item = make(label, description, exists ? 'star-full' : warning(), None);
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
