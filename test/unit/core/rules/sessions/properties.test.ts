import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ArchivedFrame } from '../../../../../src/core/base/archivedFrame';
import type { DEFAULT_TOLERANCES } from '../../../../../src/core/base/matching';
import { LINK_KINDS, type LinkKind, type Session } from '../../../../../src/core/base/session';
import { REQUIREMENTS, valuesOf } from '../../../../../src/core/rules/sessions/criteria';
import { explainSession } from '../../../../../src/core/rules/sessions/explain';
import { groupFrames } from '../../../../../src/core/rules/sessions/groupFrames';
import {
  linkSessions,
  type ManualLinks,
  wantsCalibration,
} from '../../../../../src/core/rules/sessions/linkSessions';
import { missingSets } from '../../../../../src/core/rules/sessions/missing';
import { verdictOf } from '../../../../../src/core/rules/sessions/requirement';
import { mayServe } from '../../../../../src/core/rules/sessions/role';
import { archive, tolerances } from './arbitrary';

const RUNS = { numRuns: 80 };
const sessionsOf = (frames: readonly ArchivedFrame[]) => groupFrames(frames).map((group) => group.session);

/** Some links by hand, chosen by dice. */
function manualLinks(sessions: readonly Session[], dice: readonly number[]): ManualLinks {
  return new Map(
    dice.flatMap((die, index) => {
      const session = sessions[die % (sessions.length || 1)];
      const target = sessions[(die * 7 + index) % (sessions.length || 1)];
      const kind = LINK_KINDS[index % 4];
      if (!session || !target || !kind) return [];
      return [[session.id, { [kind]: die % 3 === 0 ? null : target.id }] as const];
    }),
  );
}

