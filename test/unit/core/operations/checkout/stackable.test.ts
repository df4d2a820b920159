/** Which frames of the sessions of a checkout go together, and what is said of those that do not. */
import assert from 'node:assert/strict';
import type { ArchivedFrame } from '../../../../../src/core/base/archivedFrame';
import type { Session } from '../../../../../src/core/base/session';
import {
  bestMaster,
  fileNamesText,
  fitting,
  partition,
  sizeText,
} from '../../../../../src/core/operations/checkout/partition';
import type { Pixels } from '../../../../../src/core/operations/checkout/pixels';
import { planCheckout } from '../../../../../src/core/operations/checkout/planCheckout';
import { pixelRefusal } from '../../../../../src/core/operations/checkout/sirilReads';
import type { CheckoutSession, SessionFrames } from '../../../../../src/core/operations/checkout/types';
import { frameIn, set, wanted } from '../../../../support/checkout';

const light = (id: string, differs: Partial<Session> = {}, count = 3) =>
  set({ id, type: 'light', ...differs }, count);
const dark = (id: string, differs: Partial<Session> = {}, count = 3) =>
  set({ id, type: 'dark', object: null, filter: null, ...differs }, count);
const flat = (id: string, differs: Partial<Session> = {}, count = 3) =>
  set({ id, type: 'flat', object: null, exposure: 2, ...differs }, count);
const plan = (...sessions: CheckoutSession[]) => planCheckout({ sessions });
/** A session of frames that differ from one another. */
const mixed = (of: SessionFrames, ...frames: Partial<ArchivedFrame>[]): SessionFrames => ({
  ...of,
  frames: frames.map((differs, n) => frameIn(of.session, `/archive/${of.session.id}/${n}.fits`, differs)),
});
const SMALL = { width: 100, height: 80 };
const reading = { pixels: new Map<string, Pixels>(), siril: null };
const sources = (made: ReturnType<typeof plan>, folder: string) =>
  made.files.filter(({ path }) => path.startsWith(folder)).map(({ source }) => source);

describe('the frames of a session', () => {
  it('are parts by size and colour filter array, the largest first', () => {
    const parts = partition(
      mixed(light('l'), SMALL, {}, { bayerPattern: 'RGGB' }, {}, {}, { bayerPattern: 'RGGB' }),
      reading,
      [],
    );
    assert.deepEqual(
      parts.map(({ size, pattern, frames, session }) => [size, pattern, frames.length, session.id]),
      [
        ['6248x4176', '', 3, 'l'],
        ['6248x4176', 'RGGB', 2, 'l'],
        ['100x80', '', 1, 'l'],
      ],
    );
  });

  it('have no colour filter array where they calibrate others, or are debayered', () => {
    const pattern = { bayerPattern: 'RGGB' };
    assert.equal(partition(mixed(dark('d'), pattern, {}), reading, []).length, 1);
    const planes = partition(mixed(light('l'), { ...pattern, channels: 3 }), reading, []);
    assert.deepEqual([planes[0]?.pattern, planes[0]?.size], ['', '6248x4176x3']);
  });

  it('are counted once, however often they are named', () => {
    const of = light('l');
    const twice = { ...of, frames: [...of.frames, ...of.frames] };
    assert.deepEqual(
      partition(twice, reading, []).map(({ frames }) => frames.length),
      [3],
    );
  });

  it('are told by their size in words, as far as headers say it', () => {
    assert.equal(sizeText({ width: 10, height: 8, channels: 1 }), '10x8');
    assert.equal(sizeText({ width: 10, height: 8, channels: null }), '10x8');
    assert.equal(sizeText({ width: 10, height: 8, channels: 3 }), '10x8x3');
    assert.equal(sizeText({ width: null, height: 8, channels: 1 }), '?');
    assert.equal(sizeText({ width: 10, height: null, channels: 1 }), '?');
  });

  it('are named up to five', () => {
    const of = (count: number) => light('l', {}, count).frames;
    assert.equal(fileNamesText(of(2)), '1.fits, 2.fits');
    assert.equal(fileNamesText(of(5)).match(/fits/g)?.length, 5);
    assert.match(fileNamesText(of(7)), /5\.fits\D+2\D+$/);
  });

  it('without enough stars are left out, but not all of them', () => {
    const of = light('l');
    const problems: string[] = [];
    const left = (starless: string[], frames = of.frames) =>
      partition({ ...of, frames, starless: new Set(starless) }, reading, problems).flatMap((part) =>
        part.frames.map(({ path }) => path),
      );
    assert.deepEqual(left(['2.fits']), ['/archive/l/1.fits', '/archive/l/3.fits']);
    assert.ok(problems.length === 1 && problems[0]?.includes('2.fits'));
    assert.equal(left([]).length, 3);
    assert.equal(left(['other.fits']).length, 3);
    assert.equal(left(['1.fits', '2.fits', '3.fits']).length, 3);
    assert.equal(problems.length, 1);
    const packed = light('l', {}, 2).frames.map((frame) => ({ ...frame, path: `${frame.path}.GZ` }));
    assert.deepEqual(left(['1.fits'], packed), ['/archive/l/2.fits.GZ']);
  });

  it('fit lights of their size, and of a size that is not known', () => {
    const parts = partition(mixed(dark('d'), {}, {}, SMALL), reading, []);
    assert.equal(fitting(parts, '100x80')?.frames.length, 1);
    assert.equal(fitting(parts, '6248x4176')?.frames.length, 2);
    assert.equal(fitting(parts, '?')?.frames.length, 2);
    assert.equal(fitting(parts, '5x5'), null);
    const unknown = partition(mixed(dark('d'), { width: null }), reading, []);
    assert.equal(fitting(unknown, '5x5')?.frames.length, 1);
  });

  it('of which one is the best master: of most frames, then the newest', () => {
    const of = (stackCount: number | null, dateObs: string | null = null) =>
      frameIn(dark('d').session, `/m/${stackCount} ${dateObs}`, { stackCount, dateObs });
    const best = (...frames: ArchivedFrame[]) => bestMaster(frames)?.path;
    assert.equal(best(of(5), of(50), of(20)), of(50).path);
    assert.equal(best(of(null), of(1)), of(1).path);
    assert.equal(best(of(5, '2024-01-01'), of(5, '2024-02-01'), of(5)), of(5, '2024-02-01').path);
    assert.equal(best(), undefined);
  });
});

