import assert from 'node:assert/strict';
import type { ExplainedFrame } from '../../../../../src/core/base/frame';
import type { Card } from '../../../../../src/core/formats/fits/header';
import { frameOf } from '../../../../../src/core/rules/frame/frameOf';
import { processedName } from '../../../../../src/core/rules/processing/processedName';
import { card, codes, frame, header, type Values } from '../frame/support';

const FLOAT = -32;

interface Options {
  readonly path?: string;
  readonly bitpix?: number;
  readonly axes?: number[];
  readonly history?: readonly string[];
  readonly comment?: readonly string[];
}

/** A light of N.I.N.A. with something on top. */
function light(
  values: Values = {},
  { history = [], comment = [], ...options }: Options = {},
): ExplainedFrame {
  const all: Values = {
    IMAGETYP: 'LIGHT',
    OBJECT: 'M 31',
    EXPTIME: 300,
    'DATE-OBS': '2025-03-10T21:00:00',
    INSTRUME: 'ZWO ASI2600MM Pro',
    SWCREATE: 'N.I.N.A. 3.1',
    ...values,
  };
  const plain = header(all, options.axes, options.bitpix);
  const lines: Card[] = [
    ...history.map((text) => card('HISTORY', text)),
    ...comment.map((text) => card('COMMENT', text)),
  ];
  return frameOf(
    { ...plain, cards: [...plain.cards, ...lines] },
    { path: options.path ?? '/in/x.fits', timeZone: 'UTC' },
  );
}

const processes = (...names: string[]): Values => ({
  'PixInsight:ProcessingHistory': `<ProcessingHistory version="1.0">${names
    .map((name) => `<instance class="${name}" version="256" enabled="true"></instance>`)
    .join('')}</ProcessingHistory>`,
});

/** What is written, what it means, and whether a processing program did it. */
type Row = [what: string, found: ExplainedFrame, kind: string, byproduct?: boolean | undefined];

const kindOf = ({ type, processing }: ExplainedFrame) => (type === 'light' ? (processing ?? 'raw') : type);

