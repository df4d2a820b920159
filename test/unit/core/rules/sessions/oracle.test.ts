import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FrameType, RowOrder } from '../../../../../src/core/base/frame';
import { DEFAULT_TOLERANCES, type Tolerances } from '../../../../../src/core/base/matching';
import { LINK_KINDS, type LinkKind, type Session } from '../../../../../src/core/base/session';
import { explainSession } from '../../../../../src/core/rules/sessions/explain';
import { linkSessions } from '../../../../../src/core/rules/sessions/linkSessions';
import { session } from '../../../../support/session';

/** The table of the design once more, written without the code it checks: why a pair must not be linked. */
function forbidden(kind: LinkKind, wanted: Session, offered: Session, limits: Tolerances): string | null {
  const differ = (field: keyof Session) =>
    wanted[field] !== null && offered[field] !== null && wanted[field] !== offered[field];
  const farther = (field: 'exposure' | 'ccdTemp' | 'focalLength', most: number) => {
    const [a, b] = [wanted[field], offered[field]];
    return a !== null && b !== null && Math.abs(a - b) > most + 1e-6;
  };
  const shortDark = kind === 'flatDark' && offered.type === 'dark';
  if (offered.type !== kind && !shortDark) return 'another type';
  if (shortDark && (wanted.exposure === null || offered.exposure === null)) return 'of no known exposure';
  for (const field of ['imager', 'gain', 'offset', 'usbLimit'] as const) {
    if (differ(field)) return field;
  }
  if (kind === 'flat' && differ('telescope')) return 'telescope';
  const [ours, theirs] = [modeOf(wanted), modeOf(offered)];
  for (const field of ['mode', 'modeNumber', 'conversionGain'] as const) {
    const [a, b] = [ours[field], theirs[field]];
    if (a !== null && b !== null && a !== b) return field;
  }
  const pairs = [
    ['binningX', 'binningY'],
    ['width', 'height'],
    ['bayerOffsetX', 'bayerOffsetY'],
    ['subframeX', 'subframeY'],
  ] as const;
  for (const both of pairs) {
    const known = both.every((field) => wanted[field] !== null && offered[field] !== null);
    if (known && both.some(differ)) return both.join();
  }
  if (kind === 'dark' || kind === 'flatDark') {
    const exposure = Math.max(
      limits.exposureSeconds,
      ((wanted.exposure ?? 0) * limits.exposurePercent) / 100,
    );
    if (farther('exposure', exposure)) return 'exposure';
    if (farther('ccdTemp', limits.temperature)) return 'temperature';
  }
  if (kind === 'flat') {
    if (differ('filter')) return 'filter';
    if (farther('focalLength', ((wanted.focalLength ?? 0) * limits.focalLengthPercent) / 100))
      return 'focal length';
    if (wanted.rotator !== null && offered.rotator !== null) {
      const radians = ((wanted.rotator - offered.rotator) * Math.PI) / 180;
      const apart = (Math.acos(Math.min(1, Math.max(-1, Math.cos(radians)))) * 180) / Math.PI;
      if (apart > limits.rotator + 1e-6) return 'rotator';
    }
  }
  return null;
}

/** A mode is a number, a name, or a conversion gain by the name of a mode. */
function modeOf({ readoutMode, conversionGain }: Session) {
  const named = readoutMode?.endsWith('Conversion Gain') ? readoutMode.split(' ')[0] : undefined;
  const gain = conversionGain ?? named;
  const isNumber = readoutMode !== null && Number.isFinite(Number(readoutMode));
  return {
    mode: isNumber || named !== undefined ? null : readoutMode,
    modeNumber: isNumber ? readoutMode : null,
    conversionGain: gain?.toLowerCase() ?? null,
  };
}

/** What makes a candidate one of the second choice: another telescope is less bad than another row order. */
function secondChoice(kind: LinkKind, wanted: Session, offered: Session): number {
  const differ = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;
  const rows = differ(wanted.rowOrder, offered.rowOrder) ? 2 : 0;
  return rows + (kind !== 'flat' && differ(wanted.telescope, offered.telescope) ? 1 : 0);
}