describe('the calibration of a checkout', () => {
  it('takes flats of the pattern of the lights, and those that name none', () => {
    const lights = light('l', { bayerPattern: 'RGGB', filter: null });
    const flats = mixed(
      flat('f'),
      { bayerPattern: 'RGGB' },
      { bayerPattern: 'GRBG' },
      { bayerPattern: null },
    );
    const made = plan(wanted(lights, { flat: flats }));
    assert.deepEqual(sources(made, 'flats'), ['/archive/f/0.fits', '/archive/f/2.fits']);
    assert.ok(made.warnings.some((text) => /RGGB\D+1\D.*\bf\b.*GRBG/.test(text)));
    const mono = plan(wanted(light('l'), { flat: flat('f', { bayerPattern: 'GRBG' }) }));
    assert.equal(sources(mono, 'flats').length, 3, 'mono lights take any');
  });

  it('takes the part of the size of the lights, and names the files that it leaves out', () => {
    const made = plan(wanted(light('l'), { dark: mixed(dark('d'), {}, SMALL, {}) }));
    assert.deepEqual(sources(made, 'darks'), ['/archive/d/0.fits', '/archive/d/2.fits']);
    assert.ok(made.warnings.some((text) => /6248x4176.*\b1\.fits/.test(text)));
  });

  it('takes the best of several masters, and a master rather than raw frames beside it', () => {
    const master = (stackCount: number) => ({ master: true, stackCount });
    const made = plan(wanted(light('l'), { dark: mixed(dark('d'), {}, master(5), master(9), {}) }));
    assert.deepEqual(sources(made, 'masters'), ['/archive/d/2.fits']);
    assert.deepEqual(sources(made, 'darks'), []);
    assert.equal(made.groups[0]?.darks, 1);
  });

  it('stacks raw darks of the sample format that most of them have', () => {
    const darks = dark('d', {}, 5);
    const pixels = new Map(
      darks.frames.map(({ path }, n): [string, Pixels] => [
        path,
        { bitpix: n < 2 ? 8 : 16, axes: [6248, 4176], images: 1, scale: null },
      ]),
    );
    pixels.delete('/archive/d/5.fits');
    const made = planCheckout({ sessions: [wanted(light('l'), { dark: darks })], pixels });
    // Frames of 8 bits are a part of their own, the smaller one here.
    assert.deepEqual(sources(made, 'darks'), ['/archive/d/3.fits', '/archive/d/4.fits', '/archive/d/5.fits']);
  });
});

describe('floating-point pixels in ADU', () => {
  it('are read by Siril 1.4 and all later versions', () => {
    const adu: Pixels = { bitpix: -32, axes: [4, 3], images: 1, scale: 'adu' };
    const isRead = (version: string | null) => pixelRefusal(adu, version) === null;
    assert.deepEqual(['0.99.10', '1.0.6', '1.3.9', '1.4.0', '1.5.0', '2.0.0', null].map(isRead), [
      false,
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
  });
});
