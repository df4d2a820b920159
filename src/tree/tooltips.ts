/** What an item says when the pointer rests on it; asked for only then, since it needs the archive. */
import * as vscode from 'vscode';
import type { Archive, HeaderReport } from '../core/api/archive';
import { masterText, replacedTexts, sessionText, STALE_ADVICE } from '../core/text/masters';
import { LINK_KINDS, type Session } from '../core/base/session';
import type { Master } from '../core/base/master';
import {
  CALIBRATED_ADVICE,
  countText,
  damageText,
  hoursText,
  linkKindText,
  sessionTitle,
} from '../core/text/words';
import type { Describe } from './archiveTree';

export type HeaderMarkdown = (report: HeaderReport) => string;

/** `headerMarkdown` writes the header that matters first; it is handed in, views do not know one another. */
export function tooltips(
  archive: Pick<Archive, 'header' | 'explain' | 'session'>,
  headerMarkdown: HeaderMarkdown,
): Describe {
  return async (node) => {
    if (node.kind === 'frame' && node.frame.missing) {
      return plainLines('Missing', [
        node.frame.path,
        'The file was moved or deleted. The frame stays in the archive and is found again when its file comes back.',
      ]);
    }
    if (node.kind === 'frame' && node.frame.damage !== undefined) {
      return plainLines(`Damaged: ${damageText(node.frame.damage)}`, [
        node.frame.path,
        'Restore the file from a backup, then verify the archive. It stands here until a verification finds it whole.',
      ]);
    }
    if (node.kind === 'frame') {
      const header = headerMarkdown(await archive.header(node.frame.path));
      // In the view of problems nothing above the frame says where it lies.
      const place = node.parent?.kind === 'reason' ? node.frame.path : '';
      const { rawFrame } = node.frame;
      const made = rawFrame === undefined ? '' : `Made from ${rawFrame}`;
      const above = [place, made].filter((line) => line !== '').join('\n\n');
      return new vscode.MarkdownString().appendText(above).appendMarkdown(`\n\n${header}`);
    }
    if (node.kind === 'session') return sessionTooltip(archive, node.session, node.master);
    if (node.kind === 'object') {
      const { object, sessions, frames, totalExposure, filters, lastNight } = node.summary;
      return plainLines(object ?? 'No object', [
        `${countText(sessions, 'session')}, ${countText(frames, 'frame')}, ${hoursText(totalExposure)}`,
        ...(filters.length === 0 ? [] : [`Filters: ${filters.join(', ')}`]),
        ...(lastNight === null ? [] : [`Last night: ${lastNight}`]),
      ]);
    }
    return undefined;
  };
}

async function sessionTooltip(
  archive: Pick<Archive, 'explain' | 'session'>,
  session: Session,
  master?: Master,
): Promise<vscode.MarkdownString> {
  const lines = [
    [session.telescope, session.imager].filter((part) => part !== null).join(', '),
    `${countText(session.frames, 'frame')}, ${hoursText(session.totalExposure)}`,
  ];
  if (master) lines.push(...(await masterLines(archive, master)));
  if (session.processing !== null) lines.push(CALIBRATED_ADVICE);
  else if (session.type === 'light' || session.type === 'flat') {
    const { missing, manual } = await archive.explain(session.id);
    for (const kind of LINK_KINDS) {
      const id = session.links[kind];
      if (id === null) continue;
      const hand = manual[kind];
      const warning = hand?.state === 'failed' ? ` ⚠ ${hand.text}` : '';
      lines.push(`${linkKindText(kind)}: ${await linkedText(archive, id)}${warning}`);
    }
    lines.push(...missing.map((set) => `Missing: ${set.text}`));
  }
  return plainLines(
    `${sessionTitle(session)} · ${session.night ?? 'no date'}`,
    lines.filter((line) => line !== ''),
  );
}

async function linkedText(archive: Pick<Archive, 'session'>, id: string): Promise<string> {
  return sessionText(await archive.session(id));
}

/** Raw sets in a tooltip. */
const FEW_SETS = 5;

async function masterLines(archive: Pick<Archive, 'session'>, master: Master): Promise<string[]> {
  const sets = await replacedTexts(archive, master, FEW_SETS);
  return [
    masterText(master) === '' ? '' : `Master ${masterText(master)}`,
    master.stale ? STALE_ADVICE : '',
    master.newer === null ? '' : `There is a newer one: ${await linkedText(archive, master.newer)}`,
    sets.length === 0 ? '' : `Stands in for: ${sets.join('; ')}`,
  ];
}

/** A bold first line and one line each for the rest; `appendText` escapes what headers bring. */
function plainLines(title: string, lines: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('**').appendText(title).appendMarkdown('**');
  for (const line of lines) markdown.appendMarkdown('\n\n').appendText(line);
  return markdown;
}
