/** Channels of an object: what is aligned, what can be composed, and how the script says so. */
import assert from 'node:assert/strict';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { planCheckout } from '../../../../../src/core/operations/checkout/planCheckout';
import { productsOf } from '../../../../../src/core/operations/checkout/products';
import { channelOf, type Palette, possiblePalettes } from '../../../../../src/core/siril/script/palette';
import { sirilScript } from '../../../../../src/core/siril/script/writeScript';
import { set, wanted } from '../../../../support/checkout';

const plan = (filters: readonly (string | null)[], compose: Palette | null = null, lights = 3) =>
  planCheckout(
    { sessions: filters.map((filter, i) => wanted(set({ id: `s${i}`, type: 'light', filter }, lights + i))) },
    { compose },
  );
const commands = (script: string) =>
  script.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('channelOf', () => {
  const spellings: readonly (readonly [string | null, string | null])[] = [
    ...(['L', 'Lum', 'Luminance'] as const).map((name) => [name, 'L'] as const),
    ...(['R', 'red', 'Baader R'] as const).map((name) => [name, 'R'] as const),
    ...(['Ha', 'H-alpha', 'Hα', 'HA 3nm', 'Ha_6.5nm', 'Antlia Ha', 'H'] as const).map(
      (name) => [name, 'Ha'] as const,
    ),
    ...(['OIII', 'O3', 'o-iii 7 nm', 'O'] as const).map((name) => [name, 'OIII'] as const),
    ...(['SII', 'S2', 'S'] as const).map((name) => [name, 'SII'] as const),
    ...[null, 'L eXtreme Duo', 'HaOIII dual', 'Ha OIII', ''].map((name) => [name, null] as const),
  ];
  for (const [filter, channel] of spellings) {
    it(`${filter ?? 'no filter'} is ${channel ?? 'none'}`, () => {
      assert.equal(channelOf(filter), channel);
    });
  }

  it('knows what can be composed', () => {
    assert.deepEqual(possiblePalettes(['L', 'R', 'G', 'B']), ['lrgb', 'rgb']);
    assert.deepEqual(possiblePalettes(['SII', 'Ha', 'OIII']), ['sho', 'hoo']);
    assert.deepEqual(possiblePalettes(['L', null, 'Ha']), []);
  });
});

describe('alignment of channels', () => {
  it('registers the stacks of an object on luminance, else on the one of the most lights', () => {
    const made = plan(['Ha', 'L', 'OIII']);
    assert.deepEqual(
      made.alignments[0]?.results.map(({ filter }) => filter),
      ['L', 'OIII', 'Ha'],
    );
    assert.deepEqual(plan(['Ha', 'OIII']).alignments[0]?.results[0]?.filter, 'OIII');
    const lines = commands(sirilScript(made, '1.0'));
    const from = lines.indexOf('cd process/channels_NGC_7000');
    assert.deepEqual(lines.slice(from, from + 8), [
      'cd process/channels_NGC_7000',
      'convert channels_NGC_7000 -out=..',
      'cd ..',
      'setref channels_NGC_7000 1',
      'register channels_NGC_7000',
      'close',
      'load r_channels_NGC_7000_00001',
      'save ../NGC_7000_L_aligned',
    ]);
    assert.ok(lines.some((line) => line.endsWith('-out=channels_NGC_7000/02_NGC_7000_OIII')));
  });

  it('is not made for one filter, for single lights, or across objects', () => {
    assert.deepEqual(plan(['Ha']).alignments, []);
    assert.deepEqual(plan(['Ha', 'OIII'], null, 0).alignments, []);
    const sessions = ['M 31', 'M 33'].map((object, i) =>
      wanted(set({ id: `o${i}`, type: 'light', object, filter: i === 0 ? 'L' : 'R' }, 3)),
    );
    assert.deepEqual(planCheckout({ sessions }).alignments, []);
  });

  it('composes in 1.2 and later, each channel in its place', () => {
    const compose = (filters: readonly string[], palette: Palette) =>
      commands(sirilScript(plan(filters, palette), '1.2')).filter((line) => line.startsWith('rgbcomp'));
    const image = (n: number) => `r_channels_NGC_7000_0000${n}`;
    assert.deepEqual(compose(['SII', 'Ha', 'OIII'], 'sho'), [
      `rgbcomp ${image(3)} ${image(2)} ${image(1)} -out=../NGC_7000_SHO`,
    ]);
    assert.deepEqual(compose(['L', 'R', 'G', 'B'], 'lrgb'), [
      `rgbcomp -lum=${image(1)} ${image(4)} ${image(3)} ${image(2)} -out=../NGC_7000_LRGB`,
    ]);
    assert.deepEqual(compose(['Ha', 'OIII'], 'hoo'), [
      `rgbcomp ${image(2)} ${image(1)} ${image(1)} -out=../NGC_7000_HOO`,
    ]);
  });

  it('says that 1.0 cannot, and refuses what the filters do not allow', () => {
    const made = plan(['SII', 'Ha', 'OIII'], 'sho');
    assert.ok(!commands(sirilScript(made, '1.0')).some((line) => line.startsWith('rgbcomp')));
    assert.deepEqual(made.palettes, ['sho', 'hoo']);
    assert.throws(
      () => plan(['Ha', 'OIII'], 'rgb'),
      (error) =>
        error instanceof ArchiveError && /composition RGB.*R, G, B.*got OIII, Ha/.test(error.describe()),
    );
  });

  it('names what will be written, a composition with the stacks it is made of', () => {
    const { results } = productsOf(plan(['SII', 'Ha', 'OIII'], 'sho'), '1.2', { masters: [] });
    const sho = results.find(({ kind }) => kind === 'composition');
    assert.deepEqual([sho?.name, sho?.filter, sho?.sessions.length], ['NGC_7000_SHO', 'SHO', 3]);
    assert.equal(results.filter(({ kind }) => kind === 'aligned').length, 3);
    const old = productsOf(plan(['SII', 'Ha', 'OIII'], 'sho'), '1.0', { masters: [] }).results;
    assert.ok(!old.some(({ kind }) => kind === 'composition'));
  });
});
