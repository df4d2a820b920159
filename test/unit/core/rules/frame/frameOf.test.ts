import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FRAME_TYPES } from '../../../../../src/core/base/frame';
import type { CardValue } from '../../../../../src/core/formats/fits/header';
import {
  FIELD_KEYWORDS,
  PROGRAM_KEYWORDS,
  TYPE_KEYWORDS,
} from '../../../../../src/core/rules/cards/fieldKeywords';
import { frameOf } from '../../../../../src/core/rules/frame/frameOf';
import { DEFAULT_PATTERNS } from '../../../../../src/core/rules/place/patterns';
import { hasStandardPlace, standardPlace } from '../../../../../src/core/rules/place/standardPlace';
import { card, codes, frame, header, type Values } from './support';

const light = { IMAGETYP: 'LIGHT', OBJECT: 'M 31', EXPTIME: 300, 'DATE-OBS': '2024-09-13T20:30:00' };

describe('values of a frame', () => {
  it('takes 0 °C and 0 s for values', () => {
    const bias = frame({ IMAGETYP: 'BIAS', EXPTIME: 0, 'CCD-TEMP': 0, 'SET-TEMP': 0, GAIN: 0, OFFSET: 0 });
    assert.deepEqual([bias.exposure, bias.ccdTemp, bias.setTemp, bias.gain, bias.offset], [0, 0, 0, 0, 0]);
    assert.ok(!codes(bias).includes('exposure-missing'));
  });

  it('reads numbers however they are written', () => {
    const written = frame({
      ...light,
      EXPTIME: ' 9,78E-03',
      GAIN: '100 ',
      XBINNING: '2       ',
      'CCD-TEMP': '-10,5',
    });
    assert.deepEqual(
      [written.exposure, written.gain, written.binningX, written.ccdTemp],
      [0.00978, 100, 2, -10.5],
    );
    assert.equal(frame({ EXPTIME: 0.00100000004749745 }).exposure, 0.001);
    assert.equal(frame({ EXPTIME: { value: 2500, comment: '[ms] exposure' } }).exposure, 2.5);
  });

  it('takes an exposure of 0 for one that was not filled in where another keyword has one', () => {
    const read = (values: Values) => {
      const { exposure, sources, problems } = frame({ ...light, ...values });
      return [exposure, sources.exposure, problems.some(({ code }) => code === 'exposure-differs')];
    };
    assert.deepEqual(read({ EXPTIME: 0, EXPOSURE: 300 }), [300, 'EXPOSURE', true]);
    assert.deepEqual(read({ EXPTIME: 0, EXPOSURE: 0.032 }), [0.032, 'EXPOSURE', false]);
    assert.deepEqual(read({ EXPTIME: 0, EXPOSURE: 0 }), [0, 'EXPTIME', false]);
    assert.deepEqual(read({ EXPTIME: 0, TELAPSE: 3 }), [0, 'EXPTIME', false]);
    assert.deepEqual(read({ EXPTIME: 300, EXPOSURE: 0 }), [300, 'EXPTIME', false]);
  });

  it('takes no word for "none" for a filter', () => {
    const filter = (FILTER: CardValue) => frame({ ...light, FILTER }).filter;
    for (const text of [
      'None',
      '[Unknown]',
      'Unknown Filter',
      '<Empty>',
      'n/a',
      '--',
      'No_Filter',
      ' (none) ',
    ]) {
      assert.equal(filter(text), null, text);
    }
    for (const text of ['L', 'Clear', 'Open', 'No. 25', 'Nothing but Ha', 'N', '1', 'SII+OIII']) {
      assert.equal(filter(text), text);
    }
  });

  it('reads the exposure of the standard and of observatories, and the elapsed time last', () => {
    const seconds = (values: Values) => frame(values).exposure;
    assert.equal(seconds({ XPOSURE: 290, TELAPSE: 300 }), 290);
    assert.equal(seconds({ TELAPSE: 300 }), 300);
    assert.equal(seconds({ XPOSURE: 0.003472222222, TIMEUNIT: 'd' }), 300);
    assert.equal(seconds({ XPOSURE: 5, TIMEUNIT: 'min' }), 300);
    assert.equal(seconds({ EXP_TIME: 300 }), 300);
    assert.equal(seconds({ EXPTIME: 300, XPOSURE: 290 }), 300);
  });

  it('says which value it could not read, and tries the next keyword', () => {
    const odd = frame({ ...light, EXPTIME: 'long', EXPOSURE: 30, GAIN: 'high' });
    assert.deepEqual([odd.exposure, odd.sources.exposure, odd.gain], [30, 'EXPOSURE', null]);
    assert.deepEqual(odd.problems.map((problem) => problem.keyword).sort(), ['EXPTIME', 'GAIN']);
    assert.equal(frame({ EXPTIME: -5 }).exposure, null);
  });

  it('keeps both temperatures and points at a difference', () => {
    const warm = frame({ ...light, 'CCD-TEMP': 10.7, 'SET-TEMP': -10 });
    assert.deepEqual([warm.ccdTemp, warm.setTemp, codes(warm)], [10.7, -10, ['temperature-differs']]);
    assert.deepEqual(codes(frame({ ...light, 'CCD-TEMP': -8, 'SET-TEMP': -10 })), []);
    const asked = frame({ ...light, 'SET-TEMP': -10 });
    assert.deepEqual([asked.ccdTemp, asked.sources.ccdTemp, asked.setTemp], [-10, 'SET-TEMP', -10]);
    assert.equal(frame({ 'CCD-TEMP': 263.15 }).ccdTemp, null);
    assert.equal(frame({ 'CCD-TEMP': -999, 'SET-TEMP': -10 }).ccdTemp, -10);
  });

  it('reads every alias', () => {
    const numbers = [
      'exposure',
      'binningX',
      'ccdTemp',
      'gain',
      'offset',
      'electronsPerAdu',
      'rotator',
      'pixelSize',
      'stackCount',
    ] as const;
    for (const field of numbers) {
      for (const keyword of FIELD_KEYWORDS[field]) {
        const found = frame({ [keyword]: 3 });
        assert.deepEqual([found[field], found.sources[field]], [3, keyword], keyword);
      }
    }
    for (const keyword of FIELD_KEYWORDS.siteLongitude)
      assert.equal(frame({ [keyword]: 11.5 }).siteLongitude, 11.5, keyword);
    for (const keyword of FIELD_KEYWORDS.siteLatitude)
      assert.equal(frame({ [keyword]: '-31 16 24' }).siteLatitude, -31.2733333333, keyword);
    for (const field of ['observer', 'site'] as const)
      for (const keyword of FIELD_KEYWORDS[field])
        assert.equal(frame({ [keyword]: ' Ghent ' })[field], 'Ghent', keyword);
    for (const keyword of FIELD_KEYWORDS.ra) assert.equal(frame({ [keyword]: '06 00 00' }).ra, 90, keyword);
    for (const keyword of FIELD_KEYWORDS.dec)
      assert.equal(frame({ [keyword]: '+22 30 00' }).dec, 22.5, keyword);
    for (const keyword of FIELD_KEYWORDS.imager)
      assert.equal(frame({ [keyword]: 'Cam' }).imager, 'Cam', keyword);
    for (const keyword of FIELD_KEYWORDS.object)
      assert.equal(frame({ [keyword]: 'M 1' }).object, 'M 1', keyword);
    for (const keyword of TYPE_KEYWORDS) assert.equal(frame({ [keyword]: 'dark' }).type, 'dark', keyword);
    for (const keyword of PROGRAM_KEYWORDS) assert.equal(frame({ [keyword]: 'APT' }).program, 'APT', keyword);
    for (const keyword of FIELD_KEYWORDS.filter)
      assert.equal(frame({ [keyword]: 'Ha' }).filter, 'Ha', keyword);
  });

  it('turns focal lengths in metres into millimetres', () => {
    assert.equal(frame({ FLENGTH: 0.55 }).focalLength, 550);
    assert.equal(frame({ FOCALLEN: 550 }).focalLength, 550);
    assert.equal(frame({ FOCALLEN: { value: 1.5, comment: '[m] focal length' } }).focalLength, 1500);
    assert.equal(frame({ FOCALLEN: 0 }).focalLength, null);
  });

  it('reads binning that stands for both axes', () => {
    assert.deepEqual([frame({ BINNING: '2*2' }).binningX, frame({ BINNING: '2x3' }).binningY], [2, 3]);
    assert.equal(frame({ XBINNING: 2 }).binningY, 2);
    assert.equal(frame({ XBINNING: 0 }).binningX, null);
  });

  it('has no filter where there is none', () => {
    for (const filter of ['None    ', '', '   ', 'none'])
      assert.equal(frame({ ...light, FILTER: filter }).filter, null);
    for (const type of ['DARK', 'BIAS', 'DARKFLAT']) {
      const dark = frame({ IMAGETYP: type, FILTER: 'Dark' });
      assert.deepEqual([dark.filter, dark.sources.filter], [null, undefined]);
    }
    assert.equal(frame({ IMAGETYP: 'FLAT', FILTER: ' Ha ' }).filter, 'Ha');
  });

  it('has a Bayer pattern only where there is a mosaic', () => {
    assert.equal(frame({ BAYERPAT: 'grbg    ' }).bayerPattern, 'GRBG');
    for (const value of ['INVALID', 'NONE', '']) assert.equal(frame({ BAYERPAT: value }).bayerPattern, null);
    assert.equal(frame({ BAYERPAT: 'RGGB' }, { axes: [10, 10, 3] }).bayerPattern, null);
  });

  it('takes numeric names for text', () => {
    assert.equal(frame({ TELESCOP: 130 }).telescope, '130');
    assert.equal(frame({ OBJECT: 4565n }).object, '4565');
    assert.equal(frame({ OBJECT: '        ' }).object, null);
  });

  it('reads positions in degrees and in hours', () => {
    assert.equal(frame({ RA: 240.1125 }).ra, 240.1125);
    assert.equal(frame({ RA: '18 20 48.12' }).ra, 275.2005);
    assert.equal(frame({ RA: { value: 5.5, comment: '[h] Observe object RA' } }).ra, 82.5);
    assert.equal(frame({ OBJCTRA: '19 59 36', OBJCTDEC: '+22 43 16' }).ra, 299.9);
    assert.equal(frame({ OBJCTDEC: '-00 30 00' }).dec, -0.5);
    assert.equal(frame({ RA: 400 }).ra, null);
    assert.equal(frame({ SITELONG: 237.691 }).siteLongitude, 237.691 - 360);
    assert.equal(frame({ SITELAT: '51 3 0.000' }).siteLatitude, 51.05);
    assert.ok(codes(frame({ SITELAT: 123 })).includes('unreadable-value'));
  });

  it('takes an angle of the rotator into one turn, and not the planned one', () => {
    assert.equal(frame({ ROTATANG: -10 }).rotator, 350);
    assert.equal(frame({ ROTATOR: 360 }).rotator, 0);
    assert.equal(
      frame({ POSANGLE: 258.37 }).rotator,
      78.37,
      'on the sky: the same on both sides of the pier',
    );
    assert.equal(frame({ ROTATOR: 'Falcon' }).rotator, null);
    assert.equal(frame({ OBJCTROT: 98 }).rotator, null);
  });

  it('takes -1 for a gain that the driver does not have', () => {
    assert.equal(frame({ GAIN: -1, ISOSPEED: 800 }).gain, 800);
    assert.equal(frame({ OFFSET: -1 }).offset, null);
  });

  it('has no electrons for each step where the program writes 0 for not knowing', () => {
    assert.equal(frame({ EGAIN: 0, CVF: 0.25 }).electronsPerAdu, 0.25);
    assert.equal(frame({ EGAIN: 0 }).electronsPerAdu, null);
    assert.equal(frame({ EGAIN: '0.25 ' }).electronsPerAdu, 0.25);
  });

  it('names the program, not its version', () => {
    const program = (values: Record<string, string>) => frame(values).program;
    assert.equal(program({ CREATOR: 'ZWO Seestar S50', PROGRAM: '4.70' }), 'ZWO Seestar S50');
    assert.equal(program({ COMMENT: 'Generated by INDI' }), 'INDI');
    assert.equal(program({ ORIGIN: 'DWARFLAB' }), 'DWARFLAB');
    assert.equal(program({ PROGRAM: '4.70' }), null);
  });

  it('names a Celestron Origin that does not name itself', () => {
    const origin = frame({
      CREATOR: 'Celestron Origin',
      CAMERA: 'IMX178',
      'DATE-OBS': '2024-07-05T22:15:00',
    });
    assert.deepEqual([origin.telescope, origin.imager], ['Celestron Origin', 'IMX178']);
  });

  it('believes the first of several cards', () => {
    const cards = [card('IMAGETYP', 'LIGHT'), card('GAIN', 100), card('GAIN', 200)];
    const both = frameOf({ hdu: 0, cards, axes: [1, 1], bitpix: 16 }, { path: '/x.fits', timeZone: null });
    assert.equal(both.gain, 100);
  });

  it('lists what is missing', () => {
    assert.deepEqual(codes(frame({ IMAGETYP: 'LIGHT' })).sort(), [
      'date-missing',
      'exposure-missing',
      'object-missing',
    ]);
    assert.deepEqual(codes(frame({ IMAGETYP: 'BIAS' })), ['date-missing']);
    assert.deepEqual(codes(frame(light)), []);
  });

  it('knows the size of the image', () => {
    const colour = frame({}, { axes: [30, 20, 3] });
    assert.deepEqual([colour.width, colour.height, colour.channels], [30, 20, 3]);
    const none = frame({}, { axes: [] });
    assert.deepEqual([none.width, none.height, none.channels], [null, null, null]);
  });
});

