/** What the script of a checkout will write, as its marker remembers it, and which stacks go together. */
import assert from 'node:assert/strict';
import type { Session } from '../../../../../src/core/base/session';
import { channelSets } from '../../../../../src/core/operations/checkout/alignments';
import { dialectWarnings } from '../../../../../src/core/operations/checkout/builder';
import { planCheckout } from '../../../../../src/core/operations/checkout/planCheckout';
import { productsOf } from '../../../../../src/core/operations/checkout/products';
import { reportOf } from '../../../../../src/core/operations/checkout/report';
import type { Palette } from '../../../../../src/core/siril/script/palette';
import { set, wanted } from '../../../../support/checkout';

const light = (id: string, differs: Partial<Session> = {}, count = 3) =>
  set({ id, type: 'light', ...differs }, count);
const dark = set({ id: 'd', type: 'dark', object: null, filter: null }, 3);
const NONE = { masters: [] };

describe('the products of a checkout', () => {
  const nights = planCheckout({
    sessions: [
      wanted(light('a', {}, 3), { dark }),
      wanted(light('b', { night: '2024-09-14' }, 4), { dark }),
      wanted(light('c', { filter: 'OIII' }, 5)),
    ],
  });

  it('are a stack of each result, with its sessions, lights and sequences', () => {
    const { results, sequences } = productsOf(nights, '1.2', NONE);
    assert.deepEqual(
      results.map(({ name, kind, sessions, lights }) => [name, kind, sessions, lights]),
      [
        ['NGC_7000_Ha', 'stack', ['a', 'b'], 7],
        ['NGC_7000_OIII', 'stack', ['c'], 5],
        ['NGC_7000_Ha_aligned', 'aligned', ['a', 'b'], 7],
        ['NGC_7000_OIII_aligned', 'aligned', ['c'], 5],
      ],
    );
    const [ha, oiii] = results;
    assert.deepEqual(ha?.parts, [
      { sequence: 'light_Ha_2024-09-13', lights: 3 },
      { sequence: 'light_Ha_2024-09-14', lights: 4 },
    ]);
    assert.deepEqual(
      [ha?.sequence, ha?.object, ha?.filter, ha?.of],
      ['all_NGC_7000_Ha', 'NGC 7000', 'Ha', []],
    );
    assert.deepEqual(oiii?.parts, [{ sequence: oiii?.sequence, lights: 5 }]);
    for (const part of ['all_NGC_7000_Ha', 'light_Ha_2024-09-14', 'dark', 'channels_NGC_7000']) {
      assert.ok(sequences.includes(part), part);
    }
  });

  it('are the masters that the script stacks, with those of an earlier one', () => {
    const { masters } = productsOf(nights, '1.2', {
      masters: ['masters/old_stacked', 'masters/dark_stacked'],
    });
    assert.deepEqual(masters, ['masters/old_stacked', 'masters/dark_stacked']);
    const bias = set({ id: 'b', type: 'bias', object: null, filter: null }, 3);
    const unused = planCheckout({ sessions: [wanted(light('a'), { dark, bias })] });
    assert.deepEqual(productsOf(unused, '1.2', NONE).masters, ['masters/dark_stacked']);
    const master = set({ id: 'm', type: 'dark', object: null, filter: null, master: true }, 1);
    const ready = planCheckout({ sessions: [wanted(light('a'), { dark: master })] });
    assert.deepEqual(productsOf(ready, '1.2', NONE).masters, []);
  });

  it('are a composition of the stacks that it takes, where Siril can compose', () => {
    const filters = ['L', 'R', 'G', 'B', 'Ha'];
    const compose = (palette: Palette) =>
      planCheckout(
        { sessions: filters.map((filter, n) => wanted(light(`s${n}`, { filter }, 3 + n))) },
        { compose: palette },
      );
    const { results } = productsOf(compose('rgb'), '1.2', NONE);
    const composition = results.find(({ kind }) => kind === 'composition');
    assert.deepEqual(
      [composition?.name, composition?.filter, composition?.object, composition?.lights],
      ['NGC_7000_RGB', 'RGB', 'NGC 7000', 15],
    );
    assert.deepEqual([...(composition?.of ?? [])].sort(), ['NGC_7000_B', 'NGC_7000_G', 'NGC_7000_R']);
    assert.deepEqual([...(composition?.sessions ?? [])].sort(), ['s1', 's2', 's3']);
    assert.deepEqual([composition?.sequence, composition?.parts], [null, []]);
    const withL = productsOf(compose('lrgb'), '1.2', NONE).results.find(({ kind }) => kind === 'composition');
    assert.equal(withL?.of.length, 4);
    assert.ok(productsOf(compose('rgb'), '1.0', NONE).results.every(({ kind }) => kind !== 'composition'));
    assert.equal(dialectWarnings(compose('rgb'), '1.0').length, 1);
    assert.deepEqual(dialectWarnings(compose('rgb'), '1.2'), []);
    assert.deepEqual(dialectWarnings(nights, '1.0'), [], 'nothing was to be composed');
  });

  it('are reported with the sets, each with its place', () => {
    const master = set({ id: 'm', type: 'flat', object: null, master: true }, 1);
    const report = reportOf(
      planCheckout({ sessions: [wanted(light('a'), { dark, flat: master })] }),
      [],
      '1.2',
    );
    assert.deepEqual(
      report.sets.map(({ kind, session, frameCount, used, place }) => [
        kind,
        session,
        frameCount,
        used,
        place,
      ]),
      [
        ['dark', 'd', 3, true, 'darks'],
        ['flat', 'm', 1, true, 'masters/master_flat.fit'],
      ],
    );
    assert.deepEqual(report.results, ['NGC_7000_Ha.fit']);
  });
});

