import assert from 'node:assert/strict';
import { barOf, progressText } from '../../../src/commands/progressBar';
import type { ProgressReport } from '../../../src/core/base/ports';

const reading: ProgressReport = { phase: 'Reading headers', done: 120, total: 400, secondsLeft: 12 };

describe('progress', () => {
  it('says what is done, how far, and for how long still', () => {
    assert.equal(progressText(reading), 'Reading headers · 120 of 400 · 12 s left');
    assert.equal(progressText({ ...reading, secondsLeft: null }), 'Reading headers · 120 of 400');
    const counting = { phase: 'Searching for files', done: 7, total: null, secondsLeft: null };
    assert.equal(progressText(counting), 'Searching for files · 7');
    assert.equal(progressText({ ...counting, done: 0 }), 'Searching for files');
  });

  it('names the file or the session in hand', () => {
    const text = (item: string) => progressText({ ...reading, item });
    const base = 'Reading headers · 120 of 400 · 12 s left';
    assert.equal(text('/astro/M 31/M31_0001.fits'), `${base} · M31_0001.fits`);
    assert.equal(text('D:\\astro\\M31_0001.fits'), `${base} · M31_0001.fits`);
    assert.equal(text('NGC 7000 · Ha / OIII'), `${base} · NGC 7000 · Ha / OIII`);
    assert.equal(text(''), base);
  });

  it('shows of a name what tells it apart, on one line, and makes no link of it', () => {
    const shown = (item: string) =>
      progressText({ phase: '', done: 0, total: null, secondsLeft: null, item });
    const long = shown(`/astro/${'x'.repeat(200)}_0042.fits`);
    assert.ok(long.endsWith('_0042.fits') && long.length < 60, long);
    assert.equal(shown('/astro/a\nb.fits').includes('\n'), false);
    assert.equal(shown('[a](command:b).fits').includes(']('), false);
  });

  it('fills its part of the bar and never goes back', () => {
    const increments: number[] = [];
    const bar = barOf({ report: ({ increment = 0 }) => increments.push(increment) }, 90, 100);
    for (const [done, total] of [
      [0, null],
      [2, 4],
      [2, 8],
      [8, 8],
      [9, 8],
    ] as const) {
      bar.report({ ...reading, done, total });
    }
    assert.deepEqual(increments, [0, 5, 0, 5, 0]);
  });

  it('stands still where there is nothing to do', () => {
    const increments: number[] = [];
    barOf({ report: ({ increment = 0 }) => increments.push(increment) }).report({
      ...reading,
      done: 0,
      total: 0,
    });
    assert.deepEqual(increments, [0]);
  });
});
