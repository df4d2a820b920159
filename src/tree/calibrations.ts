/**
 * Missing sets by rig; then cameras, where there are several → types of calibration frames → missing sets and
 * sessions, including masters → frames.
 */
import type { CalibrationSummary, Page } from '../core/api/archive';
import type { FrameType } from '../core/base/frame';
import type { Master } from '../core/base/master';
import type { MissingSet } from '../core/base/matching';
import type { Session } from '../core/base/session';
import { foldName } from '../core/rules/names/fold';
import { needsAttention } from '../core/rules/sessions/lacking';
import { newestFirst } from '../core/rules/sessions/listOrder';
import { shoppingList } from '../core/text/shoppingList';
import { ArchiveTree } from './archiveTree';
import type { Fetch } from './listing';
import { type ArchiveNode, type CameraNode, missingSetNodes, sessionNodes, type TypeNode } from './nodes';

const TYPES = ['bias', 'dark', 'flat', 'flatDark'] as const satisfies readonly FrameType[];

/** What there is of one camera, and what is still to be taken with it. */
interface CameraStock {
  readonly camera: string | null;
  readonly types: readonly CalibrationSummary[];
  readonly missing: MissingSet[];
}

export class CalibrationsTree extends ArchiveTree {
  protected override async roots(): Promise<ArchiveNode[]> {
    const [cameras, { missing }] = await Promise.all([
      this.archive.cameras(),
      this.archive.stats({ fresh: false }),
    ]);
    const lists = shoppingList(missing);
    const list: readonly ArchiveNode[] =
      lists.length === 0 ? [] : [{ kind: 'missing', id: 'missing', parent: undefined, lists }];
    const stock = stockOf(cameras, missing);
    const [only] = stock;
    // A level with one item would only be in the way.
    if (only && stock.length === 1) return [...list, ...typeNodes(only, undefined, undefined)];
    return [...list, ...stock.map(cameraNode)];
  }

  protected override async childrenOf(node: ArchiveNode): Promise<ArchiveNode[]> {
    if (node.kind === 'session') return this.framesOf(node);
    if (node.kind === 'missing') {
      return node.lists.map((list) => ({ kind: 'missingRig', id: `rig:${list.rig}`, parent: node, ...list }));
    }
    if (node.kind === 'missingRig') return missingSetNodes([node], node);
    if (node.kind === 'camera') return typeNodes(node, node.camera, node);
    if (node.kind !== 'type') return [];
    const missing = missingSetNodes(shoppingList(node.missing), node);
    if (node.summary === undefined) return missing;
    const masters = await this.#masters();
    const sessions = await this.list(node, this.#fetch(node), (rows) =>
      sessionNodes(inOrder(rows, masters), node, 'type', masters),
    );
    return [...missing, ...sessions];
  }

  /** Masters by session id. The engine caches them, so asking again is cheap. */
  async #masters(): Promise<ReadonlyMap<string, Master>> {
    const masters = new Map<string, Master>();
    for (let from: number | null = 0; from !== null;) {
      const page: Page<Master> = await this.archive.masters({ from });
      for (const master of page.items) masters.set(master.id, master);
      from = page.next;
    }
    return masters;
  }

  #fetch({ type, camera }: TypeNode): Fetch<Session> {
    const imager = camera === undefined ? {} : { imager: camera };
    return (page) => this.archive.sessions({ ...page, ...imager, type });
  }
}

/** What needs the user's eye first, then the newest. */
function inOrder(sessions: readonly Session[], masters: ReadonlyMap<string, Master>): Session[] {
  const isFine = (session: Session) => Number(!needsAttention(session, masters.get(session.id)));
  return [...sessions].sort((a, b) => isFine(a) - isFine(b) || newestFirst(a.night, b.night));
}

/** Cameras that have calibration frames, then those that have none yet. */
function stockOf(
  cameras: readonly Pick<CameraStock, 'camera' | 'types'>[],
  missing: readonly MissingSet[],
): CameraStock[] {
  const stock = new Map<string | null, CameraStock>();
  for (const { camera, types } of cameras) stock.set(foldName(camera), { camera, types, missing: [] });
  for (const set of missing) {
    const key = foldName(set.imager);
    const known = stock.get(key) ?? { camera: set.imager, types: [], missing: [] };
    known.missing.push(set);
    stock.set(key, known);
  }
  return [...stock.values()];
}

function cameraNode({ camera, types, missing }: CameraStock): CameraNode {
  return {
    kind: 'camera',
    id: `camera:${foldName(camera) ?? ''}`,
    parent: undefined,
    camera,
    types,
    missing,
  };
}

/** Types without sessions are left out, unless sets of them are still to be taken. */
function typeNodes(
  { types, missing }: Pick<CameraNode, 'types' | 'missing'>,
  camera: string | null | undefined,
  parent: CameraNode | undefined,
): TypeNode[] {
  return TYPES.flatMap((type) => {
    const summary = types.find((each) => each.type === type);
    const wanted = missing.filter(({ kind }) => kind === type);
    if (summary === undefined && wanted.length === 0) return [];
    const id = parent === undefined ? `type:${type}` : `${parent.id}/type:${type}`;
    const node = { kind: 'type', id, parent, type, camera, missing: wanted } as const;
    return [summary === undefined ? node : { ...node, summary }];
  });
}
