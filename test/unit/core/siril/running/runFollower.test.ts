import assert from 'node:assert/strict';
import { parseScript } from '../../../../../src/core/siril/parser/script';
import { RunFollower } from '../../../../../src/core/siril/running/runFollower';
import { readableLine } from '../../../../../src/core/siril/running/runSiril';

const SCRIPT = [
  'requires 1.0.0', //                                                     0
  '# comment', //                                                          1
  '', //                                                                   2
  'cd lights', //                                                          3
  'convert light -out=../process', //                                      4
  'cd ../process', //                                                      5
  'stack light rej 3 3 -norm=addscale -out=../result', //                  6
  'load ../result', //                                                     7
  'save ../copy', //                                                       8
  'close', //                                                              9
].join('\n');

/** Lines of Siril 1.0.6, raw. */
const BEGINNING = [
  'log: Welcome to siril v1.0.6',
  "log: Setting CWD (Current Working Directory) to '/c'",
  'log: Running command: requires',
  '1795380663: running command requires',
  'log: # comment',
  'log: Running command: cd',
  '1795380663: running command cd',
];
const STACKING = [
  "log: Setting CWD (Current Working Directory) to '/c/lights'",
  'log: Running command: convert',
  'progress: Converting files, 0.00%',
  'log: Running command: cd',
  'log: Running command: stack',
  '\u001b[A\u001b[2KT',
  'progress: 100.00%',
  'Reading sequence failed, file cannot be opened: light.seq.',
  'progress: Rejection stacking in progress..., 0.00%',
  '\u001b[A\u001b[2KT\rprogress: 64.00%',
];

/** A follower that has read these, and what of them is for the log. */
function after(raw: readonly string[], script = SCRIPT) {
  const follower = new RunFollower(parseScript(script));
  // A carriage return ends a line for the reader of the process too.
  const lines = raw.flatMap((line) => line.split('\r')).flatMap((line) => readableLine(line) ?? []);
  return { follower, log: lines.filter((line) => follower.take(line)) };
}

describe('RunFollower', () => {
  it('knows the command and how far it is', () => {
    const { follower } = after([...BEGINNING, ...STACKING]);
    assert.equal(follower.command?.line, 6);
    const { number, count, percent } = follower.position;
    assert.deepEqual([number, count, percent], [5, 8, 64]);
    assert.equal(follower.share, (4 + 0.64) / 8);
    assert.deepEqual(follower.complaints, []);
  });

  it('says nothing before the first command, and forgets the progress of the one before', () => {
    const { follower } = after([]);
    assert.equal(follower.position.command, null);
    assert.equal(follower.share, 0);
    const { follower: next } = after([...BEGINNING, ...STACKING, 'log: Running command: load']);
    assert.deepEqual([next.position.number, next.position.percent], [6, null]);
  });

  it('knows the step, to which loading and saving what was stacked belong', () => {
    const stacking = { verb: 'stack', images: 'lights', name: '' };
    assert.equal(after(BEGINNING).follower.position.step, null);
    assert.deepEqual(after([...BEGINNING, ...STACKING]).follower.position.step, stacking);
    const done = [...BEGINNING, ...STACKING, 'log: Running command: load', 'log: Running command: save'];
    assert.deepEqual(after(done).follower.position.step, stacking);
  });

  it('leaves progress and redrawing out of the log', () => {
    const { log } = after([...BEGINNING, ...STACKING]);
    assert.deepEqual(log.slice(-3), [
      'Running command: convert',
      'Running command: cd',
      'Running command: stack',
    ]);
  });

  it('takes a decimal comma, and ends at 100', () => {
    assert.equal(after([...BEGINNING, 'progress: Empilement, 45,50%']).follower.position.percent, 45);
    assert.equal(after([...BEGINNING, 'progress: 950.00%']).follower.share, 2 / 8);
  });

  it('puts the reason of Siril 1.0 on the line where it stopped', () => {
    const { follower } = after([
      ...BEGINNING,
      "log: 'lights' No such file or directory",
      "log: Error in line 4: 'cd'.",
      'log: Exiting batch processing.',
      'log: Script execution failed.',
      'progress: Script execution failed., 100.00%',
    ]);
    assert.deepEqual(follower.complaints, [
      { line: 3, severity: 'error', message: "'lights' No such file or directory" },
    ]);
  });

  it('puts the reason of Siril 1.4 on the line where it stopped', () => {
    const { follower } = after([...BEGINNING, "log: Error in line 4 ('cd'): file not found."]);
    assert.deepEqual(follower.complaints, [{ line: 3, severity: 'error', message: 'file not found.' }]);
  });

  it('names the command where Siril gives no reason', () => {
    const { follower } = after([...BEGINNING, "log: Error in line 4: 'cd'."]);
    assert.deepEqual(follower.complaints, [{ line: 3, severity: 'error', message: 'the command cd failed' }]);
  });

  it('warns of an image that Siril 1.0 could not load and passed over', () => {
    const error = 'Error opening image ../result: file not found or not supported.';
    const load = [...BEGINNING, ...STACKING, 'log: Running command: load', `log: ${error}`];
    assert.deepEqual(after(load).follower.complaints, [{ line: 7, severity: 'warning', message: error }]);
    // Where Siril stops at it, as since 1.2, that is all there is to say.
    const stopped = after([...load, "log: Error in line 8 ('load'): file not found."]);
    assert.deepEqual(stopped.follower.complaints, [
      { line: 7, severity: 'error', message: 'file not found.' },
    ]);
  });

  it('goes on by one where Siril runs what the script does not name', () => {
    const { follower } = after(['log: Running command: requires', 'log: Running command: surprise']);
    assert.equal(follower.command?.line, 3);
    assert.equal(after(['log: Running command: x', 'log: Running command: y'], 'close').follower.share, 0);
    assert.equal(after(['log: Running command: x'], '').follower.command, null);
  });
});
