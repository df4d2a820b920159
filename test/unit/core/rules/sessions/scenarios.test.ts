import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Candidate, DEFAULT_TOLERANCES, type Tolerances } from '../../../../../src/core/base/matching';
import { LINK_KINDS, type LinkKind } from '../../../../../src/core/base/session';
import { explainSession } from '../../../../../src/core/rules/sessions/explain';
import { groupFrames, type SessionGroup } from '../../../../../src/core/rules/sessions/groupFrames';
import { linkSessions } from '../../../../../src/core/rules/sessions/linkSessions';
import { missingSets } from '../../../../../src/core/rules/sessions/missing';
import { expand, type ExpectedCandidate, readScenarios, type Scenario } from './scenario';

describe('Sessions and links, scenario by scenario', () => {
  it('lists every scenario by its rule in the README, and none that there is not', () => {
    const listed = readFileSync(join(__dirname, 'README.md'), 'utf8').matchAll(
      /`([a-z0-9]+(?:-[a-z0-9]+)*)`/g,
    );
    const names = readScenarios().map(({ file }) => file.replace('.json', ''));
    const known = new Set([...listed].map(([, name]) => name).filter((name) => name !== 'scenarios'));
    assert.deepEqual([...known].sort(), names.sort());
  });

  for (const scenario of readScenarios()) {
    it(`${scenario.file.replace('.json', '')}: ${scenario.rule}`, () => check(scenario));
  }
});

function check(scenario: Scenario): void {
  const { frames, expected } = expand(scenario);
  const tolerances: Tolerances = { ...DEFAULT_TOLERANCES, ...scenario.tolerances };
  const groups = groupFrames(frames, tolerances);
  const names = nameSessions(groups, expected);
  assert.deepEqual(groupFrames([...frames].reverse(), tolerances), groups, 'the order of the frames shows');

  const sessions = groups.map((group) => group.session);
  const idOf = (name: string) => {
    const found = [...names].find(([, known]) => known === name);
    assert.ok(found, `the scenario has no session "${name}"`);
    return found[0];
  };
  const nameOf = (id: string | null) => (id === null ? null : names.get(id));
  const sessionOf = (name: string) => {
    const found = sessions.find((session) => session.id === idOf(name));
    assert.ok(found);
    return found;
  };

  for (const [name, fields] of Object.entries(scenario.sessions ?? {})) {
    const session: Record<string, unknown> = { ...sessionOf(name) };
    for (const [field, value] of Object.entries(fields)) {
      assert.deepEqual(session[field], value, `${field} of "${name}"`);
    }
  }

  const manual = new Map(
    Object.entries(scenario.manual ?? {}).map(([name, wishes]) => [
      idOf(name),
      Object.fromEntries(
        Object.entries(wishes).map(([kind, target]) => [
          kind,
          target === null || target === 'a session that is gone' ? target : idOf(target),
        ]),
      ),
    ]),
  );
  const links = linkSessions(sessions, tolerances, manual);
  for (const [name, wanted] of Object.entries(scenario.links ?? {})) {
    const got = links.get(idOf(name));
    for (const [kind, target] of Object.entries(wanted)) {
      assert.equal(nameOf(got?.[kind as LinkKind] ?? null), target, `${kind} of "${name}"`);
    }
  }

  for (const session of sessions) {
    const explained = explainSession(session, sessions, tolerances, manual);
    for (const kind of LINK_KINDS) {
      const chosen = explained[kind].filter((candidate) => candidate.verdict === 'chosen');
      const link = links.get(session.id)?.[kind] ?? null;
      assert.deepEqual(
        chosen.map((candidate) => nameOf(candidate.candidate)),
        link === null ? [] : [nameOf(link)],
        `${kind} of "${names.get(session.id)}" is linked and explained differently`,
      );
    }
  }
  for (const [name, wanted] of Object.entries(scenario.explained ?? {})) {
    const explained = explainSession(sessionOf(name), sessions, tolerances, manual);
    for (const [kind, list] of Object.entries(wanted)) {
      const got = explained[kind as LinkKind].map((candidate, index) =>
        short(candidate, nameOf(candidate.candidate) ?? '', list[index]),
      );
      assert.deepEqual(got, list, `candidates for the ${kind} of "${name}"`);
    }
  }

  if (scenario.missing) {
    const missing = missingSets(sessions, links, tolerances, manual);
    assert.deepEqual(
      missing.map((set) => set.text),
      scenario.missing,
    );
  }
}

/** Checks that the frames lie in sessions as expected, and returns the name of each session. */
function nameSessions(
  groups: readonly SessionGroup[],
  expected: ReadonlyMap<number, string | undefined>,
): Map<string, string> {
  const got = groups.map((group) => [...group.frames].sort((a, b) => a - b));
  const wanted = new Map<string, number[]>();
  for (const [frame, name] of expected) {
    if (name !== undefined) wanted.set(name, [...(wanted.get(name) ?? []), frame]);
  }
  const readable = (lists: readonly number[][]) =>
    lists.map((list) => `${expected.get(list[0] ?? 0) ?? 'in no session'}: ${list.join(' ')}`).sort();
  assert.deepEqual(readable(got), readable([...wanted.values()]), 'the sessions');
  assert.equal(new Set(groups.map((group) => group.session.id)).size, groups.length, 'ids are unique');
  for (const { session, frames } of groups) {
    assert.equal(session.frameCount, frames.length);
    assert.match(session.id, /^[0-9a-f]{12}$/);
  }
  return new Map(groups.map(({ session, frames }) => [session.id, expected.get(frames[0] ?? 0) ?? '']));
}

/** A candidate with as much detail as the scenario gives of it. */
function short(candidate: Candidate, name: string, wanted: ExpectedCandidate | undefined): ExpectedCandidate {
  const of = (verdict: string) =>
    candidate.criteria
      .filter((criterion) => criterion.verdict === verdict)
      .map((criterion) => criterion.name);
  const notes = candidate.criteria
    .filter((criterion) => wanted?.notes?.[criterion.name] !== undefined)
    .map((criterion) => [criterion.name, criterion.note] as const);
  return {
    candidate: name,
    verdict: candidate.verdict,
    ...(wanted?.failed ? { failed: of('failed') } : {}),
    ...(wanted?.unknown ? { unknown: of('unknown') } : {}),
    ...(wanted?.differs ? { differs: of('differs') } : {}),
    ...(wanted?.notes ? { notes: Object.fromEntries(notes) } : {}),
  };
}