describe('processed frames by their traces', () => {
  const rows: Row[] = [
    ['nothing', light(), 'raw'],
    ['CALSTAT BDF of MaxIm DL', light({ CALSTAT: 'BDF' }), 'calibrated', false],
    ['CALSTAT of a dark alone', light({ CALSTAT: 'D' }), 'calibrated', false],
    ['CALSTAT of nothing', light({ CALSTAT: '' }), 'raw'],
    ['CALSTAT NONE', light({ CALSTAT: 'NONE' }), 'raw'],
    ['CALSTAT M', light({ CALSTAT: 'M' }), 'raw'],
    [
      'counts of ASTAP',
      light({ CALSTAT: 'DF', DARK_CNT: 20, FLAT_CNT: 15, BIAS_CNT: 15 }),
      'calibrated',
      true,
    ],
    ['counts of 0', light({ DARK_CNT: 0, FLAT_CNT: 0 }), 'raw'],
    ['a stack of ASTAP', light({ CALSTAT: 'DFS', LIGH_CNT: 12 }), 'stack'],
    ['GraXpert', light({ 'BG-EXTR': 'GraXpert' }, { bitpix: FLOAT }), 'calibrated', true],
    ['PixInsight 1.9.3, calibrated', light(processes('ImageCalibration')), 'calibrated', true],
    [
      '… and debayered',
      light(processes('ImageCalibration', 'CosmeticCorrection', 'Debayer')),
      'calibrated',
      true,
    ],
    ['… and registered', light(processes('ImageCalibration', 'StarAlignment')), 'registered', true],
    ['… and stretched', light(processes('ImageCalibration', 'HistogramTransformation')), 'stretched', true],
    ['… and integrated', light(processes('ImageIntegration', 'HistogramTransformation')), 'stack'],
    ['… and composed', light(processes('LRGBCombination')), 'stack'],
    ['a Seestar', light({ SWCREATE: '', INSTRUME: 'Seestar S50' }), 'calibrated', false],
    [
      'a stack of a Seestar',
      light({ INSTRUME: 'Seestar S50', STACKCNT: 614 }, { axes: [1080, 1920, 3] }),
      'stack',
    ],
    [
      'a Seestar, calibrated by PixInsight again',
      light({ SWCREATE: '', INSTRUME: 'Seestar S50', ...processes('ImageCalibration') }),
      'calibrated',
      true,
    ],
    [
      'APP, an integration',
      light({ SOFTWARE: 'Astro Pixel Processor by Aries Productions', INTEGRAT: 'Integration' }),
      'stack',
    ],
    ['APP, a composition', light({ SOFTWARE: 'Astro Pixel Processor', FRAME: 'Other/Processed' }), 'stack'],
    ['DeepSkyStacker, a result', light({ SOFTWARE: 'DeepSkyStacker 5.1.6', NCOMBINE: 20 }), 'stack'],
    [
      '… before it wrote counts',
      light({ SWCREATE: '', SOFTWARE: 'DeepSkyStacker 4.2.6' }, { path: '/in/Autosave.fits' }),
      'stack',
    ],
    [
      '… calibrated',
      light({ SWCREATE: '', SOFTWARE: 'DeepSkyStacker 5.1.6' }, { path: '/in/M31_1.cal.fits' }),
      'calibrated',
      true,
    ],
    [
      '… registered',
      light({ SWCREATE: '', SOFTWARE: 'DeepSkyStacker 5.1.6' }, { path: '/in/M31_1.reg.fits' }),
      'registered',
      true,
    ],
    ['Siril, a stack', light({ PROGRAM: 'Siril 1.4.4', STACKCNT: 3 }, { bitpix: FLOAT }), 'stack'],
    ['… that lost its count', light({ PROGRAM: 'Siril 1.4.4', LIVETIME: 900 }, { bitpix: FLOAT }), 'stack'],
    [
      '… by its name',
      light({ PROGRAM: 'Siril 0.9.12' }, { bitpix: FLOAT, path: '/p/r_pp_light_stacked.fit' }),
      'stack',
    ],
    ['… of three planes', light({ PROGRAM: 'Siril 1.4.4' }, { bitpix: FLOAT, axes: [60, 40, 3] }), 'stack'],
    ['Sequator', light({ SWCREATE: '', PROGRAM: 'Sequator 1.6' }), 'stack'],
    [
      'iTelescope by its name',
      light({ TELESCOP: 'iTelescope 68' }, { path: '/in/calibrated-T68-m81-001.fit' }),
      'calibrated',
      false,
    ],
    ['iTelescope, raw', light({ TELESCOP: 'iTelescope 68' }, { path: '/in/raw-T68-m81-001.fit' }), 'raw'],
  ];
  const lines: [line: string, kind: string, byproduct?: boolean][] = [
    ['Calibrated with a master dark', 'calibrated', true],
    ['Calibrated with a synthetic bias of 2000', 'calibrated', true],
    ['Calibrated with a master flat, normalization of 0.335', 'calibrated', true],
    ['Cosmetic correction of 12 cold pixels and 7 hot pixels', 'calibrated', true],
    ['Background extraction (Correction: Subtraction)', 'calibrated', true],
    ['mean stacking with winsorized sigma clipping rejection (low=3.000 high=3', 'stack'],
    ['Calibration with PixInsight 1.8.9-2', 'calibrated', true],
    ['ImageCalibration.outputPedestal: 0', 'calibrated', true],
    ['Registration with StarAlignment process', 'registered', true],
    ['StarAlignment.pixelInterpolation: Lanczos-3', 'registered', true],
    ['ImageIntegration.numberOfImages: 25', 'stack'],
    ['Bias Subtraction (Bias 1, 4864 x 3232, Bin1 x 1, Temp -35C,', 'calibrated', false],
    ['Flat Field (Flat SII 1, SII, 4864 x 3232, Bin1 x 1, Temp', 'calibrated', false],
    ['Auto Dark Subtraction', 'calibrated', false],
    ['Bias corrected with mbias.fits', 'calibrated', true],
    ['Calibrated: bias/dark sub, flat division', 'calibrated', true],
    ['WCS created by AIJ link to Astronomy.net website', 'raw'],
    ['Changed IMAGETYP from Light Frame to LIGHT', 'raw'],
    ['photometric calibration with Gaia', 'raw'],
  ];
  for (const [line, kind, byproduct] of lines)
    rows.push([`“${line}”`, light({}, { history: [line] }), kind, byproduct]);
  rows.push(
    [
      'ASTAP’s comment',
      light({}, { comment: ['1  Calibrated by ASTAP. www.hnsky.org'] }),
      'calibrated',
      true,
    ],
    [
      '… of alignment',
      light({}, { comment: ['1  Calibrated & aligned by ASTAP. www.hnsky.org'] }),
      'registered',
      true,
    ],
    ['a comment that only mentions it', light({}, { comment: ['To be calibrated by ASTAP later'] }), 'raw'],
  );
  for (const [what, found, kind, byproduct = false] of rows) {
    it(`${what}: ${kind}`, () => {
      assert.deepEqual([kindOf(found), found.byproduct], [kind, byproduct]);
      assert.ok(!codes(found).includes('processing-doubtful'));
      assert.equal(found.sources.processing !== undefined, found.processing !== null);
    });
  }
});