describe('the channels of an object', () => {
  const channels = (...sessions: ReturnType<typeof light>[]) =>
    channelSets(planCheckout({ sessions: sessions.map((each) => wanted(each)) }).results);
  const shape = (...sessions: ReturnType<typeof light>[]) =>
    channels(...sessions).map(({ object, results, palettes }) => [
      object,
      results.map(({ filter, groups }) => [filter, groups.reduce((sum, { lights }) => sum + lights, 0)]),
      palettes,
    ]);

  it('are one stack of each filter: that of the most lights, whatever the filter is called', () => {
    const binned = { binningX: 2, binningY: 2 };
    assert.deepEqual(
      shape(
        light('a', {}, 3),
        light('b', { filter: 'H-alpha', ...binned }, 9),
        light('c', { filter: 'OIII' }, 4),
      ),
      [
        [
          'NGC 7000',
          [
            ['H-alpha', 9],
            ['OIII', 4],
          ],
          ['hoo'],
        ],
      ],
    );
    assert.deepEqual(
      shape(light('a', { filter: 'Duo' }, 5), light('b', { filter: 'duo', ...binned }, 3), light('c', {}, 4)),
      [
        [
          'NGC 7000',
          [
            ['Duo', 5],
            ['Ha', 4],
          ],
          [],
        ],
      ],
    );
  });

  it('are apart for colour and mono cameras, and none for single lights', () => {
    const colour = { bayerPattern: 'RGGB' };
    assert.deepEqual(shape(light('a'), light('b', { filter: 'OIII', ...colour })), []);
    assert.deepEqual(
      shape(light('a', colour), light('b', { filter: 'OIII', ...colour })).map(([, , palettes]) => palettes),
      [[]],
      'a colour camera has its colours already',
    );
    assert.deepEqual(shape(light('a'), light('b', { filter: 'OIII' }, 1)), []);
    assert.deepEqual(shape(light('a'), light('b', { object: 'M 31', filter: 'OIII' })), []);
  });
});
