import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DEFAULT_TOLERANCES, LINK_KINDS } from '../../../../src/core/model';
import type { FrameType, LinkKind, Session, Tolerances } from '../../../../src/core/model';
import { explainSession } from '../../../../src/core/sessions/explain';
import { linkSessions } from '../../../../src/core/sessions/match';
import { session } from '../../../support/session';

/** The table of the design once more, written without the code it checks: why a pair must not be linked. */
function forbidden(kind: LinkKind, wanted: Session, offered: Session, limits: Tolerances): string | null {
  const differ = (field: keyof Session) =>
    wanted[field] !== null && offered[field] !== null && wanted[field] !== offered[field];
  const farther = (field: 'exposure' | 'ccdTemp' | 'focalLength', most: number) => {
    const [a, b] = [wanted[field], offered[field]];
    return a !== null && b !== null && Math.abs(a - b) > most + 1e-6;
  };
  if (offered.type !== kind) return 'another type';
  for (const field of ['telescope', 'imager', 'gain', 'offset', 'readoutMode'] as const) {
    if (differ(field)) return field;
  }
  const pairs = [
    ['binningX', 'binningY'],
    ['width', 'height'],
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
    readoutMode: of(null, null, 'High Gain', 'Fast'),
    ccdTemp: of(-10, -10, -5, -4.9, -15.1, 0, null),
    rotator: of(0, 1, 359, 2.1, 180, null),
    focalLength: of(550, 555, 556, 440, null),
  })
  .map(({ master, ...values }) => ({
    ...values,
    master: master && values.type !== 'light',
    binningY: values.binningX,
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
      { numRuns: 200 },
    );
  });

  it('leave no light without darks, flats and bias frames that the table allows', () => {
    fc.assert(
      fc.property(archive, limits, (sessions, tolerances) => {
        const links = linkSessions(sessions, tolerances);
        for (const light of sessions.filter(({ type }) => type === 'light')) {
          for (const kind of ['bias', 'dark', 'flat'] as const) {
            const allowed = sessions.some((offered) => forbidden(kind, light, offered, tolerances) === null);
            assert.equal(links.get(light.id)?.[kind] !== null, allowed, kind);
          }
        }
      }),
      { numRuns: 200 },
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
      { numRuns: 100 },
    );
  });
});
