/** What folders, sequences and results of a checkout are called, and which file goes where. */
import assert from 'node:assert/strict';
import type { Session } from '../../../../../src/core/base/session';
import { planCheckout } from '../../../../../src/core/operations/checkout/planCheckout';
import type { CheckoutSession } from '../../../../../src/core/operations/checkout/types';
import { frameIn, set, wanted } from '../../../../support/checkout';

const light = (id: string, differs: Partial<Session> = {}, count = 3) =>
  set({ id, type: 'light', ...differs }, count);
const calibration = (
  type: 'dark' | 'bias' | 'flat' | 'flatDark',
  id: string,
  differs: Partial<Session> = {},
) => set({ id, type, object: null, filter: type === 'flat' ? 'Ha' : null, ...differs }, 3);
const plan = (...sessions: CheckoutSession[]) => planCheckout({ sessions });
const results = (...sessions: CheckoutSession[]) => plan(...sessions).results.map(({ name }) => name);
const groups = (...sessions: CheckoutSession[]) => plan(...sessions).groups.map(({ name }) => name);

describe('the names of a checkout', () => {
  it('have the object where there are several, each spelled as it came first', () => {
    assert.deepEqual(groups(wanted(light('a'))), ['Ha']);
    assert.deepEqual(
      groups(
        wanted(light('a')),
        wanted(light('b', { object: 'M 31' })),
        wanted(light('c', { object: 'ngc7000', night: '2024-09-14' })),
        wanted(light('d', { object: null })),
      ),
      ['NGC_7000_Ha_2024-09-13', 'M_31_Ha_2024-09-13', 'NGC_7000_Ha_2024-09-14', 'unnamed_Ha_2024-09-13'],
    );
  });

  it('of results say what keeps them apart, and no more', () => {
    assert.deepEqual(results(wanted(light('a')), wanted(light('b', { filter: 'L' }))), [
      'NGC_7000_Ha',
      'NGC_7000_L',
    ]);
    assert.deepEqual(
      results(
        wanted(light('a', { binningX: null, binningY: null })),
        wanted(light('b', { binningX: 2, binningY: 2 })),
      ),
      ['NGC_7000_Ha', 'NGC_7000_Ha_bin2'],
    );
    assert.deepEqual(results(wanted(light('a', { object: null, filter: null }))), ['unnamed']);
    assert.deepEqual(results(wanted(light('a', { bayerPattern: 'RGGB', filter: null }))), ['NGC_7000_OSC']);
    assert.deepEqual(results(wanted(light('a')), wanted(light('b', { processing: 'calibrated' }))), [
      'NGC_7000_Ha',
      'NGC_7000_Ha_calibrated',
    ]);
    assert.deepEqual(results(wanted(light('a')), wanted(light('b', { night: null }, 1))), [
      'NGC_7000_Ha',
      'NGC_7000_Ha_single',
    ]);
  });

  it('of sets are short where there is one of a kind, else each has its folder and sequence', () => {
    const [one, two] = [calibration('dark', 'd1'), calibration('dark', 'd2', { exposure: 60 })];
    const shape = (...sessions: CheckoutSession[]) =>
      plan(...sessions).sets.map(({ kind, folder, sequence, master }) => [kind, folder, sequence, master]);
    assert.deepEqual(
      shape(
        wanted(light('a'), {
          bias: calibration('bias', 'b'),
          dark: one,
          flat: calibration('flat', 'f', { exposure: 2 }),
          flatDark: calibration('flatDark', 'fd', { exposure: 2 }),
        }),
      ),
      [
        ['bias', 'biases', 'bias', 'masters/bias_stacked'],
        ['dark', 'darks', 'dark', 'masters/dark_stacked'],
        ['flat', 'flats', 'flat', 'masters/flat_stacked'],
        ['flatDark', 'darkflats', 'darkflat', 'masters/darkflat_stacked'],
      ],
    );
    const second = light('b', { exposure: 60, filter: 'L' });
    assert.deepEqual(shape(wanted(light('a'), { dark: one }), wanted(second, { dark: two })), [
      ['dark', 'darks/300s', 'dark_300s', 'masters/dark_300s_stacked'],
      ['dark', 'darks/60s', 'dark_60s', 'masters/dark_60s_stacked'],
    ]);
  });

  it('of a master beside one raw set: the raw one has the folder to itself', () => {
    const raw = calibration('dark', 'd1');
    const of = calibration('dark', 'd2', { exposure: 60, master: true });
    const packed = { ...of, frames: [frameIn(of.session, '/archive/m/m.fits.fz', { master: true })] };
    const made = plan(
      wanted(light('a'), { dark: raw }),
      wanted(light('b', { exposure: 60, filter: 'L' }), { dark: packed }),
    );
    assert.deepEqual(
      made.sets.map(({ folder, sequence, master }) => [folder, sequence, master]),
      [
        ['darks', 'dark_300s', 'masters/dark_300s_stacked'],
        [null, 'dark_60s', 'masters/master_dark_60s.fit.fz'],
      ],
    );
  });

  it('of a single group are plain; several have their own', () => {
    const [only] = plan(wanted(light('a'))).results.flatMap((result) => result.groups);
    assert.deepEqual([only?.folder, only?.sequence, only?.name], ['lights', 'light', 'Ha']);
    const made = plan(wanted(light('a')), wanted(light('b', { filter: 'L' })));
    assert.deepEqual(
      made.results.flatMap((result) => result.groups.map(({ folder, sequence }) => [folder, sequence])),
      [
        ['lights/Ha', 'light_Ha'],
        ['lights/L', 'light_L'],
      ],
    );
  });
});

describe('the files of a checkout', () => {
  it('come in the order in which they were taken, then by path', () => {
    const of = light('l', {}, 0);
    const frames = [
      ['c', '2024-09-13T20:02:00.000Z'],
      ['b', '2024-09-13T20:01:00.000Z'],
      ['e', null],
      ['a', '2024-09-13T20:02:00.000Z'],
      ['d', null],
    ].map(([name, dateObs]) => frameIn(of.session, `/archive/l/${name}.fits`, { dateObs: dateObs ?? null }));
    assert.deepEqual(
      plan(wanted({ ...of, frames })).files.map(({ path }) => path),
      ['d', 'e', 'b', 'a', 'c'].map((name) => `lights/${name}.fits`),
    );
  });

  it('are linked or unpacked, and know their size', () => {
    const of = light('l', {}, 0);
    const frames = ['1.fits', '2.fits.gz', '3.fit.fz'].map((name, n) =>
      frameIn(of.session, `/archive/l/${name}`, { size: n }),
    );
    assert.deepEqual(
      plan(wanted({ ...of, frames })).files.map(({ path, treatment, size }) => [path, treatment, size]),
      [
        ['lights/1.fits', 'link', 0],
        ['lights/2.fits', 'unpack', 1],
        ['lights/3.fit.fz', 'link', 2],
      ],
    );
  });
});
