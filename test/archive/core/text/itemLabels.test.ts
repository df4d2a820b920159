/** The labels of an archive of four rigs: no two neighbours in any list of the views are called the same. */
import assert from 'node:assert/strict';
import type { ArchivedFrame } from '../../../../src/core/base/archivedFrame';
import type { Session } from '../../../../src/core/base/session';
import { groupFrames, type SessionGroup } from '../../../../src/core/rules/sessions/groupFrames';
import { frameLabels, sessionLabels, type SessionList } from '../../../../src/core/text/itemLabels';
import { archivedFrame } from '../../../support/frame';

const RIGS = [
  { telescope: 'FSQ106', imager: 'ZWO ASI2600MM Pro', focalLength: 530, width: 6248, height: 4176 },
  { telescope: 'C11', imager: 'ZWO ASI2600MM Pro', focalLength: 2800, width: 6248, height: 4176 },
  { telescope: 'FSQ106', imager: 'ZWO ASI533MC', focalLength: 530, width: 3008, height: 3008 },
  { telescope: 'Samyang 135', imager: 'Canon EOS Ra', focalLength: 135, width: 6744, height: 4502 },
] as const;
const FILTERS = ['L', 'R', 'G', 'B', 'Ha', 'OIII', 'SII', null];
const OBJECTS = ['NGC 7000', 'M 31', 'IC 1396', null];
const TYPES = ['light', 'light', 'light', 'dark', 'flat', 'bias', 'flatDark'] as const;
const TOTAL = 5000;

/** Nights, settings and times that differ in one thing or another, in a pattern without chance. */
function frameNumber(n: number): ArchivedFrame {
  const set = Math.floor(n / 10);
  const type = TYPES[set % TYPES.length] ?? 'light';
  const rig = RIGS[set % RIGS.length] ?? RIGS[0];
  const of = <T>(values: readonly T[], step: number) =>
    values[Math.floor(set / step) % values.length] ?? null;
  const day = 1 + (Math.floor(set / 40) % 12);
  const night = `2024-09-${String(day).padStart(2, '0')}`;
  const start = Date.parse(`${night}T20:00:00Z`) + (set % 40) * 600_000 + (n % 10) * 59_000;
  return archivedFrame({
    id: n + 1,
    path: `/astro/${type}/${set % 3}/frame_${String(n % 700).padStart(4, '0')}.fits`,
    sha256: String(n).padStart(64, '0'),
    ...rig,
    type,
    night,
    master: type !== 'light' && set % 17 === 0,
    dateObs: new Date(start).toISOString(),
    object: type === 'light' ? of(OBJECTS, 3) : null,
    filter: type === 'light' || type === 'flat' ? of(FILTERS, 5) : null,
    exposure: type === 'bias' ? 0 : (of([300, 120, 60], 7) ?? 300),
    gain: of([100, 0], 11),
    offset: of([50, 30], 13),
    ccdTemp: of([-10, -20, 0], 2),
    binningX: set % 19 === 0 ? 2 : 1,
    binningY: set % 19 === 0 ? 2 : 1,
    rotator: of([null, 0, 90], 23),
  });
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => unknown): T[][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = JSON.stringify(keyOf(row));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

describe('the labels of an archive of four rigs', () => {
  let frames: ArchivedFrame[];
  let groups: SessionGroup[];
  before(() => {
    frames = Array.from({ length: TOTAL }, (_, n) => frameNumber(n));
    groups = groupFrames(frames);
  });

  const expectDistinct = (lists: readonly (readonly Session[])[], list: SessionList) => {
    assert.ok(
      lists.some(({ length }) => length > 10),
      'there is something to tell apart',
    );
    for (const sessions of lists) {
      const labels = sessionLabels(sessions, list);
      assert.equal(new Set(labels).size, labels.length, labels.sort().join('\n'));
    }
  };

  it('differ between the sessions of an object, of a night, and of a type of calibration frames', () => {
    const sessions = groups.map(({ session }) => session);
    const lights = sessions.filter(({ type }) => type === 'light');
    const others = sessions.filter(({ type }) => type !== 'light');
    expectDistinct(
      grouped(lights, ({ object }) => object),
      'object',
    );
    expectDistinct(
      grouped(lights, ({ night }) => night),
      'night',
    );
    expectDistinct(
      grouped(others, ({ type, imager }) => [type, imager]),
      'type',
    );
    expectDistinct(
      grouped(others, ({ type }) => type),
      'type',
    );
  });

  it('name the rig only where there are several', () => {
    const lights = groups.map(({ session }) => session).filter(({ type }) => type === 'light');
    const rig = lights.filter(({ telescope, imager }) => telescope === 'C11' && imager !== null);
    const alone = sessionLabels(rig, 'object').join('\n');
    assert.ok(!alone.includes('C11') && !alone.includes('ASI2600MM'));
    const [two] = grouped(
      lights.filter(({ imager }) => imager === 'ZWO ASI2600MM Pro'),
      ({ object }) => object,
    );
    const labels = sessionLabels(two ?? [], 'object');
    assert.ok(labels.every((label) => label.includes('C11') || label.includes('FSQ106')));
    assert.ok(
      labels.every((label) => !label.includes('ASI2600MM')),
      'the camera is the same',
    );
  });

  it('differ between the frames of a session', () => {
    const byId = new Map(frames.map((frame) => [frame.id, frame]));
    for (const group of groups) {
      const own = group.frames.flatMap((id) => byId.get(id) ?? []);
      assert.equal(new Set(frameLabels(own)).size, own.length);
    }
    const burst = [1, 2].map((n) =>
      archivedFrame({ path: `/astro/${n}.fits`, dateObs: '2024-09-13T21:04:03.1' }),
    );
    assert.deepEqual(frameLabels(burst), ['21:04:03 UTC · 1.fits', '21:04:03 UTC · 2.fits']);
  });
});