/** Whether two sessions have the same values, whatever they are called and however many frames they have. */
function sameBut(a: Session, b: Session): boolean {
  const plain = (of: Session) => JSON.stringify({ ...of, id: '', type: '', master: false, frameCount: 0 });
  return plain(a) === plain(b);
}

const of = <T>(...values: T[]) => fc.constantFrom(...values);
const some = fc
  .record({
    type: of<FrameType>('light', 'light', 'dark', 'flat', 'bias', 'flatDark'),
    master: of(false, false, true),
    night: of('2024-09-12', '2024-09-13', '2024-09-14', '2024-03-01', null),
    telescope: of('FSQ', 'FSQ', 'RASA', null),
    imager: of('ASI2600MM', 'ASI2600MM', 'QHY268M', null),
    filter: of('L', 'L', 'Ha', null),
    exposure: of(300, 300, 302, 305, 2, 0.1, 0.16, null),
    gain: of(100, 100, 0, null),
    offset: of(50, 50, 0, null),
    binningX: of(1, 1, 2, null),
    width: of(6248, 6248, 3124, null),
    readoutMode: of(null, null, 'High Gain', 'Fast', '1', '2', 'Low Conversion Gain'),
    conversionGain: of(null, null, 'Low', 'High'),
    usbLimit: of(null, 40, 40, 60),
    rowOrder: of<RowOrder | null>(null, 'TOP-DOWN', 'TOP-DOWN', 'BOTTOM-UP'),
    bayerOffsetX: of(null, 0, 0, 1),
    subframeX: of(null, 0, 0, 100),
    ccdTemp: of(-10, -10, -5, -4.9, -15.1, 0, null),
    rotator: of(0, 1, 359, 2.1, 180, null),
    focalLength: of(550, 555, 556, 440, null),
  })
  .map(({ master, ...values }) => ({
    ...values,
    master: master && values.type !== 'light',
    binningY: values.binningX,
    bayerOffsetY: values.bayerOffsetX === null ? null : 0,
    subframeY: values.subframeX === null ? null : 0,
    height: values.width === null ? null : 4176,
  }));
const archive = fc
  .array(some, { minLength: 10, maxLength: 60 })
  .map((all) => all.map((values, index) => session({ ...values, id: index.toString(16).padStart(12, '0') })));
const limits: fc.Arbitrary<Tolerances> = fc
  .record({
    temperature: of(0, 5, 20),
    exposurePercent: of(0, 1, 2),
    rotator: of(0, 2, 5),
    focalLengthPercent: of(0, 1, 30),
    preferMasters: fc.boolean(),
  })
  .map((own) => ({ ...DEFAULT_TOLERANCES, ...own }));

