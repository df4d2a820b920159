/** Images and pixels in words. */
import assert from 'node:assert/strict';
import type { ImageInfo, PixelAnswer } from '../../../src/engine/client';
import { shownImage, shownPixel } from '../../../src/webview/shownImage';

const info: ImageInfo = {
  index: 2,
  hdu: 3,
  name: 'SCI',
  width: 6248,
  height: 4176,
  planes: 1,
  sample: 'u16',
  compression: 'RICE_1',
  bayer: 'RGGB',
  hasColour: true,
  firstRow: 'top',
  sky: null,
  noSky: 'The header does not say where the image lies on the sky.',
};
const pixel: PixelAnswer = { x: 1024, y: 2048, values: [1136], electronsPerUnit: null, sky: null };

describe('an image in words', () => {
  it('has its unit and name, size, kind of numbers, packing and pattern', () => {
    const { title, detail } = shownImage(info);
    assert.equal(title, 'Unit 3 · SCI');
    assert.equal(detail, '6,248 × 4,176 pixels, 16 bits, RICE_1, RGGB');
  });

  it('leaves out what it has not', () => {
    const { title, detail } = shownImage({
      ...info,
      name: '',
      sample: 'f32',
      compression: null,
      bayer: null,
    });
    assert.equal(title, 'Unit 3');
    assert.equal(detail, '6,248 × 4,176 pixels, 32 bits, floating point');
  });
});

describe('the sky of an image in words', () => {
  const sky = {
    centre: { ra: 10.684708, dec: 41.26875 },
    scale: 1.23456,
    width: 2.1427,
    height: 1.4321,
    rotation: 359.97,
    north: [0.6, 0.8] as const,
    east: [-0.8, 0.6] as const,
    isMirrored: false,
  };
  const shown = (change: Partial<typeof sky>, firstRow: ImageInfo['firstRow'] = 'top') =>
    shownImage({ ...info, sky: { ...sky, ...change }, noSky: null, firstRow }).sky ?? assert.fail();
  const values = (change: Partial<typeof sky>) => shown(change).facts.map(({ value }) => value);

  it('has centre, scale, field and rotation', () => {
    assert.deepEqual(values({}), [
      'RA 00h 42m 44.33s, Dec +41° 16′ 07.5″',
      '1.235 ″/pixel',
      '2.14° × 1.43°',
      '0.0°',
    ]);
  });

  it('has minutes of arc for a small field, and says what is mirrored', () => {
    const [, , field, rotation] = values({ width: 0.57, height: 0.38, rotation: 91.25, isMirrored: true });
    assert.deepEqual([field, rotation], ['34.2′ × 22.8′', '91.3°, mirrored']);
  });

  it('points to north and east as the picture is shown', () => {
    assert.deepEqual(shown({}).north, [0.6, 0.8]);
    assert.deepEqual(
      [shown({}, 'bottom').north, shown({}, 'bottom').east],
      [
        [0.6, -0.8],
        [-0.8, -0.6],
      ],
    );
  });

  it('is missing with its reason where the image is not solved', () => {
    const { sky: none, noSky } = shownImage(info);
    assert.equal(none, null);
    assert.equal(noSky, info.noSky);
  });
});

describe('a pixel in words', () => {
  it('has its place and value', () => {
    assert.deepEqual(shownPixel(pixel), {
      place: 'x 1,024, y 2,048',
      value: '1,136',
      electrons: null,
      sky: null,
    });
  });

  it('has six digits of a fraction, each plane, and a word for none', () => {
    const { value } = shownPixel({ ...pixel, values: [0.017334123, null, -2] });
    assert.equal(value, '0.0173341 · no value · -2');
  });

  it('has electrons of one value only', () => {
    assert.equal(shownPixel({ ...pixel, electronsPerUnit: 0.25 }).electrons, '284 e⁻');
    assert.equal(shownPixel({ ...pixel, values: [null], electronsPerUnit: 0.25 }).electrons, null);
    assert.equal(shownPixel({ ...pixel, values: [1, 2, 3], electronsPerUnit: 0.25 }).electrons, null);
  });

  const places: readonly (readonly [ra: number, dec: number, text: string])[] = [
    [314.696667, 44.331667, 'RA 20h 58m 47.20s, Dec +44° 19′ 54.0″'],
    [0, -0.5, 'RA 00h 00m 00.00s, Dec −00° 30′ 00.0″'],
    // Rounded up to the next minute, and to the next day.
    [14.999999999, -29.99999999, 'RA 01h 00m 00.00s, Dec −30° 00′ 00.0″'],
    [359.9999999999, 89.99999999, 'RA 00h 00m 00.00s, Dec +90° 00′ 00.0″'],
    [-15, 0, 'RA 23h 00m 00.00s, Dec +00° 00′ 00.0″'],
  ];
  for (const [ra, dec, text] of places) {
    it(`lies at ${text}`, () => assert.equal(shownPixel({ ...pixel, sky: { ra, dec } }).sky, text));
  }
});