describe('processed frames by their names', () => {
  const siril: Values = { PROGRAM: 'Siril v1.2.6' };
  const rows: [path: string, values: Values, bitpix: number, kind: string][] = [
    ['/p/pp_light_00001.fit', siril, FLOAT, 'calibrated'],
    ['/p/pp_light_00001.fit', siril, 16, 'calibrated'],
    ['/p/r_pp_light_00001.fit', siril, FLOAT, 'registered'],
    ['/p/r_light_00001.fit', siril, FLOAT, 'registered'],
    ['/p/r_bkg_pp_light_00001.fit', siril, FLOAT, 'registered'],
    ['/p/M31_c.fit', {}, FLOAT, 'calibrated'],
    ['/p/M31_c_cc_d_r.xisf', {}, FLOAT, 'registered'],
    ['/p/M31_c_a.xisf', {}, FLOAT, 'calibrated'],
    ['/p/M31_c_n_r.fit', {}, FLOAT, 'registered'],
    ['/p/registered/Light_BIN-1_L/M31.xisf', {}, FLOAT, 'registered'],
    // A red filter, a camera or a word of the user's own.
    ['/p/M31_r.fits', {}, 16, 'raw'],
    ['/p/M31_c.fits', {}, 16, 'raw'],
    ['/p/r_light_1.fits', {}, 16, 'raw'],
    ['/p/registered/M31.fits', {}, 16, 'raw'],
  ];
  for (const [path, values, bitpix, kind] of rows) {
    it(`${path} in ${bitpix} bits${values === siril ? ' by Siril' : ''}: ${kind}`, () => {
      const found = light(values, { path, bitpix });
      assert.equal(kindOf(found), kind);
      assert.equal(found.byproduct, kind !== 'raw');
      assert.ok(!codes(found).includes('processing-doubtful'));
    });
  }

  it('say what they say also as standard names', () => {
    assert.deepEqual(processedName([], 'Registered-M_31-RC8-L-20250310210000-300s.fit'), {
      processing: 'registered',
      plain: true,
    });
    const again = light(siril, { path: '/astro/Processed/M_31/Registered-M_31-L.fit', bitpix: FLOAT });
    assert.deepEqual([again.processing, again.byproduct], ['registered', true]);
    const delivered = light({ CALSTAT: 'BDF' }, { path: '/astro/Light/M_31/Calibrated-M_31-L.fit' });
    assert.deepEqual([delivered.processing, delivered.byproduct], ['calibrated', false]);
  });

  it('do not reach into objects, and end', () => {
    assert.equal(processedName(['__proto__'], 'constructor_toString.fits'), null);
    assert.equal(processedName([], `${'r_pp_'.repeat(50)}.fit`)?.processing, 'registered');
    assert.equal(processedName([], `x${'_c'.repeat(500)}.fit`), null);
    assert.equal(processedName([], '.fits'), null);
  });
});

