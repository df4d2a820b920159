/** The tooltips of tree items, made on demand because they need the archive. */
import * as vscode from 'vscode';
import type { Archive, HeaderReport } from '../core/api/archive';
import type { Master } from '../core/base/master';
import type { Log } from '../core/base/ports';
import { LINK_KINDS, type Session } from '../core/base/session';
import { translated } from '../core/base/translation';
import { masterText, newerText, replacedTexts, sessionText, staleAdvice } from '../core/text/masters';
import {
  calibratedAdvice,
  capitalised,
  countText,
  damageText,
  hoursText,
  linkKindText,
  nightText,
  objectText,
  sessionTitle,
} from '../core/text/words';
import type { Describe } from './archiveTree';
import type { ArchiveNode, FrameNode } from './nodes';
import { type PictureSource, tooltipPictures } from './tooltipPicture';

export type HeaderMarkdown = (report: HeaderReport) => string;

/** `headerMarkdown` formats a header. It is a parameter because views do not import each other. */
export function tooltips(
  archive: Pick<Archive, 'header' | 'explain' | 'session'> & PictureSource,
  headerMarkdown: HeaderMarkdown,
  log: Log,
): Describe {
  const pictureOf = tooltipPictures(archive, log);
  return async (node, token) => {
    const [picture, text] = await Promise.all([
      pictureOf(node, token),
      tooltipText(archive, headerMarkdown, node),
    ]);
    if (text === undefined || picture === '') return text;
    return new vscode.MarkdownString(`${picture}\n\n${text.value}`);
  };
}

async function tooltipText(
  archive: Pick<Archive, 'header' | 'explain' | 'session'>,
  headerMarkdown: HeaderMarkdown,
  node: ArchiveNode,
): Promise<vscode.MarkdownString | undefined> {
  if (node.kind === 'frame') return frameTooltip(archive, headerMarkdown, node);
  if (node.kind === 'session') return sessionTooltip(archive, node.session, node.master);
  if (node.kind === 'result') {
    const { path, made } = node.result;
    const time = made.slice(0, 16).replace('T', ' ');
    return new vscode.MarkdownString().appendText(vscode.l10n.t('{0}, made {1} UTC', path, time));
  }
  if (node.kind === 'object') {
    const { object, sessions, frameCount, totalExposure, filters, lastNight } = node.summary;
    return plainLines(objectText(object), [
      `${countText(sessions, 'session')}, ${countText(frameCount, 'frame')}, ${hoursText(totalExposure)}`,
      ...(filters.length === 0 ? [] : [vscode.l10n.t('Filters: {0}', filters.join(', '))]),
      ...(lastNight === null ? [] : [vscode.l10n.t('Last night: {0}', lastNight)]),
    ]);
  }
  return undefined;
}

async function frameTooltip(
  archive: Pick<Archive, 'header'>,
  headerMarkdown: HeaderMarkdown,
  { frame, parent }: FrameNode,
): Promise<vscode.MarkdownString> {
  if (frame.missing) {
    return plainLines(vscode.l10n.t('Missing'), [
      frame.path,
      vscode.l10n.t('The file was moved or deleted. The archive keeps the frame until its file is back.'),
    ]);
  }
  if (frame.damage !== undefined) {
    return plainLines(vscode.l10n.t('Damaged: {0}', damageText(frame.damage)), [
      frame.path,
      vscode.l10n.t('Restore the file from a backup, then verify the archive.'),
    ]);
  }
  const header = headerMarkdown(await archive.header(frame.path));
  // In the Problems view, no parent item shows the frame's folder.
  const place = parent?.kind === 'reason' ? frame.path : '';
  const { rawFrame } = frame;
  const made = rawFrame === undefined ? '' : vscode.l10n.t('Made from {0}', rawFrame);
  const above = [place, made].filter((line) => line !== '').join('\n\n');
  return new vscode.MarkdownString().appendText(above).appendMarkdown(`\n\n${header}`);
}

async function sessionTooltip(
  archive: Pick<Archive, 'explain' | 'session'>,
  session: Session,
  master?: Master,
): Promise<vscode.MarkdownString> {
  const lines = [
    [session.telescope, session.imager].filter((part) => part !== null).join(', '),
    `${countText(session.frameCount, 'frame')}, ${hoursText(session.totalExposure)}`,
  ];
  if (master) lines.push(...(await masterLines(archive, master)));
  if (session.processing !== null) lines.push(calibratedAdvice());
  else if (session.type === 'light' || session.type === 'flat') {
    const { missing, manual } = await archive.explain(session.id);
    for (const kind of LINK_KINDS) {
      const id = session.links[kind];
      if (id === null) continue;
      const hand = manual[kind];
      const warning = hand?.state === 'failed' ? ` ⚠ ${translated(hand.text)}` : '';
      lines.push(`${capitalised(linkKindText(kind))}: ${await linkedText(archive, id)}${warning}`);
    }
    lines.push(...missing.map((set) => vscode.l10n.t('Missing: {0}', translated(set.text))));
  }
  return plainLines(
    `${sessionTitle(session)} · ${nightText(session.night)}`,
    lines.filter((line) => line !== ''),
  );
}

async function linkedText(archive: Pick<Archive, 'session'>, id: string): Promise<string> {
  return sessionText(await archive.session(id));
}

/** Raw sets that a tooltip lists. */
const FEW_SETS = 3;

async function masterLines(archive: Pick<Archive, 'session'>, master: Master): Promise<string[]> {
  const sets = await replacedTexts(archive, master, FEW_SETS);
  return [
    masterText(master) === '' ? '' : vscode.l10n.t('Master {0}', masterText(master)),
    master.stale ? staleAdvice() : '',
    master.newer === null ? '' : newerText(await archive.session(master.newer)),
    sets.length === 0 ? '' : vscode.l10n.t('Replaces: {0}', sets.join('; ')),
  ];
}

/** A bold first line, then one line each; `appendText` escapes text from headers. */
function plainLines(title: string, lines: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('**').appendText(title).appendMarkdown('**');
  for (const line of lines) markdown.appendMarkdown('  \n').appendText(line);
  return markdown;
}
