/** What masters stand in for, and when they are stale. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DEFAULT_TOLERANCES } from '../../../../../src/core/base/matching';
import { LINK_KINDS, type Session } from '../../../../../src/core/base/session';
import { criteriaOf } from '../../../../../src/core/rules/sessions/explain';
import { groupFrames } from '../../../../../src/core/rules/sessions/groupFrames';
import { mastersOf } from '../../../../../src/core/rules/sessions/mastersOf';
import { dayNumber, nightsApart } from '../../../../../src/core/rules/sessions/rank';
import { ageText, masterText } from '../../../../../src/core/text/masters';
import { session } from '../../../../support/session';
import { archive, tolerances } from './arbitrary';

const dark = (id: string, night: string | null, differs: Partial<Session> = {}) =>
  session({ id, type: 'dark', object: null, filter: null, night, ...differs });
const master = (id: string, night: string | null, differs: Partial<Session> = {}) =>
  dark(id, night, { master: true, frameCount: 1, ...differs });

/** The masters of these sessions on a day, with a limit of a year. */
function on(today: string, sessions: readonly Session[], staleDays = 365) {
  const rules = { tolerances: DEFAULT_TOLERANCES, staleDays, today: dayNumber(today) ?? 0 };
  return new Map(mastersOf(sessions, new Map([['m', 30]]), rules).map((one) => [one.id, one]));
}

describe('masters', () => {
  it('stand in for raw sets that nothing speaks against, the nearest night first', () => {
    const sessions = [
      dark('after', '2024-03-03'),
      dark('same', '2024-03-01'),
      dark('warmer', '2024-03-01', { ccdTemp: 0 }),
      dark('other gain', '2024-03-01', { gain: 0 }),
      dark('other telescope', '2024-03-01', { telescope: 'RASA' }),
      dark('other rows', '2024-03-01', { rowOrder: 'BOTTOM-UP' }),
      dark('longer', '2024-03-01', { exposure: 600 }),
      dark('before', '2024-02-01', { ccdTemp: -13 }),
      dark('years ago', '2022-03-01'),
      dark('undated', null),
      session({ id: 'lights', night: '2024-03-01' }),
      master('another', '2024-03-01', { gain: 0 }),
      master('m', '2024-03-01', { rowOrder: 'TOP-DOWN' }),
      // PixInsight drops them.
      master('silent', '2024-03-01', { gain: null, offset: null, telescope: null }),
    ];
    const masters = on('2024-04-01', sessions);
    assert.deepEqual([...masters.keys()], ['another', 'm', 'silent']);
    assert.deepEqual(masters.get('m')?.replaces, ['same', 'after', 'before']);
    assert.deepEqual(masters.get('another')?.replaces, ['other gain']);
    assert.deepEqual(masters.get('silent')?.replaces, [
      'other gain',
      'other rows',
      'other telescope',
      'same',
      'after',
      'before',
    ]);
    assert.equal(masters.get('m')?.stackCount, 30);
    assert.equal(masters.get('silent')?.stackCount, null);
    assert.deepEqual(on('2024-04-01', sessions, 0).get('m')?.replaces, [
      'same',
      'after',
      'before',
      'years ago',
    ]);
  });

  it('of flats stand in for those of their night alone, and are never stale', () => {
    const flat = (id: string, night: string, differs: Partial<Session> = {}) =>
      session({ id, type: 'flat', object: null, night, exposure: 2, ...differs });
    const masters = on('2026-01-01', [
      flat('same', '2024-03-01'),
      flat('turned', '2024-03-01', { rotator: 90 }),
      flat('next', '2024-03-02'),
      flat('m', '2024-03-01', { master: true, rotator: 10 }),
    ]);
    assert.deepEqual(masters.get('m')?.replaces, ['same']);
    assert.equal(masters.get('m')?.stale, false);
  });

  it('are stale when they are older than the limit and nothing newer can serve', () => {
    const alone = [master('m', '2024-03-01')];
    const staleOn = (today: string, sessions: readonly Session[], staleDays?: number) =>
      on(today, sessions, staleDays).get('m')?.stale;
    assert.equal(staleOn('2025-03-01', alone), false);
    assert.equal(staleOn('2025-03-02', alone), true);
    assert.equal(staleOn('2025-03-02', alone, 0), false);
    assert.equal(staleOn('2024-03-12', alone, 10), true);
    assert.equal(staleOn('2025-03-02', [master('m', null)]), false);
    assert.equal(staleOn('2025-03-02', [...alone, dark('new', '2025-01-01', { gain: 0 })]), true);
    assert.equal(staleOn('2025-03-02', [...alone, dark('old', '2024-01-01')]), true);
    const followed = [...alone, dark('new', '2025-01-01'), master('newest', '2025-02-01')];
    assert.equal(staleOn('2026-01-01', followed), false);
    assert.equal(on('2026-01-01', followed).get('m')?.newer, 'newest');
    assert.equal(on('2025-03-02', alone).get('m')?.ageDays, 366);
    assert.equal(on('2024-02-01', alone).get('m')?.ageDays, 0);
  });

  it('agree with a comparison of every pair, criterion by criterion', () => {
    fc.assert(
      fc.property(archive, tolerances, fc.constantFrom(0, 2, 365), (frames, allowed, staleDays) => {
        const sessions = groupFrames(frames, allowed).map(({ session: one }) => one);
        const today = dayNumber('2024-09-20') ?? 0;
        const got = mastersOf(sessions, new Map(), { tolerances: allowed, staleDays, today });
        const expected = sessions.flatMap((own) => {
          const kind = LINK_KINDS.find((one) => one === own.type);
          if (kind === undefined || !own.master) return [];
          const fits = (wanted: Session, offered: Session) =>
            criteriaOf(kind, wanted, offered, allowed).every(
              ({ verdict }) => verdict === 'matched' || verdict === 'unknown',
            );
          const reach = kind === 'flat' ? 0 : staleDays > 0 ? staleDays : Infinity;
          const replaces = sessions.filter((raw) => {
            const apart = nightsApart(own, raw);
            const near = apart !== null && Math.abs(apart) <= reach;
            return raw.type === kind && !raw.master && near && fits(raw, own);
          });
          const newer = sessions.filter(
            (other) => other.type === kind && (nightsApart(own, other) ?? 0) > 0 && fits(own, other),
          );
          return [{ id: own.id, replaces: replaces.map(({ id }) => id).sort(), newer: newer.length > 0 }];
        });
        assert.deepEqual(
          got.map(({ id, replaces, newer }) => ({
            id,
            replaces: [...replaces].sort(),
            newer: newer !== null,
          })),
          expected,
        );
      }),
    );
  });

  it('are told in words', () => {
    const texts = [0, 1, 59, 60, 412, 730, 731, 1500].map(ageText);
    assert.deepEqual(texts, [
      'made today',
      '1 day old',
      '59 days old',
      '1 month old',
      '13 months old',
      '23 months old',
      '2 years old',
      '4 years old',
    ]);
    const known = { id: 'm', stackCount: 30, ageDays: 412, stale: true, newer: null, replaces: [] };
    assert.equal(masterText(known), 'from 30 frames, 13 months old, stale');
    assert.equal(masterText({ ...known, stackCount: null, ageDays: null, stale: false }), '');
  });
});
