/** What no stack of Siril can hold is left out of a plan, by name and with the reason. */
import assert from 'node:assert/strict';
import { ArchiveError } from '../../../../../src/core/base/errors';
import type { Pixels } from '../../../../../src/core/operations/checkout/pixels';
import { planCheckout } from '../../../../../src/core/operations/checkout/planCheckout';
import { depthOf, pixelRefusal } from '../../../../../src/core/operations/checkout/sirilReads';
import { sirilScript } from '../../../../../src/core/siril/script/writeScript';
import { set, wanted } from '../../../../support/checkout';
import { inOrder } from '../../../../support/inOrder';

const GOOD: Pixels = { bitpix: 16, axes: [400, 300], images: 1, scale: null };
const pixels = (differs: Partial<Pixels>): Pixels => ({ ...GOOD, ...differs });

const VERSIONS = ['1.0.6', '1.2.6', '1.4.4', null] as const;

describe('refusal', () => {
  const cases: readonly (readonly [what: string, Pixels, refused: readonly boolean[], RegExp])[] = [
    ['16 bits', GOOD, [false, false, false, false], /^$/],
    ['three planes', pixels({ axes: [400, 300, 3] }), [false, false, false, false], /^$/],
    ['floating point 0 to 1', pixels({ bitpix: -32, scale: 'unit' }), [false, false, false, false], /^$/],
    ['floating point of which nothing is known', pixels({ bitpix: -32 }), [false, false, false, false], /^$/],
    ['32-bit integers', pixels({ bitpix: 32 }), [true, true, true, true], /32-bit whole numbers/],
    ['64-bit integers', pixels({ bitpix: 64 }), [true, true, true, true], /64-bit whole numbers/],
    ['ADU', pixels({ bitpix: -32, scale: 'adu' }), [true, true, false, false], /count in ADU/],
    ['NAXIS3 = 1', pixels({ axes: [400, 300, 1] }), [true, false, false, false], /NAXIS3 = 1/],
    ['two planes', pixels({ axes: [400, 300, 2] }), [true, true, true, true], /cube of 2 images/],
    ['ten planes', pixels({ axes: [400, 300, 10] }), [true, true, true, true], /first three.*cube of 10/],
    ['four axes', pixels({ axes: [400, 300, 1, 1] }), [true, true, true, true], /4 axes/],
    ['two images', pixels({ images: 2 }), [true, true, true, true], /2 images in one file/],
  ];
  for (const [what, given, refused, why] of cases) {
    it(`of ${what}`, () => {
      const reasons = VERSIONS.map((version) => pixelRefusal(given, version));
      assert.deepEqual(
        reasons.map((reason) => reason !== null),
        refused,
      );
      for (const reason of reasons) if (reason !== null) assert.match(reason, why);
    });
  }

  it('counts development versions by their numbers', () => {
    assert.notEqual(pixelRefusal(pixels({ bitpix: -32, scale: 'adu' }), '1.3.4'), null);
    assert.equal(pixelRefusal(pixels({ bitpix: -32, scale: 'adu' }), '1.4.0-beta2'), null);
  });

  it('knows the depths that Siril does not mix', () => {
    assert.deepEqual(
      [8, 16, 32, 64, -32, -64].map((bitpix) => depthOf({ bitpix })),
      ['byte', 'word', null, null, 'float', 'float'],
    );
  });
});

