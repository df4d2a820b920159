/** Sessions as rows of AstroBin's table, and the rules of that table. */
import assert from 'node:assert/strict';
import type { Session } from '../../../../../src/core/base/session';
import { acquisitionCsv } from '../../../../../src/core/rules/astrobin/acquisitionCsv';
import { acquisitionsOf, type AcquisitionSources } from '../../../../../src/core/rules/astrobin/acquisitions';
import { filterNumberFinder } from '../../../../../src/core/rules/astrobin/filterNumbers';
import { session } from '../../../../support/session';

const SOURCES: AcquisitionSources = {
  numberOf: filterNumberFinder([{ filter: 'Ha', number: 4657 }]),
  framesOf: (id) => ({ dark: 30, flat: 20, other: 25 })[id] ?? null,
  lightsOf: ({ frameCount }) => frameCount,
};
const rows = (sessions: readonly Session[], sources: Partial<AcquisitionSources> = {}) =>
  acquisitionsOf(sessions, { ...SOURCES, ...sources }).rows;
const LINKS = { bias: null, dark: null, flat: null, flatDark: null };

describe('rows for AstroBin', () => {
  it('sum the sessions of a night, filter, exposure and setting, and no others', () => {
    const made = rows([
      session({ id: 'a', frameCount: 10 }),
      session({ id: 'b', frameCount: 5, telescope: 'another' }),
      session({ id: 'c', night: '2024-09-14' }),
      session({ id: 'd', exposure: 120 }),
      session({ id: 'e', gain: 0 }),
      session({ id: 'f', ccdTemp: 5 }),
    ]);
    assert.deepEqual(made.map(({ number }) => number).sort(), [15, 60, 60, 60, 60]);
  });

  it('count each calibration session once, and say nothing of what is not known', () => {
    const [row] = rows([
      session({ id: 'a', links: { ...LINKS, dark: 'dark', flat: 'flat', bias: 'gone' } }),
      session({ id: 'b', telescope: 'x', links: { ...LINKS, dark: 'dark', flat: 'other' } }),
    ]);
    assert.deepEqual([row?.darks, row?.flats, row?.flatDarks, row?.bias], [30, 45, null, null]);
  });

  it('keep to the limits of AstroBin', () => {
    const of = (differs: Partial<Session>) => rows([session(differs)])[0];
    assert.equal(of({ exposure: 0.000_15 })?.duration, 0.0001);
    assert.equal(of({ exposure: 1.234_56 })?.duration, 1.2346);
    assert.deepEqual(
      [of({ ccdTemp: -9.96 }), of({ ccdTemp: -0.4 })].map((row) => row?.sensorCooling),
      [-10, 0],
    );
    assert.equal(of({ ccdTemp: 120 })?.sensorCooling, null);
    assert.equal(of({ gain: 1.236 })?.gain, 1.24);
    const binned = ([x, y]: readonly [number, number]) => of({ binningX: x, binningY: y })?.binning;
    assert.deepEqual(
      (
        [
          [1, 1],
          [4, 4],
          [5, 5],
          [1, 2],
        ] as const
      ).map(binned),
      [1, 4, null, null],
    );
  });

  it('call the gain of a camera of that kind an ISO speed', () => {
    const [canon] = rows([session({ imager: 'Canon EOS 6D', gain: 800 })]);
    assert.deepEqual([canon?.iso, canon?.gain], [800, null]);
    const [zwo] = rows([session({ gain: 800 })]);
    assert.deepEqual([zwo?.iso, zwo?.gain], [null, 800]);
  });

  it('leave out what AstroBin does not take, and say which session and why', () => {
    const { rows: none, left } = acquisitionsOf(
      [
        session({ id: 'a', exposure: null }),
        session({ id: 'b', exposure: 0 }),
        session({ id: 'c', exposure: 1e6 }),
        session({ id: 'd', type: 'dark' }),
        session({ id: 'e', frameCount: 0 }),
      ],
      SOURCES,
    );
    assert.deepEqual([none.length, left.map(({ session: id }) => id)], [0, ['a', 'b', 'c', 'd', 'e']]);
  });

  it('name filters without a number, and ask for none where there is no filter', () => {
    const report = acquisitionsOf(
      [
        session({ id: 'a', filter: 'H-alpha' }),
        session({ id: 'b', filter: 'SII' }),
        session({ id: 'c', filter: 'L' }),
        session({ id: 'd', filter: null }),
        session({ id: 'e', filter: null, bayerPattern: 'RGGB' }),
      ],
      SOURCES,
    );
    assert.deepEqual(report.unnumbered, ['L', 'SII']);
    const numbers = report.rows.map(({ filterName, filter }) => `${filterName ?? ''} ${filter ?? ''}`);
    assert.deepEqual(numbers.sort(), [' ', 'H-alpha 4657', 'L ', 'SII ']);
    const numberOf = filterNumberFinder([{ filter: 'OSC', number: 9 }]);
    assert.equal(rows([session({ filter: null, bayerPattern: 'RGGB' })], { numberOf })[0]?.filter, 9);
  });

  it('stand by night, then by filter as in a wheel', () => {
    const night = (id: string, date: string, filter: string) => session({ id, night: date, filter });
    const sorted = rows([
      night('a', '2024-09-14', 'L'),
      night('b', '2024-09-13', 'Ha'),
      night('c', '2024-09-13', 'L'),
    ]);
    assert.deepEqual(
      sorted.map(({ date, filterName }) => `${date} ${filterName}`),
      ['2024-09-13 L', '2024-09-13 Ha', '2024-09-14 L'],
    );
  });
});

describe('the number of a filter', () => {
  it('is that of its spelling before that of its meaning', () => {
    const find = filterNumberFinder([
      { filter: 'H-alpha', number: 1 },
      { filter: 'ha', number: 2 },
    ]);
    assert.deepEqual(['Ha', 'H-Alpha', 'OIII'].map(find), [2, 1, null]);
  });
});

describe("AstroBin's CSV", () => {
  it('has names in the first line, no blanks, and no column that is empty everywhere', () => {
    const links = { ...LINKS, dark: 'dark' };
    const csv = acquisitionCsv(
      rows([session({ links }), session({ id: 'b', night: null, filter: null, exposure: 0.5 })]),
    );
    assert.equal(
      csv,
      'date,filter,number,duration,binning,gain,sensorCooling,darks\n' +
        ',,60,0.5,1,100,-10,\n' +
        '2024-09-13,4657,60,300,1,100,-10,30\n',
    );
    assert.equal(acquisitionCsv([]), 'number,duration\n');
  });
});
