import assert from 'node:assert/strict';
import type { CalibrationSet, LightGroup, Recipe } from '../../../../../src/core/siril/script/recipe';
import { sirilScript } from '../../../../../src/core/siril/script/writeScript';

function calibration(kind: CalibrationSet['kind'], differs: Partial<CalibrationSet> = {}): CalibrationSet {
  const folder = { bias: 'biases', dark: 'darks', flat: 'flats', flatDark: 'darkflats' }[kind];
  return {
    key: kind,
    kind,
    session: `${kind}-session`,
    text: `8 ${kind} frames`,
    frameCount: 8,
    folder,
    sequence: kind.toLowerCase(),
    master: `masters/${kind.toLowerCase()}_stacked`,
    offset: null,
    level: null,
    used: true,
    ...differs,
  };
}

function group(differs: Partial<LightGroup> = {}): LightGroup {
  return {
    name: 'L',
    session: 's1',
    text: '12 light frames',
    lights: 12,
    folder: 'lights',
    sequence: 'light',
    colour: false,
    bias: null,
    dark: null,
    flat: null,
    planes: 1,
    level: null,
    why: {},
    ...differs,
  };
}

function recipe(sets: readonly CalibrationSet[], ...groups: LightGroup[]): Recipe {
  return {
    sets,
    results: [{ name: 'NGC_7000_L', object: 'NGC 7000', filter: 'L', groups }],
    alignments: [],
    warnings: [],
  };
}

