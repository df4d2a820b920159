/** An archive made of lists, for the trees to show. */
import assert from 'node:assert/strict';
import type {
  CameraSummary,
  Page,
  PageRequest,
  SessionQuery,
  StackedResult,
  Stats,
} from '../../../src/core/api/archive';
import { type ArchivedFrame, FRAME_PROBLEMS, type FrameProblem } from '../../../src/core/base/archivedFrame';
import type { MissingSet } from '../../../src/core/base/matching';
import type { Session } from '../../../src/core/base/session';
import type { TreeRequests } from '../../../src/tree/archiveTree';

function pageOf<T>(rows: readonly T[], { from = 0, limit = 1000 }: PageRequest): Promise<Page<T>> {
  assert.ok(limit <= 1000, 'no request asks for more than 1000 rows');
  const end = Math.min(rows.length, from + limit);
  return Promise.resolve({ items: rows.slice(from, end), next: end < rows.length ? end : null });
}

/** An archive of these sessions, each with frames that have nothing but a number. */
export function archiveOf(
  sessions: readonly Session[],
  results: readonly StackedResult[] = [],
  missing: readonly MissingSet[] = [],
  problems: Partial<Record<FrameProblem, readonly ArchivedFrame[]>> = {},
  stacks: readonly ArchivedFrame[] = [],
): TreeRequests {
  const matches = (each: Session, { type, kind, object, imager }: SessionQuery) =>
    (type === undefined || each.type === type) &&
    (kind === undefined || (each.type === 'light') === (kind === 'light')) &&
    (object === undefined || each.object === object) &&
    (imager === undefined || each.imager === imager);
  return {
    results: ({ session: id, object, ...page }) =>
      pageOf(
        results.filter((each) => (id === undefined ? each.object === object : each.sessions.includes(id))),
        page,
      ),
    sessions: (query) =>
      pageOf(
        sessions.filter((each) => matches(each, query)),
        query,
      ),
    objects: (request) => {
      const names = [...new Set(sessions.filter(({ type }) => type === 'light').map(({ object }) => object))];
      const summary = { sessions: 1, frameCount: 60, totalExposure: 18000, filters: ['Ha'], lastNight: null };
      return pageOf(
        names.map((object) => ({ object, ...summary })),
        request,
      );
    },
    cameras: () => Promise.resolve(camerasOf(sessions)),
    problems: () => {
      const counts = FRAME_PROBLEMS.map((problem) => [problem, problems[problem]?.length ?? 0] as const);
      return Promise.resolve(Object.fromEntries(counts) as Record<FrameProblem, number>);
    },
    stats: () => Promise.resolve({ missing } as unknown as Stats),
    masters: (request) => pageOf([], request),
    frames: ({ session: id = '', problem, stacksOf, ...request }) => {
      if (stacksOf !== undefined) return pageOf(stacks, request);
      if (problem !== undefined) return pageOf(problems[problem] ?? [], request);
      const count = sessions.find((each) => each.id === id)?.frameCount ?? 0;
      const frames = Array.from({ length: count }, (_, i) => ({
        id: i,
        path: `/astro/${i}.fits`,
        problems: [],
        dateObs: null,
        ccdTemp: null,
      }));
      return pageOf(frames as unknown as ArchivedFrame[], request);
    },
  };
}

function camerasOf(sessions: readonly Session[]): CameraSummary[] {
  const cameras = new Map<string | null, CameraSummary['types'][number][]>();
  for (const type of ['bias', 'dark', 'flat', 'flatDark'] as const) {
    for (const camera of new Set(sessions.map(({ imager }) => imager))) {
      const own = sessions.filter((each) => each.type === type && each.imager === camera);
      if (own.length === 0) continue;
      const nights = own.map(({ night }) => night).sort();
      const types = cameras.get(camera) ?? [];
      cameras.set(camera, types);
      types.push({
        type,
        sessions: own.length,
        frameCount: own.reduce((sum, { frameCount }) => sum + frameCount, 0),
        firstNight: nights[0] ?? null,
        lastNight: nights.at(-1) ?? null,
      });
    }
  }
  return [...cameras].map(([camera, types]) => ({ camera, types }));
}

/** No tooltips. */
export const quiet = () => Promise.resolve(undefined);