describe('Sessions and links, whatever the archive', () => {
  it('puts every frame in one session at most, and every light in one', () => {
    fc.assert(
      fc.property(archive, (frames) => {
        const groups = groupFrames(frames);
        const ids = groups.flatMap((group) => group.frames);
        assert.equal(new Set(ids).size, ids.length);
        const wanted = frames.filter(({ type, master, processing, byproduct }) => {
          if (type === 'stack' || type === 'unknown' || (type === 'light' && master)) return false;
          const delivered = type === 'light' && processing === 'calibrated' && !byproduct;
          return processing === null || master || delivered;
        });
        assert.deepEqual(
          [...ids].sort((a, b) => a - b),
          wanted.map((frame) => frame.id),
        );
        assert.equal(new Set(groups.map((group) => group.session.id)).size, groups.length);
      }),
      RUNS,
    );
  });

  it('never mixes processed frames with raw ones, nor lets them calibrate anything', () => {
    fc.assert(
      fc.property(archive, tolerances, (frames, limits) => {
        const groups = groupFrames(frames, limits);
        const byId = new Map(frames.map((frame) => [frame.id, frame]));
        for (const { session, frames: ids } of groups) {
          if (session.master) continue;
          for (const id of ids) assert.equal(byId.get(id)?.processing ?? null, session.processing);
          if (session.processing !== null) assert.equal(session.type, 'light');
        }
        const links = linkSessions(
          groups.map(({ session }) => session),
          limits,
        );
        for (const { session } of groups) {
          const own = links.get(session.id);
          if (session.processing !== null && own)
            assert.deepEqual(Object.values(own), [null, null, null, null]);
        }
      }),
      RUNS,
    );
  });

  it('does not depend on the order of frames or sessions', () => {
    const shuffled = archive.chain((frames) =>
      fc.tuple(fc.constant(frames), fc.shuffledSubarray(frames, { minLength: frames.length })),
    );
    fc.assert(
      fc.property(shuffled, tolerances, ([frames, others], limits) => {
        const groups = groupFrames(frames);
        assert.deepEqual(groupFrames(others), groups);
        const sessions = groups.map((group) => group.session);
        const reversed = [...sessions].reverse();
        const links = linkSessions(sessions, limits);
        const again = linkSessions(reversed, limits);
        for (const { id } of sessions) assert.deepEqual(again.get(id), links.get(id));
        assert.deepEqual(missingSets(reversed, again, limits), missingSets(sessions, links, limits));
      }),
      RUNS,
    );
  });

  it('keeps the ids of the sessions when later frames of the same sessions come', () => {
    fc.assert(
      fc.property(archive, (frames) => {
        const raw = frames.filter((frame) => !frame.master);
        const later = raw.map((frame) => ({
          ...frame,
          id: frame.id + 1000,
          sha256: `f${frame.sha256.slice(1)}`,
          dateObs: frame.dateObs?.replace(':00.000Z', ':30.000Z') ?? null,
        }));
        const ids = (all: readonly ArchivedFrame[]) => sessionsOf(all).map((session) => session.id);
        assert.deepEqual(ids([...raw, ...later]).sort(), ids(raw).sort());
      }),
      RUNS,
    );
  });

  it('links no pair that fails a criterion', () => {
    fc.assert(
      fc.property(archive, tolerances, (frames, limits) => {
        const sessions = sessionsOf(frames);
        const byId = new Map(sessions.map((session) => [session.id, session]));
        for (const [id, links] of linkSessions(sessions, limits)) {
          const session = byId.get(id);
          assert.ok(session && wantsCalibration(session));
          for (const kind of LINK_KINDS) {
            const candidate = byId.get(links[kind] ?? '');
            if (!candidate) continue;
            const ofFlat: boolean = session.type === 'light' && kind === 'flatDark';
            const wanted: Session | undefined = ofFlat ? byId.get(links.flat ?? '') : session;
            assert.ok(wanted);
            assert.ok(mayServe(kind, candidate));
            assert.deepEqual(failures(kind, wanted, candidate, limits), []);
          }
        }
      }),
      RUNS,
    );
  });

  it('links what the explanation calls chosen, with links by hand as without', () => {
    fc.assert(
      fc.property(
        archive,
        tolerances,
        fc.array(fc.nat({ max: 1000 }), { maxLength: 12 }),
        (frames, limits, dice) => {
          const sessions = sessionsOf(frames);
          const manual = manualLinks(sessions, dice);
          const links = linkSessions(sessions, limits, manual);
          for (const session of sessions) {
            const explained = explainSession(session, sessions, limits, manual);
            for (const kind of LINK_KINDS) {
              const [first, ...others] = explained[kind];
              const chosen = first?.verdict === 'chosen' ? first.candidate : null;
              assert.equal(links.get(session.id)?.[kind] ?? null, chosen);
              assert.ok(others.every((candidate) => candidate.verdict !== 'chosen'));
              assert.equal(
                new Set(explained[kind].map(({ candidate }) => candidate)).size,
                explained[kind].length,
              );
            }
          }
        },
      ),
      RUNS,
    );
  });

  it('refuses exactly the candidates with a failed criterion, and never lists one before a possible one', () => {
    fc.assert(
      fc.property(archive, tolerances, (frames, limits) => {
        const sessions = sessionsOf(frames);
        for (const session of sessions) {
          for (const candidates of Object.values(explainSession(session, sessions, limits))) {
            const refused = candidates.map(({ criteria }) =>
              criteria.some(({ verdict }) => verdict === 'failed'),
            );
            assert.deepEqual(
              candidates.map(({ verdict }) => verdict === 'refused'),
              refused,
            );
            assert.deepEqual([...refused].sort(), refused);
          }
        }
      }),
      RUNS,
    );
  });

  it('asks for darks and flats exactly where they are not linked', () => {
    fc.assert(
      fc.property(archive, tolerances, (frames, limits) => {
        const sessions = sessionsOf(frames);
        const links = linkSessions(sessions, limits);
        const missing = missingSets(sessions, links, limits);
        for (const kind of ['dark', 'flat'] as const) {
          const waiting = missing.filter((set) => set.kind === kind).flatMap((set) => set.sessions);
          const without = sessions.filter(
            ({ id, type }) => type === 'light' && links.get(id)?.[kind] === null,
          );
          assert.deepEqual([...waiting].sort(), without.map(({ id }) => id).sort());
        }
        assert.equal(new Set(missing.map((set) => set.text)).size, missing.length);
      }),
      RUNS,
    );
  });
});

function failures(
  kind: LinkKind,
  wanted: Session,
  candidate: Session,
  limits: typeof DEFAULT_TOLERANCES,
): string[] {
  const ours = valuesOf(kind, wanted);
  const theirs = valuesOf(kind, candidate);
  return REQUIREMENTS[kind].flatMap((rule, index) =>
    verdictOf(rule, ours[index] ?? null, theirs[index] ?? null, limits) === 'failed' ? [rule.name] : [],
  );
}