describe('Links against the table of the design', () => {
  it('link no forbidden pair, whatever the archive and the tolerances', () => {
    fc.assert(
      fc.property(archive, limits, (sessions, tolerances) => {
        const byId = new Map(sessions.map((each) => [each.id, each]));
        for (const [id, links] of linkSessions(sessions, tolerances)) {
          for (const kind of LINK_KINDS) {
            const offered = byId.get(links[kind] ?? '');
            const own = byId.get(id);
            const wanted = kind === 'flatDark' && own?.type === 'light' ? byId.get(links.flat ?? '') : own;
            if (offered === undefined) continue;
            assert.ok(wanted);
            assert.equal(forbidden(kind, wanted, offered, tolerances), null);
          }
        }
      }),
      { numRuns: 80 },
    );
  });

  it('take another telescope or row order only where there is nothing of the own, and mark it', () => {
    fc.assert(
      fc.property(archive, limits, (sessions, tolerances) => {
        const links = linkSessions(sessions, tolerances);
        for (const light of sessions.filter(({ type }) => type === 'light')) {
          const explained = explainSession(light, sessions, tolerances);
          for (const kind of ['bias', 'dark', 'flat'] as const) {
            const chosen = sessions.find(({ id }) => id === links.get(light.id)?.[kind]);
            if (!chosen) continue;
            const named = kind === 'flat' && chosen.filter !== null && light.filter !== null;
            const weights = sessions
              .filter((offered) => forbidden(kind, light, offered, tolerances) === null)
              .filter(({ filter }) => !named || filter !== null)
              .map((offered) => secondChoice(kind, light, offered));
            const own = secondChoice(kind, light, chosen);
            assert.equal(own, Math.min(...weights));
            const marked = explained[kind][0]?.criteria.filter(({ verdict }) => verdict === 'differs');
            assert.equal((marked?.length ?? 0) > 0, own > 0);
          }
        }
      }),
      { numRuns: 80 },
    );
  });

  it('leave no light without darks, flats and bias frames that the table allows', () => {
    fc.assert(
      fc.property(archive, limits, (sessions, tolerances) => {
        const links = linkSessions(sessions, tolerances);
        const lights = sessions.filter(({ type }) => type === 'light');
        for (const light of lights) {
          for (const kind of ['bias', 'dark', 'flat'] as const) {
            const allowed = sessions.filter(
              (offered) => forbidden(kind, light, offered, tolerances) === null,
            );
            const found = links.get(light.id)?.[kind] !== null;
            if (found || kind !== 'flat' || light.filter === null) {
              assert.equal(found, allowed.length > 0, kind);
              continue;
            }
            // Flats that do not say their filter are for the lights of one alone.
            assert.ok(allowed.every(({ filter }) => filter === null));
            const others = lights.filter(({ filter }) => filter !== null && filter !== light.filter);
            const contested = allowed.some((flat) =>
              others.some((other) => forbidden('flat', other, flat, tolerances) === null),
            );
            assert.ok(allowed.length === 0 || contested);
          }
        }
      }),
      { numRuns: 80 },
    );
  });

  it('give flats that do not say their filter to lights of one filter alone', () => {
    fc.assert(
      fc.property(archive, limits, (sessions, tolerances) => {
        const served = new Map<string, Set<string>>();
        for (const [id, { flat }] of linkSessions(sessions, tolerances)) {
          const light = sessions.find((each) => each.id === id);
          const nameless = sessions.find((each) => each.id === flat)?.filter === null;
          if (!nameless || flat === null || !light?.filter) continue;
          served.set(flat, (served.get(flat) ?? new Set()).add(light.filter));
        }
        for (const filters of served.values()) assert.equal(filters.size, 1);
      }),
      { numRuns: 80 },
    );
  });

  it('give raw flats flat-darks, by whatever name, and a dark only where no flat-dark is as good', () => {
    fc.assert(
      fc.property(archive, limits, (sessions, tolerances) => {
        const links = linkSessions(sessions, tolerances);
        for (const flat of sessions.filter(({ type, master }) => type === 'flat' && !master)) {
          const fitting = sessions.filter((each) => forbidden('flatDark', flat, each, tolerances) === null);
          const chosen = sessions.find(({ id }) => id === links.get(flat.id)?.flatDark);
          assert.equal(chosen === undefined, fitting.length === 0);
          if (chosen?.type !== 'dark') continue;
          const twin = fitting.find((each) => each.type === 'flatDark' && sameBut(each, chosen));
          assert.equal(twin, undefined);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('offer darks of another exposure as ones to scale, and never choose one', () => {
    fc.assert(
      fc.property(archive, limits, (sessions, tolerances) => {
        for (const light of sessions.filter(({ type }) => type === 'light')) {
          const { dark } = explainSession(light, sessions, tolerances);
          assert.equal(dark.length, sessions.filter(({ type }) => type === 'dark').length);
          for (const { verdict, criteria } of dark) {
            const exposure = criteria.find(({ name }) => name === 'exposure');
            assert.equal(
              exposure?.verdict === 'failed',
              exposure?.note.endsWith('would need scaling') ?? false,
            );
            if (exposure?.verdict === 'failed') assert.equal(verdict, 'refused');
          }
        }
      }),
      { numRuns: 80 },
    );
  });
});
