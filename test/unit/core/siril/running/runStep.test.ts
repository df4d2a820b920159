import assert from 'node:assert/strict';
import { commandsOf, parseScript } from '../../../../../src/core/siril/parser/script';
import { stepOf } from '../../../../../src/core/siril/running/runStep';

describe('stepOf', () => {
  const step = (line: string) => {
    const [command] = commandsOf(parseScript(line));
    const found = command === undefined ? undefined : stepOf(command);
    return found && `${found.verb} ${found.images} ${found.name}`.trim();
  };

  it('knows the images by the sequence, whatever was done to them before', () => {
    assert.equal(step('convert light_Ha -out=../process'), 'convert lights Ha');
    assert.equal(step('calibrate light_L_2024-09-13 -dark=../masters/x'), 'calibrate lights L 2024-09-13');
    assert.equal(step('preprocess flat -bias=../masters/bias_stacked'), 'calibrate flats');
    assert.equal(step('register pp_light_Ha -2pass'), 'register lights Ha');
    assert.equal(step('seqapplyreg all_NGC_7000_L -filter-wfwhm=3k'), 'register lights NGC 7000 L');
    assert.equal(step('stack r_pp_light_Ha rej 3 3 -norm=addscale -out=../x'), 'stack lights Ha');
    assert.equal(step('stack dark_300s rej 3 3 -nonorm'), 'stack darks 300s');
    assert.equal(step('stack darkflat rej 3 3'), 'stack flatDarks');
    assert.equal(step('stack pp_lights.seq'), 'stack lights');
    assert.equal(step('register channels_NGC_7000'), 'register channels NGC 7000');
  });

  it('names what is merged and composed by its result', () => {
    assert.equal(step('merge pp_light_1 pp_light_2 all_NGC_7000_L'), 'merge lights NGC 7000 L');
    assert.equal(step('rgbcomp a b c -out=../NGC_7000_SHO'), 'compose other NGC 7000 SHO');
  });

  it('keeps the names of other sequences, and knows commands that are no steps', () => {
    assert.equal(step('stack my_images med'), 'stack other my_images');
    assert.equal(step('STACK constructor'), 'stack other constructor');
    assert.equal(step('stack'), 'stack other');
    assert.equal(step('cd lights'), null);
    assert.equal(step('toString'), null);
  });
});
