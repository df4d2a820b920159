/** Values as a person reads them. */
import assert from 'node:assert/strict';
import * as words from '../../../../src/core/text/words';
import { session } from '../../../support/session';

describe('words', () => {
  it('give values their units and a real minus sign', () => {
    assert.deepEqual(
      [words.exposureText(300), words.exposureText(0), words.exposureText(null)],
      ['300 s', '0 s', '—'],
    );
    assert.equal(words.exposureText(0.00100000004749745), '0.001 s');
    assert.equal(words.exposureText(0.000032), '0.000032 s');
    assert.equal(words.exposureText(5e-7), '0.0000005 s');
    assert.deepEqual([words.temperatureText(-10), words.temperatureText(-9.94)], ['−10 °C', '−9.9 °C']);
    assert.equal(words.temperatureText(0), '0 °C');
    assert.deepEqual([30, 2700, 44_640].map(words.hoursText), ['30 s', '45 min', '12.4 h']);
    const short = [0, 59.96, 90, 120, 599.4, 599.6, 3569, 3570, 3600];
    assert.deepEqual(short.map(words.hoursText), [
      ...['0 s', '1 min', '1 min 30 s', '2 min', '9 min 59 s', '10 min', '59 min', '1.0 h', '1.0 h'],
    ]);
    assert.deepEqual([0.44, 12.2, 59.7, 125, 3780].map(words.durationText), [
      '0.4 s',
      '12 s',
      '1 min 0 s',
      '2 min 5 s',
      '1 h 3 min',
    ]);
    assert.deepEqual([999, 12_300_000, 250e9].map(words.bytesText), ['999 B', '12.3 MB', '250 GB']);
  });

  it('say what was compared of a duplicate', () => {
    const [file, image, state] = (['file', 'image', 'size and time'] as const).map((same) =>
      words.duplicateText({ same }, '/a'),
    );
    const [less, more] = (['less', 'more'] as const).map((says) =>
      words.duplicateText({ same: 'image', says }, '/a'),
    );
    assert.equal(new Set([file, image, state, less, more]).size, 5);
    assert.ok(!state?.includes('same'), 'nothing was compared that could be called so');
  });

  it('count and name frames', () => {
    assert.deepEqual(
      [words.frameTypeText('light'), words.frameTypeText('bias', 1), words.frameTypeText('bias', 2)],
      ['light', '1 bias frame', '2 bias frames'],
    );
    assert.equal(words.frameTypeText('flatDark', 3), '3 flat-darks');
  });

  it('title sessions', () => {
    assert.equal(words.sessionTitle(session()), 'NGC 7000 · Ha · 300 s');
    assert.equal(
      words.sessionTitle(session({ object: null, filter: null })),
      'No object · no filter · 300 s',
    );
    assert.equal(
      words.sessionTitle(session({ filter: null, bayerPattern: 'RGGB' })),
      'NGC 7000 · OSC · 300 s',
    );
    assert.equal(words.sessionTitle(session({ type: 'dark' })), 'darks · 300 s · −10 °C');
    assert.equal(
      words.sessionTitle(session({ type: 'flat', master: true, exposure: 2 })),
      'master flat · Ha · 2 s',
    );
    assert.equal(words.sessionTitle(session({ type: 'bias' })), 'bias frames');
  });

  it('tell what an interrupted operation has come to', () => {
    const text = (finished: number, rolledBack: number, problems: number, waiting = 0) =>
      words.recoveredText({ finished, rolledBack, problems, waiting });
    assert.equal(
      text(3, 1, 0),
      'An interrupted operation was repaired: 3 files finished, 1 file put back or never started',
    );
    assert.equal(text(0, 0, 2), 'An operation was interrupted: 2 problems');
    assert.equal(
      text(0, 0, 2, 1),
      'An operation was interrupted: 2 problems (1 file is missing; is a drive disconnected?)',
    );
    assert.equal(text(0, 0, 0), 'An interrupted operation was repaired: nothing had been changed');
  });
});
