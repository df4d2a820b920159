/** The frames of a header edit, and the current values of some of them. */
import * as vscode from 'vscode';
import type { Archive, FrameQuery, FrameSelection } from '../core/api/archive';
import type { ArchivedFrame } from '../core/base/archivedFrame';
import type { Frame } from '../core/base/frame';
import { allSessions } from './allSessions';
import { type CommandTarget, targetsOf } from './targets';

/**
 * At most this many frames are read for current values; the frames of a large object have mostly the same.
 */
const MOST = 1000;
/** Documents that show a header have its file's path in their address. */
const HEADER = 'astro-archive-header';

/** Returns undefined if the command was started without a selection. */
export function selectionOf(args: readonly unknown[]): FrameSelection | undefined {
  const [first, selected] = args;
  const list: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [first];
  const paths = list.flatMap((each) => (each instanceof vscode.Uri ? (pathOf(each) ?? []) : []));
  if (paths.length > 0) return { paths };
  const parts = targetsOf(args).map(partOf);
  if (parts.length === 0) return undefined;
  const problem = parts.find((part) => part.problem !== undefined)?.problem;
  return {
    frames: parts.flatMap(({ frames = [] }) => frames),
    sessions: parts.flatMap(({ sessions = [] }) => sessions),
    objects: parts.flatMap(({ objects = [] }) => objects),
    ...(problem === undefined ? {} : { problem }),
  };
}

function pathOf(uri: vscode.Uri): string | undefined {
  if (uri.scheme === HEADER) return uri.query;
  return uri.scheme === 'file' ? uri.fsPath : undefined;
}

function partOf(target: CommandTarget): FrameSelection {
  switch (target.kind) {
    case 'frame':
      return { frames: [target.frame.id] };
    case 'session':
      return { sessions: [target.session.id] };
    case 'night':
      return { sessions: target.sessions.map(({ id }) => id) };
    case 'object':
      return { objects: [target.summary.object] };
    case 'reason':
      return { problem: target.reason };
    case 'result':
      return {};
  }
}

type Reader = Pick<Archive, 'frames' | 'sessions' | 'header'>;

/** Frames of the tree that the command was started on, which need not be read again. */
export function shownFrames(args: readonly unknown[]): readonly Frame[] {
  return targetsOf(args).flatMap((target) => (target.kind === 'frame' ? [inHeader(target.frame)] : []));
}

/**
 * Returns the header values of the first frames of the selection. Frames given by id alone are not looked up:
 * `shown` has those of the tree.
 */
export async function fewFrames(
  archive: Reader,
  selection: FrameSelection,
  shown: readonly Frame[],
): Promise<readonly Frame[]> {
  const found: Frame[] = [...shown];
  const page = async (query: FrameQuery) => {
    if (found.length >= MOST) return;
    const { items } = await archive.frames({ ...query, limit: MOST - found.length });
    found.push(...items.map(inHeader));
  };
  for (const path of (selection.paths ?? []).slice(0, 10)) {
    // A folder has no header, and the plan reports unreadable files.
    const report = await archive.header(path).catch(() => null);
    if (report?.frame) found.push(report.frame);
  }
  for (const session of selection.sessions ?? []) await page({ session });
  for (const object of selection.objects ?? []) {
    for (const { id } of await allSessions(archive, { kind: 'light', object })) await page({ session: id });
  }
  if (selection.problem !== undefined) await page({ problem: selection.problem });
  return found;
}

/** The frame with the names of its header, before the user's rules. */
function inHeader(frame: ArchivedFrame): Frame {
  return { ...frame, ...frame.inHeader };
}