describe('any header', () => {
  const keywords = [
    ...Object.values(FIELD_KEYWORDS).flat(),
    'IMAGETYP',
    'FRAME',
    'DATE-OBS',
    'DATE-LOC',
    'TIME-OBS',
    'TIMEZONE',
  ];
  const value: fc.Arbitrary<CardValue> = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.bigInt(),
    fc.boolean(),
    fc.constant(null),
    fc.constant([1, 2] as const),
    fc.constantFrom(
      'LIGHT',
      'Master Dark',
      '2024-09-13T20:30:00',
      '../..',
      'CON',
      'SharpCap',
      'DWARFLAB',
      'Siril',
    ),
  );

  it('gives a frame and, with a type, a place inside the repository', () => {
    const entries = fc.array(fc.tuple(fc.constantFrom(...keywords, 'SWCREATE', 'ORIGIN'), value), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(entries, fc.string(), fc.array(fc.nat(), { maxLength: 4 }), (list, path, axes) => {
        const any = { hdu: 0, cards: list.map(([keyword, given]) => card(keyword, given)), axes, bitpix: 16 };
        const found = frameOf(any, { path, timeZone: 'Europe/Berlin' });
        assert.ok(FRAME_TYPES.includes(found.type));
        assert.ok(found.night === null || /^\d{4}-\d\d-\d\d$/.test(found.night));
        assert.ok(found.dateObs === null || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(found.dateObs));
        for (const number of Object.values(found))
          assert.ok(typeof number !== 'number' || Number.isFinite(number));
        if (!hasStandardPlace(found)) return;
        const place = standardPlace(found, '.fits', DEFAULT_PATTERNS);
        assert.ok([...place.folder, place.name].every((part) => part !== '' && !/^\.|[\\/]/.test(part)));
      }),
      { numRuns: 200 },
    );
  });

  it('may be empty', () => {
    assert.equal(frameOf(header({}, []), { path: '', timeZone: null }).type, 'unknown');
  });
});
