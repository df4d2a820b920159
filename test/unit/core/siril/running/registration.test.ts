/** What Siril says of the sequences that it registers, in the words of its versions. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseScript } from '../../../../../src/core/siril/parser/script';
import {
  type Registration,
  registrationLines,
  skippedImages,
} from '../../../../../src/core/siril/running/registration';
import { RunFollower } from '../../../../../src/core/siril/running/runFollower';
import { inOrder } from '../../../../support/inOrder';

const SCRIPT = parseScript(
  ['requires 1.2.0', 'cd process', 'register pp_light_L', 'register pp_light_Ha -2pass', 'close', ''].join(
    '\n',
  ),
);

function follow(...lines: string[]): readonly Registration[] {
  const follower = new RunFollower(SCRIPT);
  for (const name of ['requires', 'cd', 'register']) follower.take(`Running command: ${name}`);
  for (const line of lines) follower.take(line);
  return follower.registrations;
}

describe('registrations', () => {
  it('count images, and know which were left out and why', () => {
    const [first] = follow(
      'Found 63 stars in reference, channel #0',
      'Found 0 stars in image 5, channel #0',
      'Not enough stars. Image 5 skipped',
      'Matching stars in image 2: done',
      'Not enough star pairs (7): Image 3 skipped',
      'Cannot perform star matching: try #5. Image 8 skipped',
      'Less than 30% star pairs kept by shift model, it may be too rigid for your data: Image 9 skipped',
      'Sequence processing partially succeeded, with 4 images that failed and that were temporarily excluded from the sequence.',
      'Total: 4 failed, 6 registered.',
    );
    assert.deepEqual(
      [first?.sequence, first?.line, first?.registered, first?.failed],
      ['pp_light_L', 2, 6, 4],
    );
    assert.equal(first?.hasNoReference, false);
    assert.deepEqual(
      [...(first?.skipped ?? [])],
      [
        [5, 'stars'],
        [3, 'alignment'],
        [8, 'alignment'],
        [9, 'alignment'],
      ],
    );
  });

  it('keep the sequences of a script apart', () => {
    const all = follow(
      'Not enough stars. Image 1 skipped',
      'Total: 1 failed, 7 registered',
      'Running command: register',
      'Total: 0 failed, 5 registered.',
    );
    assert.deepEqual(
      all.map(({ sequence, registered }) => [sequence, registered]),
      [
        ['pp_light_L', 7],
        ['pp_light_Ha', 5],
      ],
    );
    assert.deepEqual(skippedImages(all), [{ sequence: 'pp_light_L', image: 1, why: 'stars' }]);
  });

  it('know that a reference has no stars, which is what the run says then', () => {
    const follower = new RunFollower(SCRIPT);
    for (const line of [
      'Running command: requires',
      'Running command: cd',
      'Running command: register',
      'Found 0 stars in reference, channel #0',
      'There are not enough stars in reference image to perform alignment',
      'Preparing sequence processing failed.',
      'Finalizing sequence processing failed.',
      'Script execution failed.',
    ]) {
      follower.take(line);
    }
    assert.equal(follower.registrations[0]?.hasNoReference, true);
    assert.deepEqual(
      follower.complaints.map(({ line, severity, message }) => [line, severity, message]),
      [[2, 'error', 'There are not enough stars in reference image to perform alignment']],
    );
    const [complaint] = follower.complaints;
    follower.take("Error in line 3 ('register'): generic error.");
    assert.deepEqual(follower.complaints[0], complaint);
  });

  it('say nothing of lines of other commands, or that only look like it', () => {
    const follower = new RunFollower(SCRIPT);
    follower.take('Running command: requires');
    follower.take('Total: 2 failed, 6 registered.');
    assert.deepEqual(follower.registrations, []);
    assert.deepEqual(follow('Image 3 skipped', 'Total: many failed, 6 registered.', 'Total: 1 failed'), []);
  });

  it('are told in words', () => {
    const told = (...lines: string[]) => registrationLines(follow(...lines));
    assert.deepEqual(told('Not enough stars. Image 4 skipped', 'Total: 1 failed, 7 registered.'), [
      '7 of 8 images of pp_light_L registered; too few stars in image 4',
    ]);
    assert.deepEqual(told('Total: 2 failed, 6 registered.'), ['6 of 8 images of pp_light_L registered']);
    assert.deepEqual(told('Total: 0 failed, 8 registered.'), []);
    const many = Array.from({ length: 10 }, (_, i) => `Not enough stars. Image ${10 - i} skipped`);
    assert.match(told(...many, 'Total: 10 failed, 2 registered.').join(), inOrder('1', '2', '8', '2'));
  });

  it('take any line', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (lines) => {
        for (const { registered, failed } of follow(...lines)) {
          assert.ok(registered === null || registered >= 0);
          assert.equal(registered === null, failed === null);
        }
      }),
    );
  });
});
