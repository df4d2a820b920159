import assert from 'node:assert/strict';
import { createLog } from '../../../../src/cli/terminal/log';
import { progressTail } from '../../../../src/cli/terminal/progress';

describe('progress and log', () => {
  it('says how long it takes and what is in hand', () => {
    const tail = progressTail({
      phase: 'Registering',
      done: 1,
      total: 2,
      item: 'M31.fits',
      secondsLeft: 125,
    });
    assert.equal(tail, '2 min 5 s left · M31.fits');
  });

  it('cuts long names at the front and shows control characters', () => {
    const tail = progressTail({
      phase: 'x',
      done: 0,
      total: null,
      item: `${'x'.repeat(60)}\u001b`,
      secondsLeft: null,
    });
    assert.equal(tail, `…${'x'.repeat(35)}\\x1b`);
  });

  it('prints what the level asks for', () => {
    const printed = (verbosity: 'quiet' | 'normal' | 'verbose') => {
      let text = '';
      const log = createLog(
        {
          write(line) {
            text += line;
            return true;
          },
        },
        verbosity,
        () => {},
      );
      log.debug('d');
      log.info('i');
      log.warn('w');
      log.error('e');
      return text;
    };
    assert.equal(printed('quiet'), 'Error: e\n');
    assert.equal(printed('normal'), 'Warning: w\nError: e\n');
    assert.equal(printed('verbose'), 'd\ni\nWarning: w\nError: e\n');
  });

  it('takes the progress bar away before a message, and shows control characters', () => {
    const events: string[] = [];
    const stream = {
      write(line: string) {
        events.push(line);
        return true;
      },
    };
    createLog(stream, 'normal', () => events.push('bar away')).warn('odd\u001b[2J');
    assert.deepEqual(events, ['bar away', 'Warning: odd\\x1b[2J\n']);
  });
});
