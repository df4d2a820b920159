/** The nodes of the trees: plain data with a parent. `items.ts` decides how they look. */
import type { ObjectSummary, StackedResult } from '../core/api/archive';
import type { ArchivedFrame, FrameProblem } from '../core/base/archivedFrame';
import type { FrameType } from '../core/base/frame';
import type { Master } from '../core/base/master';
import type { MissingSet } from '../core/base/matching';
import type { Session } from '../core/base/session';
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

export interface TypeNode extends Base {
  readonly kind: 'type';
  readonly type: FrameType;
  readonly sessions: number;
  /** True if there are more sessions than were counted. */
  readonly open: boolean;
}

export interface SessionNode extends Base {
  readonly kind: 'session';
  readonly session: Session;
  /** Facts about a master; absent for raw frames. */
  readonly master?: Master;
}

export interface FrameNode extends Base {
  readonly kind: 'frame';
  readonly frame: ArchivedFrame;
}

/** An image stacked from the sessions above it. */
export interface ResultNode extends Base {
  readonly kind: 'result';
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
  /** There are more frames than were counted. */
  readonly open: boolean;
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

export function sessionNode(session: Session, parent: ArchiveNode | undefined, master?: Master): SessionNode {
  const node = { kind: 'session', id: `session:${session.id}`, parent, session } as const;
  return master === undefined ? node : { ...node, master };
}

export function frameNode(frame: ArchivedFrame, parent: ArchiveNode | undefined): FrameNode {
  return { kind: 'frame', id: `frame:${frame.id}`, parent, frame };
}

/** A result is listed below its object and below each of its sessions. */
export function resultNode(result: StackedResult, parent: ArchiveNode): ResultNode {
  return { kind: 'result', id: `${parent.id}/result:${result.id}`, parent, result };
}
