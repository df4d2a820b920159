/** The nodes of the trees: plain data with a parent. `items.ts` decides how they look. */
import type { CalibrationSummary, ObjectSummary, StackedResult } from '../core/api/archive';
import type { ArchivedFrame, FrameProblem } from '../core/base/archivedFrame';
import type { FrameType } from '../core/base/frame';
import type { Master } from '../core/base/master';
import type { MissingSet } from '../core/base/matching';
import type { Session } from '../core/base/session';
import {
  fileLabels,
  frameLabels,
  resultLabels,
  sessionLabels,
  type SessionList,
} from '../core/text/itemLabels';
import type { RigList } from '../core/text/shoppingList';

interface Base {
  /** Unique in its tree and stable across refreshes, so that open branches stay open. */
  readonly id: string;
  readonly parent: ArchiveNode | undefined;
}

export interface ObjectNode extends Base {
  readonly kind: 'object';
  readonly summary: ObjectSummary;
}

export interface NightNode extends Base {
  readonly kind: 'night';
  /** `2024-09-13`; null for frames without a date. */
  readonly night: string | null;
  /** The loaded sessions of the night. */
  readonly sessions: readonly Session[];
}

/** A camera with its calibration frames, where there are several cameras. */
export interface CameraNode extends Base {
  readonly kind: 'camera';
  readonly camera: string | null;
  readonly types: readonly CalibrationSummary[];
  /** Sets that are still to be taken with it. */
  readonly missing: readonly MissingSet[];
}

export interface TypeNode extends Base {
  readonly kind: 'type';
  readonly type: FrameType;
  /** The camera; undefined where all calibration frames are of one. */
  readonly camera: string | null | undefined;
  /** Absent where all sets are still to be taken. */
  readonly summary?: CalibrationSummary;
  readonly missing: readonly MissingSet[];
}

export interface SessionNode extends Base {
  readonly kind: 'session';
  readonly session: Session;
  /** Tells it from its neighbours: `2024-09-13 · Ha · 300 s`. */
  readonly label: string;
  /** Facts about a master; absent for raw frames. */
  readonly master?: Master;
}

export interface FrameNode extends Base {
  readonly kind: 'frame';
  /** Tells it from its neighbours: `21:04:03 UTC`. */
  readonly label: string;
  readonly frame: ArchivedFrame;
}

/** An image stacked from the sessions above it. */
export interface ResultNode extends Base {
  readonly kind: 'result';
  /** Tells it from its neighbours: `Stack · Ha`. */
  readonly label: string;
  readonly result: StackedResult;
}

/** The last node of a long listing, which loads more. */
export interface MoreNode extends Base {
  readonly kind: 'more';
  /** Id of the listing's view. */
  readonly view: string;
  /** Rows shown so far. */
  readonly shown: number;
}

/** The calibration sets still to be taken. */
export interface MissingNode extends Base {
  readonly kind: 'missing';
  readonly lists: readonly RigList[];
}

export interface MissingRigNode extends Base, RigList {
  readonly kind: 'missingRig';
}

export interface MissingSetNode extends Base {
  readonly kind: 'missingSet';
  readonly rig: string;
  readonly set: MissingSet;
}

/** Frames that need the user's attention for one reason. */
export interface ReasonNode extends Base {
  readonly kind: 'reason';
  readonly reason: FrameProblem;
  readonly frameCount: number;
}

/** Frames of an object that were processed from frames in its sessions. */
export interface ProcessedNode extends Base {
  readonly kind: 'processed';
  readonly object: string | null;
  readonly frameCount: number;
  /** There are more frames than were counted. */
  readonly open: boolean;
}

/** The error of a branch that could not be read. */
export interface ProblemNode extends Base {
  readonly kind: 'problem';
  readonly message: string;
}

export type ArchiveNode =
  | ObjectNode
  | NightNode
  | CameraNode
  | TypeNode
  | SessionNode
  | FrameNode
  | ResultNode
  | MissingNode
  | MissingRigNode
  | MissingSetNode
  | ReasonNode
  | ProcessedNode
  | MoreNode
  | ProblemNode;

export function objectNode(summary: ObjectSummary): ObjectNode {
  return { kind: 'object', id: `object:${summary.object ?? ''}`, parent: undefined, summary };
}

/** `masters` are facts about masters, by the id of their session. */
export function sessionNodes(
  sessions: readonly Session[],
  parent: ArchiveNode | undefined,
  list: SessionList,
  masters?: ReadonlyMap<string, Master>,
): SessionNode[] {
  const labels = sessionLabels(sessions, list);
  return sessions.map((session, row) => {
    const node = {
      kind: 'session',
      id: `session:${session.id}`,
      parent,
      session,
      label: labels[row] ?? '',
    } as const;
    const master = masters?.get(session.id);
    return master === undefined ? node : { ...node, master };
  });
}

export function frameNodes(frames: readonly ArchivedFrame[], parent: ArchiveNode | undefined): FrameNode[] {
  const labels = frameLabels(frames);
  return frames.map((frame, row) => frameNode(frame, parent, labels[row] ?? ''));
}

/** A frame in the Problems view: it is listed below each of its reasons, so its id alone would not be unique. */
export function problemFrameNodes(frames: readonly ArchivedFrame[], parent: ReasonNode): FrameNode[] {
  const labels = fileLabels(frames);
  return frames.map((frame, row) => ({
    ...frameNode(frame, parent, labels[row] ?? ''),
    id: `${parent.id}/frame:${frame.id}`,
  }));
}

function frameNode(frame: ArchivedFrame, parent: ArchiveNode | undefined, label: string): FrameNode {
  return { kind: 'frame', id: `frame:${frame.id}`, parent, frame, label };
}

/** A result is listed below its object and below each of its sessions. */
export function resultNodes(results: readonly StackedResult[], parent: ArchiveNode): ResultNode[] {
  const labels = resultLabels(results);
  return results.map((result, row) => ({
    kind: 'result',
    id: `${parent.id}/result:${result.id}`,
    parent,
    result,
    label: labels[row] ?? '',
  }));
}

/** Sets that are still to be taken, below a rig, a camera's type or a session that needs them. */
export function missingSetNodes(lists: readonly RigList[], parent: ArchiveNode): MissingSetNode[] {
  const rows = lists.flatMap(({ rig, sets }) => sets.map((set) => ({ rig, set })));
  return rows.map(({ rig, set }) => ({
    kind: 'missingSet',
    id: `${parent.id}/set:${rig}:${set.text}`,
    parent,
    rig,
    set,
  }));
}
