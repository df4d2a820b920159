/** Of two files of one exposure, one of which ends in zeros, one is a copy that was cut short. */
import assert from 'node:assert/strict';
import { Twins } from '../../../../../src/core/operations/register/twins';
import { lightFrame } from '../../../../support/frame';
import { scanOf } from '../../../../support/placement';

const frame = lightFrame();
const whole = scanOf('whole.fits', { imageKey: '100-a' });
const broken = scanOf('broken.fits', { imageKey: '100-b', endsInZeros: true });
const NOTHING = { sameStart: () => [], endsInZeros: () => null };

/** An archive that holds one file of the same start, which ends in zeros or not; `null` where unreadable. */
const archived = (imageKey: string, endsInZeros: boolean | null, path = '/astro/x.fits') =>
  new Twins({ sameStart: () => [{ path, imageKey }], endsInZeros: () => endsInZeros });

describe('a broken twin', () => {
  it('is refused beside its whole one, and the whole one beside it', () => {
    for (const [first, second] of [
      [whole, broken],
      [broken, whole],
    ] as const) {
      const twins = new Twins(NOTHING);
      assert.equal(twins.broken(first, frame), null, 'alone it may be black at its end');
      twins.add(first, frame);
      const refusal = twins.broken(second, frame);
      assert.deepEqual([refusal?.kind, refusal?.path], ['failed', second.path]);
    }
  });

  it('is told apart from the whole one: which of the two is broken', () => {
    const [one, other] = [true, false].map((endsInZeros) => {
      const found = archived('100-c', !endsInZeros).broken({ ...whole, endsInZeros }, frame);
      return found?.kind === 'failed' ? found.error : assert.fail();
    });
    assert.notEqual(one, other);
    for (const error of [one, other])
      assert.ok(error?.includes(whole.path) && error.includes('/astro/x.fits'));
  });

  it('is found among the files of the archive, as far as they can be read', () => {
    assert.equal(archived('100-a', false).broken(broken, frame)?.kind, 'failed');
    assert.equal(archived('100-a', true).broken(broken, frame), null, 'both end in zeros');
    assert.equal(archived('100-a', null).broken(broken, frame), null, 'it cannot be read');
  });

  it('is no file of other pixels, none of the same pixels, and not the file itself', () => {
    assert.equal(archived('200-a', false).broken(broken, frame), null, 'another size of image');
    assert.equal(archived(broken.imageKey, false).broken(broken, frame), null, 'the same image');
    assert.equal(archived('100-a', false, broken.path).broken(broken, frame), null, 'the file itself');
  });

  it('is looked for among all planned files of its camera and start, and no others', () => {
    const twins = new Twins(NOTHING);
    twins.add(scanOf('other.fits', { imageKey: '200-x' }), frame);
    twins.add(whole, frame);
    assert.equal(twins.broken(broken, frame)?.kind, 'failed', 'the second one planned');
    const first = new Twins(NOTHING);
    first.add(whole, frame);
    first.add(scanOf('other.fits', { imageKey: '200-x' }), frame);
    assert.equal(first.broken(broken, frame)?.kind, 'failed', 'the first one planned');
    const later = lightFrame({ dateObs: '2024-09-13T20:35:00.000Z' });
    assert.equal(twins.broken(broken, later), null);
    assert.equal(twins.broken(broken, lightFrame({ imager: 'another camera' })), null);
  });

  it('is not looked for where headers do not say camera and start', () => {
    for (const silent of [lightFrame({ imager: null }), lightFrame({ dateObs: null })]) {
      const twins = new Twins(NOTHING);
      twins.add(whole, silent);
      assert.equal(twins.broken(broken, silent), null);
    }
  });
});
