/** Collects what the page about a session shows: the explanation, and the sessions of its candidates. */
import type { Archive } from '../core/api/archive';
import type { Candidate } from '../core/base/matching';
import { LINK_KINDS, type LinkKind } from '../core/base/session';
import { masterText, newerText, replacedTexts, staleAdvice } from '../core/text/masters';
import {
  type Counts,
  type Shown,
  type ShownCandidate,
  type ShownKind,
  type ShownMaster,
} from './explainProtocol';
import { FEW } from './pageSizes';

type Source = Pick<Archive, 'explain' | 'session' | 'masters'>;

/** Raw sets that are listed for a master. */
const MOST_SETS = 20;

/** The explanation with the first candidates of each kind: `counts` of them, `FEW` by default. */
export async function explanation(
  archive: Source,
  id: string,
  counts: Counts,
  editable: boolean,
): Promise<Shown> {
  const { session, candidates, manual, missing } = await archive.explain(id);
  const kinds: ShownKind[] = [];
  for (const kind of kindsOf(session)) {
    const list = candidates[kind];
    kinds.push({
      kind,
      total: list.length,
      candidates: await shown(archive, list.slice(0, counts[kind] ?? FEW)),
      manual: manual[kind] ?? null,
    });
  }
  const master = session.master ? await shownMaster(archive, session.id) : null;
  return { session, kinds, missing: missing.map(({ text }) => text), master, editable };
}

async function shownMaster(archive: Source, session: string): Promise<ShownMaster | null> {
  const [master] = (await archive.masters({ session })).items;
  if (!master) return null;
  const newer = master.newer === null ? null : await archive.session(master.newer);
  const advice = master.stale ? staleAdvice() : newer ? `${newerText(newer)}.` : '';
  return { text: masterText(master), advice, sets: await replacedTexts(archive, master, MOST_SETS) };
}

/**
 * The links that a session can have: raw lights have all, raw flats have bias and flat-darks, others have
 * none.
 */
function kindsOf({ type, master, processing }: Shown['session']): readonly LinkKind[] {
  if (processing !== null) return [];
  if (type === 'light') return LINK_KINDS;
  return type === 'flat' && !master ? ['bias', 'flatDark'] : [];
}

function shown(archive: Source, list: readonly Candidate[]): Promise<ShownCandidate[]> {
  return Promise.all(
    list.map(async ({ candidate, verdict, criteria }) => ({
      session: await archive.session(candidate),
      verdict,
      criteria,
    })),
  );
}
