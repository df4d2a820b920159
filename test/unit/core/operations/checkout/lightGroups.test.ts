/** What a plan says of lights that are stacked together, or apart, or lack calibration. */
import assert from 'node:assert/strict';
import type { Session } from '../../../../../src/core/base/session';
import type { Pixels } from '../../../../../src/core/operations/checkout/pixels';
import { planCheckout } from '../../../../../src/core/operations/checkout/planCheckout';
import type { CheckoutSession } from '../../../../../src/core/operations/checkout/types';
import { frameIn, set, wanted } from '../../../../support/checkout';

const light = (id: string, differs: Partial<Session> = {}, count = 3) =>
  set({ id, type: 'light', ...differs }, count);
const calibration = (type: 'dark' | 'bias' | 'flat', id: string, differs: Partial<Session> = {}) =>
  set({ id, type, object: null, filter: type === 'flat' ? 'Ha' : null, ...differs }, 3);
const all = () => ({
  dark: calibration('dark', 'd'),
  flat: calibration('flat', 'f'),
  bias: calibration('bias', 'b'),
});
/** The warnings of lights that have all calibration, but for what is said. */
const warnings = (...sessions: CheckoutSession[]) => planCheckout({ sessions }).warnings;
/** A light session that is calibrated. */
const whole = (id: string, differs: Partial<Session> = {}, count = 3) =>
  wanted(light(id, differs, count), all());
/** What a sentence names, in this order, each as a whole word. */
const inOrder = (...words: string[]) => new RegExp(words.map((word) => `(?<!\\w)${word}(?!\\w)`).join('.*'));
const only = (told: readonly string[], ...words: string[]) => {
  assert.equal(told.length, 1, told.join('\n'));
  assert.match(told[0] ?? '', inOrder(...words));
};

describe('a plan says', () => {
  it('nothing of lights that are calibrated and alike', () => {
    assert.deepEqual(warnings(whole('a'), whole('b', { night: '2024-09-14' })), []);
  });

  it('what stands in for darks', () => {
    const { flat, bias } = all();
    const told = (links: Parameters<typeof wanted>[1], adu: number | null) =>
      warnings({
        ...wanted(light('a'), {
          flat: set({ id: 'm', type: 'flat', object: null, master: true }, 1),
          ...links,
        }),
        level: adu === null ? null : { adu, origin: 'as given' },
      });
    only(told({ bias }, null), 'a');
    only(told({}, 510), 'a', '510', 'as', 'given');
    only(told({}, null), 'a');
    const [withBias, withLevel, with0, withNothing] = [
      told({ bias }, null),
      told({}, 510),
      told({}, 0),
      told({}, null),
    ].map(([text]) => text);
    assert.equal(new Set([withBias, withLevel, with0, withNothing]).size, 4);
    assert.deepEqual(warnings(wanted(light('a'), { flat, dark: all().dark, bias })), []);
  });

  it('that lights have no flats, unless they came calibrated', () => {
    only(warnings(wanted(light('a'), { dark: all().dark })), 'a');
    assert.deepEqual(warnings(wanted(light('a', { processing: 'calibrated' }))), []);
  });

  it('that mono lights have flats of a colour camera', () => {
    const flat = calibration('flat', 'f', { bayerPattern: 'RGGB' });
    only(warnings(wanted(light('a'), { ...all(), flat })), 'a', 'RGGB');
    const colour = { bayerPattern: 'RGGB' };
    assert.deepEqual(warnings(wanted(light('a', colour), { ...all(), flat })), []);
  });

  it('that a single light is not stacked', () => {
    only(warnings(whole('a', {}, 1)), 'a', '1');
  });

  it('which exposures are stacked together', () => {
    only(warnings(whole('a'), whole('b', { exposure: 60 })), '300 s', '60 s', 'NGC 7000 Ha');
    only(
      warnings(
        whole('a', { object: null, filter: null }),
        whole('b', { object: null, filter: null, exposure: 5 }),
      ),
      '300 s',
      '5 s',
      'object',
    );
    assert.deepEqual(warnings(whole('a'), whole('b', { exposure: 60, filter: 'L' })), []);
  });

  it('what keeps the lights of one object and filter apart, but for single ones', () => {
    const small = { width: 100, height: 80 };
    const [flats, bias] = [calibration('flat', 'fs', small), calibration('bias', 'bs', small)];
    const other = (count: number) =>
      wanted(light('b', small, count), { flat: flats, dark: calibration('dark', 'ds', small), bias });
    only(warnings(whole('a'), other(2)), 'NGC 7000 Ha', '6248x4176', '100x80');
    only(warnings(whole('a'), other(1)), 'b', '1');
    assert.deepEqual(
      warnings(whole('a'), { ...other(2), session: { ...other(2).session, filter: 'L' } }),
      [],
    );
    const calibrated = warnings(whole('a'), wanted(light('c', { processing: 'calibrated' })));
    only(calibrated, 'NGC 7000 Ha', '6248x4176', 'calibrated');
  });

  it('how many kinds of lights a session mixes, and which files are the fewer', () => {
    const of = light('a', {}, 3);
    const odd = frameIn(of.session, '/archive/a/odd.fits', { bayerPattern: 'RGGB' });
    const told = warnings(wanted({ ...of, frames: [odd, ...of.frames] }, all()));
    assert.match(told.join('\n'), inOrder('a', '6248x4176', '6248x4176 RGGB', 'odd.fits'));
  });

  it('which lights are of another sample format than most', () => {
    const of = light('a', {}, 5);
    const pixels = new Map(
      of.frames.map(({ path }, n): [string, Pixels] => [
        path,
        { bitpix: n < 2 ? -32 : 16, axes: [6248, 4176], images: 1, scale: n < 2 ? 'unit' : null },
      ]),
    );
    const { warnings: told, results } = planCheckout({ sessions: [wanted(of, all())], pixels });
    only(told, '2', '5', 'a', 'floating point', '16-bit', '1.fits, 2.fits');
    assert.deepEqual(results[0]?.groups[0]?.depths, ['16-bit', 'floating point']);
  });
});