describe('a plan of frames that Siril cannot mix', () => {
  const lights = set({ id: 'l', type: 'light' }, 5);
  const darks = set({ id: 'd', type: 'dark', object: null, filter: null }, 5);
  const paths = (of: typeof lights) => of.frames.map(({ path }) => path);
  const [l1 = '', l2 = ''] = paths(lights);
  const [d1 = '', d2 = ''] = paths(darks);
  const plan = (odd: Readonly<Record<string, Partial<Pixels>>>, links = {}, siril: string | null = '1.2.6') =>
    planCheckout(
      {
        sessions: [wanted(lights, links)],
        pixels: new Map(
          [...paths(lights), ...paths(darks)].map((path) => [path, pixels(odd[path] ?? {})] as const),
        ),
      },
      { siril },
    );
  const sources = (of: ReturnType<typeof plan>) => of.files.map(({ source }) => source);

  it('leaves out lights and darks with the reason and their names', () => {
    const made = plan({ [l1]: { bitpix: 32 }, [d2]: { images: 2 } }, { dark: darks });
    assert.ok(!sources(made).includes(l1) && !sources(made).includes(d2));
    assert.equal(made.files.length, 8);
    const told = made.warnings.filter((warning) => /left out, since/.test(warning));
    assert.match(told[0] ?? '', inOrder('l', '1', 'Siril', '1.fits'));
    assert.match(told[1] ?? '', inOrder('d', '1', '2', '2.fits'));
  });

  it('leaves out rejected frames that are in their session still', () => {
    const [first, ...others] = lights.frames;
    assert.ok(first);
    const frames = [{ ...first, rejected: true }, ...others];
    const made = planCheckout({ sessions: [wanted({ ...lights, frames })] });
    assert.ok(!sources(made).includes(first.path));
    assert.match(made.warnings.join(), inOrder('l', '1', 'rejected', '1.fits'));
  });

  it('names five files and counts the others', () => {
    const many = set({ id: 'm', type: 'light' }, 9);
    const cube = pixels({ axes: [4, 3, 2] });
    const odd = new Map(many.frames.slice(1).map(({ path }) => [path, cube] as const));
    const made = planCheckout({ sessions: [wanted(many)], pixels: odd });
    assert.match(made.warnings.join(), inOrder('8', '2.fits', '6.fits', '3'));
  });

  it('says why nothing is left', () => {
    const odd = Object.fromEntries(
      paths(lights).map((path) => [path, { bitpix: -32, scale: 'adu' } as const]),
    );
    assert.throws(
      () => plan(odd),
      (error) => error instanceof ArchiveError && /count in ADU.*1\.fits/.test(error.describe()),
    );
    assert.equal(plan(odd, {}, '1.4.4').files.length, 5);
    assert.match(plan(odd, {}, null).warnings.join(), inOrder('Siril', '1.4', '1.fits'));
  });

  it('brings lights of two sample formats to one, calibrated or not', () => {
    const made = plan({ [l2]: { bitpix: -32, scale: 'unit' } });
    assert.equal(made.results.length, 1);
    assert.match(made.warnings.join('\n'), inOrder('1', '5', 'l', '16-bit', '2.fits'));
    for (const [dialect, command] of [
      ['1.0', 'preprocess'],
      ['1.2', 'calibrate'],
    ] as const) {
      const script = sirilScript(made, dialect);
      assert.match(script, new RegExp(`^${command} light$`, 'm'));
      // eslint-disable-next-line no-restricted-syntax -- lines of a script
      assert.match(script, /^stack r_pp_light /m);
    }
    assert.doesNotMatch(sirilScript(plan({}), '1.2'), /^calibrate/m);
  });

  it('brings two nights of different formats to one before they are merged', () => {
    const other = set({ id: 'o', type: 'light', night: '2024-09-14' }, 3);
    const float = pixels({ bitpix: -32, scale: 'unit' });
    const known = new Map([
      ...lights.frames.map(({ path }) => [path, GOOD] as const),
      ...other.frames.map(({ path }) => [path, float] as const),
    ]);
    const made = planCheckout({ sessions: [wanted(lights), wanted(other)], pixels: known });
    // eslint-disable-next-line no-restricted-syntax -- lines of a script
    assert.match(sirilScript(made, '1.0'), /^merge pp_light_\S+ pp_light_\S+ all_/m);
  });

  it('stacks lights of 8 bits apart', () => {
    const made = plan({ [l2]: { bitpix: 8 } });
    assert.deepEqual(made.results.map(({ groups }) => groups[0]?.lights).sort(), [1, 4]);
    assert.match(made.warnings.join('\n'), inOrder('8-bit', '8-bit', '2.fits'));
  });

  it('stacks raw darks of the format that most of them have', () => {
    const made = plan({ [d1]: { bitpix: -32, scale: 'unit' } }, { dark: darks });
    assert.ok(!sources(made).includes(d1));
    assert.match(made.warnings.join('\n'), inOrder('d', '16-bit', '1.fits'));
  });
});