/** The commands, without comments and blank lines. */
function commands(script: string): string[] {
  return script.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

describe('sirilScript', () => {
  const full = [calibration('bias'), calibration('dark'), calibration('flat', { offset: 'bias' })];

  it('calibrates, registers and stacks with bias, dark and flat', () => {
    const script = sirilScript(recipe(full, group({ dark: 'dark', flat: 'flat' })), '1.0');
    assert.deepEqual(commands(script), [
      'requires 1.0.0',
      'cd biases',
      'convert bias -out=../process',
      'cd ../process',
      'stack bias rej 3 3 -nonorm -out=../masters/bias_stacked',
      'cd ..',
      'cd flats',
      'convert flat -out=../process',
      'cd ../process',
      'preprocess flat -bias=../masters/bias_stacked',
      'stack pp_flat rej 3 3 -norm=mul -out=../masters/flat_stacked',
      'cd ..',
      'cd darks',
      'convert dark -out=../process',
      'cd ../process',
      'stack dark rej 3 3 -nonorm -out=../masters/dark_stacked',
      'cd ..',
      'cd lights',
      'convert light -out=../process',
      'cd ../process',
      'preprocess light -dark=../masters/dark_stacked -flat=../masters/flat_stacked',
      'cd ..',
      'cd process',
      'register pp_light',
      'stack r_pp_light rej 3 3 -norm=addscale -output_norm -out=../NGC_7000_L',
      'cd ..',
      'close',
    ]);
  });

  it('asks 1.2 and later for cosmetic correction, which 1.0 does by itself', () => {
    const plan = recipe(full, group({ dark: 'dark', flat: 'flat' }));
    const newer = commands(sirilScript(plan, '1.2'));
    assert.equal(newer[0], 'requires 1.2.0');
    assert.ok(newer.includes('calibrate flat -bias=../masters/bias_stacked'));
    assert.ok(
      newer.includes('calibrate light -dark=../masters/dark_stacked -flat=../masters/flat_stacked -cc=dark'),
    );
    assert.ok(!newer.some((line) => line.startsWith('preprocess')));
    assert.ok(!sirilScript(plan, '1.0').includes('-cc=dark'));
  });

  it('registers on the best image in 1.2 and later, and leaves out what lies far above the others', () => {
    const plan = recipe(full, group({ dark: 'dark', flat: 'flat' }));
    const newer = commands(sirilScript(plan, '1.2'));
    const at = newer.indexOf('register pp_light -2pass');
    assert.deepEqual(newer.slice(at, at + 3), [
      'register pp_light -2pass',
      'seqapplyreg pp_light -filter-wfwhm=3k',
      'stack r_pp_light rej 3 3 -norm=addscale -output_norm -out=../NGC_7000_L',
    ]);
    assert.doesNotMatch(sirilScript(plan, '1.0'), /2pass|seqapplyreg/);
  });

  it('brings the colours of the background to one level, where Siril can and there are colours', () => {
    const stack = (dialect: '1.0' | '1.2', differs: Partial<LightGroup>) =>
      commands(sirilScript(recipe([], group(differs)), dialect)).filter((line) => line.startsWith('stack'));
    const tail = '-norm=addscale -output_norm -rgb_equal -out=../NGC_7000_L';
    assert.deepEqual(stack('1.2', { colour: true }), [`stack r_pp_light rej 3 3 ${tail}`]);
    assert.deepEqual(stack('1.2', { planes: 3 }), [`stack r_light rej 3 3 ${tail}`]);
    assert.doesNotMatch(stack('1.2', {}).join(), /rgb_equal/);
    assert.doesNotMatch(stack('1.0', { colour: true }).join(), /rgb_equal/);
  });

  it('stretches no channel to its own range', () => {
    const results = ['Ha', 'OIII'].map((filter) => ({
      name: `M_1_${filter}`,
      object: 'M 1',
      filter,
      groups: [group({ name: filter, folder: `lights/${filter}`, sequence: `light_${filter}` })],
    }));
    const alignments = [{ object: 'M 1', sequence: 'channels_M_1', results, composition: null }];
    for (const dialect of ['1.0', '1.2'] as const) {
      const script = sirilScript({ sets: [], results, alignments, warnings: [] }, dialect);
      assert.equal(commands(script).filter((line) => line.startsWith('stack')).length, 2);
      assert.doesNotMatch(script, /-output_norm/);
    }
  });

  it('debayers colour frames, and evens out the flat only where there is one', () => {
    const lines = commands(
      sirilScript(recipe(full, group({ colour: true, dark: 'dark', flat: 'flat' })), '1.0'),
    );
    assert.ok(
      lines.includes(
        'preprocess light -dark=../masters/dark_stacked -flat=../masters/flat_stacked -cfa -equalize_cfa -debayer',
      ),
    );
    const bare = commands(sirilScript(recipe([], group({ colour: true })), '1.2'));
    assert.ok(bare.includes('calibrate light -cfa -debayer'));
  });

  it('takes the flat-darks off the flats as a dark', () => {
    const sets = [calibration('flatDark'), calibration('flat', { offset: 'flatDark' })];
    const lines = commands(sirilScript(recipe(sets, group({ flat: 'flat' })), '1.0'));
    assert.ok(lines.includes('preprocess flat -dark=../masters/flatdark_stacked'));
  });

  it('uses the bias on lights only where there is no dark', () => {
    const lines = commands(sirilScript(recipe([calibration('bias')], group({ bias: 'bias' })), '1.0'));
    assert.ok(lines.includes('preprocess light -bias=../masters/bias_stacked'));
  });

  it('registers raw lights where there is nothing to calibrate with', () => {
    const lines = commands(sirilScript(recipe([], group()), '1.0'));
    assert.ok(lines.includes('register light'));
    assert.ok(!lines.some((line) => line.startsWith('preprocess')));
  });

  it('uses a master as it is', () => {
    const master = calibration('dark', { folder: null, master: 'masters/master_dark.fit', frameCount: 1 });
    const lines = commands(sirilScript(recipe([master], group({ dark: 'dark' })), '1.0'));
    assert.ok(lines.includes('preprocess light -dark=../masters/master_dark.fit'));
    assert.ok(!lines.includes('cd darks'));
  });

  it('merges groups of several nights, from folders one deeper', () => {
    const a = group({ name: 'a', folder: 'lights/a', sequence: 'light_a', dark: 'dark' });
    const b = group({ name: 'b', folder: 'lights/b', sequence: 'light_b', dark: 'dark' });
    const lines = commands(sirilScript(recipe([calibration('dark')], a, b), '1.0'));
    assert.ok(lines.includes('convert light_b -out=../../process'));
    assert.ok(lines.includes('merge pp_light_a pp_light_b all_NGC_7000_L'));
    assert.ok(lines.includes('register all_NGC_7000_L'));
  });

  it('brings an uncalibrated night to the depth of the calibrated ones, or Siril would not merge them', () => {
    const a = group({ name: 'a', folder: 'lights/a', sequence: 'light_a', dark: 'dark' });
    const b = group({ name: 'b', folder: 'lights/b', sequence: 'light_b' });
    const lines = commands(sirilScript(recipe([calibration('dark')], a, b), '1.0'));
    assert.ok(lines.includes('preprocess light_b'));
    assert.ok(lines.includes('merge pp_light_a pp_light_b all_NGC_7000_L'));
  });

  it('does not register a single light', () => {
    const lines = commands(
      sirilScript(recipe([calibration('dark')], group({ lights: 1, dark: 'dark' })), '1.0'),
    );
    assert.ok(lines.includes('convert light -start=2 -out=../process'));
    assert.ok(lines.includes('load pp_light_00001'));
    assert.ok(lines.includes('save ../NGC_7000_L'));
    assert.ok(!lines.some((line) => line.startsWith('register')));
  });

  it('leaves a set alone that no step needs, and says so', () => {
    const script = sirilScript(recipe([calibration('bias', { used: false })], group()), '1.0');
    assert.ok(!commands(script).includes('cd biases'));
    // eslint-disable-next-line no-restricted-syntax -- a line of a script
    assert.match(script, /^# {3}biases: 8 bias frames$/m);
  });

  it('keeps a line break in a header from becoming a command', () => {
    const text = 'M 31\nload /etc/passwd\r\u2028x';
    const script = sirilScript({ ...recipe([], group({ text })), warnings: [text] }, '1.0');
    assert.ok(!commands(script).some((line) => line.startsWith('load')));
    assert.ok(!/[\r\u2028\ufeff]/.test(script));
  });

  it('starts comments in column 1 and has neither tabs nor trailing blanks', () => {
    const script = sirilScript(recipe(full, group({ dark: 'dark', flat: 'flat' })), '1.2');
    assert.doesNotMatch(script, /^[ \t]|[ \t]$/m);
    assert.doesNotMatch(script, /^[^#\n]+#/m, 'a comment after a command would be its argument');
    assert.ok(script.endsWith('close\n'));
  });
});