describe('frames of doubtful processing', () => {
  const doubted: [what: string, found: ExplainedFrame, reason: RegExp][] = [
    ['floating point numbers', light({}, { bitpix: FLOAT }), /floating point/],
    [
      'a copy by Siril',
      light({ PROGRAM: 'Siril 1.4.4' }, { bitpix: FLOAT, path: '/p/light_00001.fit' }),
      /Siril/,
    ],
    ['a name alone', light({}, { path: '/in/pp_light_00001.fits' }), /name says calibrated/],
    [
      'another program’s words',
      light({}, { history: ['dark frame subtracted by mytool'] }),
      /“dark frame subtracted/,
    ],
    ['processes that say nothing', light(processes('PixelMath')), /PixInsight/],
  ];
  for (const [what, found, reason] of doubted) {
    it(`${what}: raw, with the reason`, () => {
      assert.deepEqual([found.type, found.processing, found.byproduct], ['light', null, false]);
      const problem = found.problems.find(({ code }) => code === 'processing-doubtful');
      assert.match(problem?.message ?? '', reason);
    });
  }
});

describe('calibration frames and their own calibration', () => {
  it('are processed where they are single', () => {
    const flat = frame({ IMAGETYP: 'FLAT', CALSTAT: 'BD', EXPTIME: 2, FILTER: 'L' });
    assert.deepEqual(
      [flat.type, flat.master, flat.processing, flat.byproduct],
      ['flat', false, 'calibrated', false],
    );
    const siril = frame(
      { IMAGETYP: 'FLAT', PROGRAM: 'Siril 1.4.4' },
      { path: '/p/pp_flat_00001.fit', bitpix: FLOAT },
    );
    assert.deepEqual([siril.master, siril.processing, siril.byproduct], [false, 'calibrated', true]);
  });

  it('are masters where they are not, however their frames were calibrated', () => {
    const masters = [
      frame({ IMAGETYP: 'Master Flat', ...processes('ImageCalibration', 'ImageIntegration') }),
      frame({
        IMAGETYP: 'FLAT',
        PROGRAM: 'Siril 1.4.4',
        STACKCNT: 20,
        HISTORY: 'Calibrated with a master bias',
      }),
      frame({ IMAGETYP: 'FLAT', PROGRAM: 'Siril 0.9' }, { path: '/p/pp_flat_stacked.fit', bitpix: FLOAT }),
      frame({ IMAGETYP: 'MASTER DARK', CALSTAT: 'M' }),
      frame({ IMAGETYP: 'Flat', CALSTAT: 'BD', FLAT_CNT: 15, BIAS_CNT: 15 }),
    ];
    for (const { master, processing, byproduct } of masters) {
      assert.deepEqual([master, processing, byproduct], [true, null, false]);
    }
    assert.equal(masters.at(-1)?.stackCount, 15);
  });

  it('count the frames of a master of PixInsight 1.9.3', () => {
    const history =
      '<ProcessingHistory><instance class="ImageIntegration"><table id="images" rows="25"><tr/></table></instance></ProcessingHistory>';
    const master = frame({ IMAGETYP: 'Master Dark', 'PixInsight:ProcessingHistory': history });
    assert.equal(master.stackCount, 25);
  });

  it('of a Seestar are raw', () => {
    const dark = frame({ IMAGETYP: 'Dark', INSTRUME: 'Seestar S50', EXPTIME: 10 });
    assert.deepEqual([dark.type, dark.processing], ['dark', null]);
  });
});

describe('a hostile history', () => {
  it('is searched to a limit', () => {
    const long = `<instance class="${'A'.repeat(100_000)}`.repeat(20) + '<instance class="StarAlignment">';
    assert.equal(light({ 'PixInsight:ProcessingHistory': long }).processing, 'registered');
    const many = light({}, { history: Array.from({ length: 5000 }, () => 'x'.repeat(70)) });
    assert.equal(many.processing, null);
  });
});
