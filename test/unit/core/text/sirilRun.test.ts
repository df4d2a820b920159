import assert from 'node:assert/strict';
import { commandsOf, parseScript } from '../../../../src/core/siril/parser/script';
import { runText, stepText } from '../../../../src/core/text/sirilRun';

describe('a run of Siril in words', () => {
  const [command = null] = commandsOf(parseScript('stack light'));

  it('says what is done to which images, and how far it is', () => {
    const step = { verb: 'stack', images: 'lights', name: 'Ha' } as const;
    assert.equal(
      runText({ command, step, number: 7, count: 12, percent: 32 }),
      'Stacking Ha lights · 7 of 12 commands · 32%',
    );
    assert.equal(stepText({ verb: 'calibrate', images: 'flats', name: '' }), 'Calibrating flats');
    assert.equal(stepText({ verb: 'compose', images: 'other', name: 'M 31 SHO' }), 'Composing M 31 SHO');
  });

  it('names the command where it is no step, and nothing before the first', () => {
    const where = { step: null, number: 1, count: 12, percent: null };
    assert.equal(runText({ command, ...where }), 'stack · 1 of 12 commands');
    assert.equal(runText({ command: null, ...where }), '');
  });
});
