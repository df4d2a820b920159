/** What statistics sum up, of a time, a rig and an object. */
import assert from 'node:assert/strict';
import { coverageOf, coveredPercent } from '../../../../../src/core/rules/figures/coverage';
import { growthOf } from '../../../../../src/core/rules/figures/growth';
import { choices, EVERYTHING, rigOf, selected } from '../../../../../src/core/rules/figures/selection';
import { groupLights, nightsOf, totalsOf } from '../../../../../src/core/rules/figures/sums';
import { coolingErrors, measuredTemperatures } from '../../../../../src/core/rules/figures/temperatures';
import { row } from './support';

const ROWS = [
  row(),
  row({ session: 'b', filter: 'OIII', night: '2024-10-01', totalExposure: 900, frameCount: 3 }),
  row({ session: 'c', object: 'M 9', telescope: null, filter: null, night: '2023-01-02', totalExposure: 60 }),
  row({ session: 'd', object: null, imager: null, telescope: null, night: null, totalExposure: 9000 }),
  row({ session: 'e', kind: 'dark', object: null, filter: null, calibrated: null }),
  row({ session: null, rejected: true, calibrated: null }),
];

describe('a selection', () => {
  const ids = (selection: Partial<typeof EVERYTHING>) =>
    selected(ROWS, { ...EVERYTHING, ...selection }).map(({ session }) => session);

  it('takes nights with both ends, a rig and an object', () => {
    assert.equal(selected(ROWS, EVERYTHING), ROWS);
    assert.deepEqual(ids({ from: '2024-09-13', to: '2024-09-13' }), ['a', 'e', null]);
    assert.deepEqual(ids({ from: '2024-09-14' }), ['b']);
    assert.deepEqual(ids({ to: '2024-09-12' }), ['c'], 'frames without a date are in no limited time');
    assert.deepEqual(ids({ rig: 'ASI' }), ['c']);
    assert.deepEqual(ids({ rig: 'FSQ + ASI', object: 'M 31' }), ['a', 'b', null]);
  });

  it('offers what there is, by name', () => {
    assert.deepEqual(choices(ROWS), {
      rigs: ['ASI', 'FSQ + ASI'],
      objects: ['M 9', 'M 31'],
      years: ['2024', '2023'],
    });
    assert.equal(rigOf({ telescope: null, imager: null }), null);
  });
});

describe('sums', () => {
  it('count lights in sessions, and rejected ones apart', () => {
    const { kinds, rejected, loose, objects, nights, lightSessions } = totalsOf(ROWS);
    assert.deepEqual([kinds.light, kinds.dark, rejected, loose], [33, 10, 10, 0]);
    assert.deepEqual([objects, nights, lightSessions], [2, 3, 4]);
  });

  it('group lights, the longest first and those without a name last', () => {
    const groups = groupLights(ROWS, 'object');
    assert.deepEqual(
      groups.map(({ name, totalExposure, nights, lastNight }) => [name, totalExposure, nights, lastNight]),
      [
        ['M 31', 3900, 2, '2024-10-01'],
        ['M 9', 60, 1, '2023-01-02'],
        [null, 9000, 0, null],
      ],
    );
    assert.deepEqual(
      groups[0]?.filters.map(({ filter, sessions }) => [filter, sessions]),
      [
        ['Ha', ['a']],
        ['OIII', ['b']],
      ],
    );
    assert.deepEqual(
      groupLights(ROWS, 'rig').map(({ name }) => name),
      ['FSQ + ASI', 'ASI', null],
    );
  });

  it('go by night, the oldest first', () => {
    assert.deepEqual(
      nightsOf(ROWS).map(({ night, objects, sessions }) => [night, objects, sessions]),
      [
        ['2023-01-02', ['M 9'], ['c']],
        ['2024-09-13', ['M 31'], ['a']],
        ['2024-10-01', ['M 31'], ['b']],
      ],
    );
  });

  it('tell what each month has brought, with all that lies on disk', () => {
    assert.deepEqual(
      growthOf(ROWS).map(({ month, files, bytes, frameCount, sessions }) => [
        month,
        files,
        bytes,
        frameCount,
        sessions,
      ]),
      [
        ['2023-01', 10, 1000, 10, ['c']],
        ['2024-09', 30, 3000, 10, ['a', 'e']],
        ['2024-10', 10, 1000, 3, ['b']],
      ],
    );
  });
});

describe('calibration coverage', () => {
  it('is the share of the lights that need them', () => {
    const rows = [
      row({ calibrated: ['dark', 'flat'], frameCount: 199 }),
      row({ session: 'b', calibrated: ['dark'], frameCount: 1 }),
      row({ session: 'c', calibrated: null, frameCount: 50 }),
      row({ kind: 'dark', calibrated: null }),
    ];
    const coverage = coverageOf(rows);
    assert.deepEqual(
      coverage.map(({ kind, covered, missing, unneeded }) => [
        kind,
        ...[covered, missing, unneeded].map(({ frameCount }) => frameCount),
      ]),
      [
        ['dark', 200, 0, 50],
        ['flat', 199, 1, 50],
        ['bias', 0, 200, 50],
      ],
    );
    assert.deepEqual(coverage.map(coveredPercent), [100, 99, 0], 'all but one is not all');
    assert.deepEqual(coverageOf([]).map(coveredPercent), [null, null, null]);
  });
});

describe('temperatures of the sensor', () => {
  const at = (session: string, ...readings: readonly (readonly [number, number | null, number])[]) =>
    row({
      session,
      temperatures: readings.map(([measured, set, frameCount]) => ({ measured, set, frameCount })),
    });
  const read = ({ bins }: ReturnType<typeof measuredTemperatures>) =>
    bins.map(({ middle, frameCount, sessions }) => [middle, frameCount, sessions]);

  it('are counted by degree, without holes', () => {
    const rows = [
      at('a', [-10, -10, 5], [-9.6, -10, 1]),
      at('b', [-8.4, null, 2]),
      at('c', [-273.1, -10, 9]),
    ];
    const histogram = measuredTemperatures(rows);
    assert.deepEqual([histogram.step, histogram.outside], [1, 9]);
    assert.deepEqual(read(histogram), [
      [-10, 6, ['a']],
      [-9, 0, []],
      [-8, 2, ['b']],
    ]);
  });

  it('show how far the cooler was off, by tenths', () => {
    const histogram = coolingErrors([at('a', [-9.9, -10, 5], [-10.1, -10, 1], [-5, null, 3])]);
    assert.deepEqual([histogram.step, histogram.outside], [0.1, 0]);
    assert.deepEqual(read(histogram), [
      [-0.1, 1, ['a']],
      [0, 0, []],
      [0.1, 5, ['a']],
    ]);
  });

  it('take wider bins rather than many, and lose no frame', () => {
    const { step, bins } = measuredTemperatures([at('a', [-40, null, 1], [35, null, 2], [79.9, null, 3])]);
    assert.ok(bins.length <= 40, String(bins.length));
    assert.deepEqual([step, bins.reduce((sum, bin) => sum + bin.frameCount, 0)], [5, 6]);
    assert.deepEqual(measuredTemperatures([]).bins, []);
  });
});
