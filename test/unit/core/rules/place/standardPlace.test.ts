import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { NamePatterns } from '../../../../../src/core/api/settings';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { type Frame, FRAME_TYPES } from '../../../../../src/core/base/frame';
import { validatePatterns } from '../../../../../src/core/rules/place/checkPatterns';
import { pathRoom } from '../../../../../src/core/rules/place/pathRoom';
import { DEFAULT_PATTERNS, TOKENS } from '../../../../../src/core/rules/place/patterns';
import { byteLength } from '../../../../../src/core/rules/place/sanitise';
import { hasStandardPlace, standardPlace } from '../../../../../src/core/rules/place/standardPlace';
import { withSuffix } from '../../../../../src/core/rules/place/suffix';
import { sampleFrame } from '../frame/support';

const place = (
  changes: Partial<Frame> = {},
  extension = '.fits',
  patterns: NamePatterns = DEFAULT_PATTERNS,
) => {
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
      // eslint-disable-next-line no-restricted-syntax -- a path
      /^Masters\/Dark\/.*\/300s\/2024-09-13 Master-Dark-Esprit/,
    );
    assert.match(
      place({ type: 'flat', master: true }),
      // eslint-disable-next-line no-restricted-syntax -- a path
      /^Masters\/Flat\/.*\/Ha\/2024-09-13 Master-Flat-Esprit/,
    );
    // eslint-disable-next-line no-restricted-syntax -- a path
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

  it('says OSC for a colour camera without a filter, and NoFilter in the name of a light of a mono camera', () => {
    assert.match(place({ filter: null, bayerPattern: 'RGGB' }), /Pro-OSC-2024/);
    assert.match(place({ filter: null, channels: 3 }), /Pro-OSC-2024/);
    assert.match(place({ filter: null }), /Pro-NoFilter-2024/);
    assert.match(place({ filter: null, channels: null }), /Pro-2024/);
    assert.match(
      place({ filter: null }, '.fits', { ...DEFAULT_PATTERNS, noFilter: 'Clear' }),
      /Pro-Clear-2024/,
    );
    assert.match(place({ filter: null }, '.fits', { ...DEFAULT_PATTERNS, noFilter: '' }), /Pro-2024/);
    assert.match(place({ type: 'stack', filter: null }), /Pro-2024/);
    assert.match(place({ type: 'dark', bayerPattern: 'RGGB' }), /Pro-2024/);
    assert.match(
      place({ type: 'flat', filter: null }),
      // eslint-disable-next-line no-restricted-syntax -- a path
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
      'Light/Unknown/Unknown/Unknown/Unknown Unknown-Unknown-Unknown-NoFilter-Unknown-Unknown-UnknownxUnknown-tUnknown.fits',
    );
  });

  describe('in a repository with a long path', () => {
    const long = 'An object whose name tells of the weather, of the neighbours and of the whole evening';
    const texts = { object: long, telescope: `${long} T`, imager: `${long} C` };
    const whole = (repository: string, changes: Partial<Frame>, longPaths = false) => {
      const room = pathRoom(repository, longPaths, 'win32');
      const { folder, name } = standardPlace(sampleFrame(changes), '.fits', DEFAULT_PATTERNS, room);
      return { folder: folder.join('/'), name, path: `${repository}\\${folder.join('\\')}\\${name}` };
    };

    it('fits into 260 characters on Windows, its suffix and its numbers included', () => {
      for (const length of [3, 40, 80, 110]) {
        const { path, name } = whole(`C:\\${'x'.repeat(length)}`, texts);
        assert.ok(withSuffix(path, 999).length <= 259, `${path.length} of ${path}`);
        assert.match(name, /-20240913203000-300s-1x1-t-10\.fits$/);
      }
    });

    it('stays as it is where it is short enough, and where long paths are wanted', () => {
      const { folder, name } = standardPlace(sampleFrame(), '.fits', DEFAULT_PATTERNS);
      const short = whole('C:\\Users\\anna\\Pictures\\astro', {});
      assert.deepEqual([short.folder, short.name], [folder.join('/'), name]);
      assert.ok(whole(`C:\\${'x'.repeat(110)}`, texts, true).path.length > 260);
    });

    it('keeps the frames of an object in one folder, whatever their filters', () => {
      const folders = ['L', 'A narrow filter of seven nanometres', long].map(
        (filter) => whole(`C:\\${'x'.repeat(100)}`, { ...texts, filter }).folder,
      );
      assert.equal(new Set(folders).size, 1);
    });

    it('counts bytes and goes to the limit of the system elsewhere', () => {
      const umlauts = pathRoom(`/${'ä'.repeat(400)}`, false, 'darwin');
      const { folder, name } = standardPlace(sampleFrame(texts), '.fits', DEFAULT_PATTERNS, umlauts);
      assert.ok(byteLength(`/${'ä'.repeat(400)}/${folder.join('/')}/${name}`) <= 1023 - 4);
      const linux = standardPlace(
        sampleFrame(texts),
        '.fits',
        DEFAULT_PATTERNS,
        pathRoom('/a', false, 'linux'),
      );
      assert.deepEqual(linux, standardPlace(sampleFrame(texts), '.fits', DEFAULT_PATTERNS));
    });

    it('is short for any texts', () => {
      const text = fc.string({ unit: 'grapheme', maxLength: 150 });
      fc.assert(
        fc.property(text, text, text, text, fc.nat(100), (object, telescope, imager, filter, length) => {
          const { path } = whole(`C:\\${'x'.repeat(length)}`, { object, telescope, imager, filter });
          assert.ok(path.length + 4 <= 259, `${path.length}`);
        }),
      );
    });
  });

  it('keeps the extension', () => {
    for (const extension of ['.fit', '.fits.gz', '.FIT.fz', '.xisf'])
      assert.ok(place({}, extension).endsWith(`-10${extension}`));
    assert.ok(place({}, '/../../x').endsWith('-t-10.fits'));
  });

  it('stays in the repository whatever the header says', () => {
    assert.match(
      place({ object: '../../etc', telescope: '..', imager: 'a/b\\c' }),
      // eslint-disable-next-line no-restricted-syntax -- a path
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
      { numRuns: 300 },
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
