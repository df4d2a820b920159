import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ArchiveError } from '../../../../src/core/errors';
import {
  DEFAULT_PATTERNS,
  TOKENS,
  validatePatterns,
  type NamePatterns,
} from '../../../../src/core/frame/patterns';
import { hasStandardPlace, standardPlace } from '../../../../src/core/frame/place';
import { withSuffix } from '../../../../src/core/frame/suffix';
import { byteLength } from '../../../../src/core/frame/sanitise';
import { FRAME_TYPES, type Frame } from '../../../../src/core/model';
import { sampleFrame } from './support';

const place = (changes: Partial<Frame> = {}, extension = '.fits', patterns = DEFAULT_PATTERNS) => {
  const { folder, name } = standardPlace(sampleFrame(changes), extension, patterns);
  return `${folder.join('/')} ${name}`;
};

describe('the standard place', () => {
  it('of a light', () => {
    assert.equal(
      place(),
      'Light/NGC_7000/Esprit_100ED/ZWO_ASI2600MM_Pro/2024-09-13 ' +
        'NGC_7000-Esprit_100ED-ZWO_ASI2600MM_Pro-Ha-20240913203000-300s-1x1-t-10.fits',
    );
  });

  it('of calibration frames', () => {
    const rig = 'Esprit_100ED-ZWO_ASI2600MM_Pro';
    const folders = 'Esprit_100ED/ZWO_ASI2600MM_Pro';
    const tail = '-20240913203000-300s-1x1-t-10.fits';
    assert.equal(
      place({ type: 'dark', filter: null }),
      `Calibrate/Dark/${folders}/300s/2024-09-13 Dark-${rig}${tail}`,
    );
    assert.equal(place({ type: 'flat' }), `Calibrate/Flat/${folders}/Ha/2024-09-13 Flat-${rig}-Ha${tail}`);
    assert.equal(place({ type: 'bias' }), `Calibrate/Bias/${folders}/2024-09-13 Bias-${rig}${tail}`);
    assert.equal(
      place({ type: 'flatDark' }),
      `Calibrate/FlatDark/${folders}/300s/2024-09-13 FlatDark-${rig}${tail}`,
    );
  });

  it('of masters and stacks', () => {
    assert.match(
      place({ type: 'dark', master: true }),
      /^Masters\/Dark\/.*\/300s\/2024-09-13 Master-Dark-Esprit/,
    );
    assert.match(
      place({ type: 'flat', master: true }),
      /^Masters\/Flat\/.*\/Ha\/2024-09-13 Master-Flat-Esprit/,
    );
    assert.match(place({ type: 'stack' }), /^Stacks\/NGC_7000\/.* Stack-NGC_7000-Esprit/);
    const older: NamePatterns = { ...DEFAULT_PATTERNS };
    delete (older as { stackFolder?: string }).stackFolder;
    assert.deepEqual(standardPlace(sampleFrame({ type: 'stack' }), '.fits', older).folder[0], 'Stacks');
  });

  it('of an unknown frame is refused', () => {
    assert.equal(hasStandardPlace({ type: 'unknown' }), false);
    assert.throws(
      () => place({ type: 'unknown' }),
      (error) => error instanceof ArchiveError && error.code === 'request',
    );
  });

  it('says OSC for a colour camera without a filter, and nothing for a mono camera', () => {
    assert.match(place({ filter: null, bayerPattern: 'RGGB' }), /Pro-OSC-2024/);
    assert.match(place({ filter: null, channels: 3 }), /Pro-OSC-2024/);
    assert.match(place({ filter: null }), /Pro-2024/);
    assert.match(place({ type: 'dark', bayerPattern: 'RGGB' }), /Pro-2024/);
    assert.match(
      place({ type: 'flat', filter: null }),
      /^Calibrate\/Flat\/Esprit_100ED\/ZWO_ASI2600MM_Pro\/2024-09-13 /,
    );
  });

  it('rounds exposure and temperature and prints no trailing zeros', () => {
    assert.match(place({ exposure: 0.0014999, ccdTemp: -9.8999996 }), /-0\.001s-1x1-t-9\.9\.fits$/);
    assert.match(place({ exposure: 60, ccdTemp: -0.04 }), /-60s-1x1-t0\.fits$/);
    assert.match(place({ exposure: 0, ccdTemp: 0 }), /-0s-1x1-t0\.fits$/);
    assert.match(place({ exposure: 6.24656 }), /-6\.247s-/);
    assert.match(place({ exposure: 0.000032 }), /-0\.000032s-/);
    assert.match(place({ exposure: 5e-8 }), /-0\.00000005s-/);
  });

  it('says Unknown for what the header does not say', () => {
    const nothing = {
      object: null,
      telescope: null,
      imager: null,
      exposure: null,
      ccdTemp: null,
      dateObs: null,
      night: null,
    };
    assert.equal(
      place({ ...nothing, filter: null, binningX: null, binningY: null }),
      'Light/Unknown/Unknown/Unknown/Unknown Unknown-Unknown-Unknown-Unknown-Unknown-UnknownxUnknown-tUnknown.fits',
    );
  });

  it('keeps the extension', () => {
    for (const extension of ['.fit', '.fits.gz', '.FIT.fz', '.xisf'])
      assert.ok(place({}, extension).endsWith(`-10${extension}`));
    assert.ok(place({}, '/../../x').endsWith('-t-10.fits'));
  });

  it('stays in the repository whatever the header says', () => {
    assert.match(
      place({ object: '../../etc', telescope: '..', imager: 'a/b\\c' }),
      /^Light\/etc\/Unknown\/a_b_c\/2024-09-13 etc-/,
    );
    assert.match(
      place({ object: 'CON', telescope: 'nul.txt', imager: '-rf' }),
      /^Light\/CON_\/nul_\.txt\/rf\//,
    );
  });

  it('keeps letters of any script, composed', () => {
    assert.match(place({ object: 'Große Magellansche Wolke' }), /^Light\/Große_Magellansche_Wolke\//);
    assert.match(place({ object: 'Ä' }), /^Light\/\u00c4\//);
  });

  it('shortens the longest text and nothing else', () => {
    const { name } = standardPlace(sampleFrame({ object: '星'.repeat(300) }), '.fits.gz', DEFAULT_PATTERNS);
    assert.ok(byteLength(name) <= 200);
    assert.match(name, /^星{20,}-Esprit_100ED-ZWO_ASI2600MM_Pro-Ha-20240913203000-300s-1x1-t-10\.fits\.gz$/);
    const all = 'x'.repeat(400);
    const long = standardPlace(
      sampleFrame({ object: all, telescope: all, imager: all, filter: all }),
      '.fits',
      DEFAULT_PATTERNS,
    );
    assert.ok(byteLength(long.name) <= 200);
    assert.match(long.name, /^x{20,}-x{20,}-x{20,}-x{20,}-20240913203000-300s-1x1-t-10\.fits$/);
  });

  it('follows the patterns of the user, gain and offset included', () => {
    const patterns = {
      ...DEFAULT_PATTERNS,
      lightName: '{NIGHT} {OBJECT} g{GAIN} o{OFFSET}',
      lightFolder: 'L/{FILTER}/{TYPE}',
    };
    assert.equal(place({}, '.fits', patterns), 'L/Ha/Light 2024-09-13_NGC_7000_g100_o50.fits');
    assert.equal(place({ filter: null }, '.fits', patterns), 'L/Light 2024-09-13_NGC_7000_g100_o50.fits');
  });

  const patterns = fc.record({
    lightName: fc.string(),
    calibrationName: fc.string({ unit: 'binary' }),
    lightFolder: fc.oneof(fc.string(), fc.constantFrom('../..', '/etc', '{OBJECT}/..', 'C:\\x', '{FILTER}')),
    calibrationFolder: fc.string(),
    masterFolder: fc
      .array(fc.constantFrom('..', '.', '/', '{OBJECT}', '{DETAIL}', '{', '}', 'CON'))
      .map((a) => a.join('/')),
  });
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string(),
    fc.constantFrom('..', 'aux.c', null),
  );

  it('is safe for any texts and patterns, with a suffix, too', () => {
    fc.assert(
      fc.property(
        fc.record({ object: text, telescope: text, imager: text, filter: text, night: text }),
        fc.constantFrom(...FRAME_TYPES.filter((type) => type !== 'unknown')),
        fc.boolean(),
        fc.oneof(fc.constant(DEFAULT_PATTERNS), patterns),
        (texts, type, master, used) => {
          const { folder, name } = standardPlace(sampleFrame({ ...texts, type, master }), '.fits.gz', used);
          for (const part of [...folder, name, withSuffix(name, 12)]) {
            assert.ok(byteLength(part) <= 200, part);
            assert.doesNotMatch(part, /[\\/:*?"<>|\u0000-\u001f\u007f]|^[.\- ]|[. ]$|^$/u);
            assert.doesNotMatch(part, /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
            assert.equal(part, part.normalize('NFC'));
            assert.doesNotMatch(part, /\p{Surrogate}/u);
          }
          assert.ok(name.endsWith('.fits.gz'));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('patterns of the settings', () => {
  it('are fine as they come, with every token', () => {
    assert.deepEqual(validatePatterns(DEFAULT_PATTERNS), []);
    const all = TOKENS.map((token) => `{${token}}`).join('-');
    assert.deepEqual(validatePatterns({ ...DEFAULT_PATTERNS, lightName: all }), []);
  });

  const wrong: [string, string, RegExp][] = [
    ['lightName', '{OBJEKT}-{DATE}', /Name of lights: \{OBJEKT\} is not known; use OBJECT/],
    ['lightName', '', /is empty/],
    ['lightName', '{OBJECT', /brace/],
    ['calibrationName', 'a/{DATE}', /no folders/],
    ['lightFolder', '../{OBJECT}', /cannot be folders/],
    ['lightFolder', 'Light\\{OBJECT}', /write \//],
    ['masterFolder', 'C:/x', /not allowed/],
    ['stackFolder', 'x'.repeat(501), /longer than 500/],
  ];
  for (const [key, pattern, message] of wrong) {
    it(`complain about ${key} '${pattern.slice(0, 20)}'`, () => {
      const complaints = validatePatterns({ ...DEFAULT_PATTERNS, [key]: pattern });
      assert.equal(complaints.length, 1);
      assert.match(complaints[0] ?? '', message);
    });
  }
});
