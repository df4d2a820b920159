/** What each capture program writes, card by card as it writes it, and what must come out. */
import assert from 'node:assert/strict';
import { parseCards } from '../../../../src/core/fits/cards';
import { frameOf } from '../../../../src/core/frame/frame';
import type { ExplainedFrame } from '../../../../src/core/model';

interface Example {
  readonly program: string;
  readonly cards: readonly string[];
  readonly values: Partial<ExplainedFrame>;
  readonly path?: string;
  readonly axes?: readonly number[];
  readonly bitpix?: number;
}

const EXAMPLES: readonly Example[] = [
  {
    program: 'N.I.N.A.',
    cards: [
      "IMAGETYP= 'LIGHT'              / Type of exposure",
      'EXPOSURE=                120.0 / [s] Exposure duration',
      'EXPTIME =                120.0 / [s] Exposure duration',
      "DATE-LOC= '2025-09-16T20:34:02.6477108' / Time of observation (local)",
      "DATE-OBS= '2025-09-17T03:34:02.6477108' / Time of observation (UTC)",
      'SET-TEMP=                -10.0',
      'CCD-TEMP=                 -9.8',
      'XBINNING=                    1',
      'YBINNING=                    1',
      'GAIN    =                  100',
      'OFFSET  =                   50',
      'EGAIN   =    0.242862924933434 / [e-/ADU] Electrons per A/D unit',
      "READOUTM= 'Default'",
      "FILTER  = 'HaOiii'",
      "OBJECT  = 'M 27'",
      'RA      =     299.882295250292',
      'DEC     =     22.7189964020313',
      'SITELAT =     37.5209711666667',
      'SITELONG=    -122.309140833333',
      'OBJCTROT=     98.0062369922861 / [deg] planned rotation of imaged object',
      'ROTATANG=                182.5',
      "SWCREATE= 'N.I.N.A. 3.2.0.3005 (x64)'",
    ],
    values: {
      program: 'N.I.N.A. 3.2.0.3005 (x64)',
      type: 'light',
      exposure: 120,
      ccdTemp: -9.8,
      setTemp: -10,
      gain: 100,
      offset: 50,
      electronsPerAdu: 0.242862924933434,
      readoutMode: 'Default',
      night: '2025-09-16',
      dateObs: '2025-09-17T03:34:02.647Z',
      rotator: 182.5,
      ra: 299.882295250292,
    },
  },
  {
    program: 'N.I.N.A. dark behind a filter named Dark',
    cards: [
      "IMAGETYP= 'DARK'",
      "FILTER  = 'Dark'",
      'EXPTIME = 300.0',
      "SWCREATE= 'N.I.N.A. 3.2.0.3005 (x64)'",
    ],
    values: { type: 'dark', filter: null, exposure: 300 },
  },
  {
    program: 'ASIAIR',
    cards: [
      "CREATOR = 'ZWO ASIAIR Plus'    / Capture software",
      "IMAGETYP= 'Light   '",
      'EXPOSURE=                  30.',
      'EXPTIME =                  30.',
      'CCD-TEMP=                 -9.9',
      'XBINNING=                    1',
      'CCDXBIN =                    1',
      'GAIN    =                  100',
      'OFFSET  =                   50',
      "DATE-OBS= '2025-08-24T21:10:11.123456'",
      'SITELAT =                48.14',
      "FILTER  = 'None    '",
      "TELESCOP= 'OnStep  '",
    ],
    values: {
      program: 'ZWO ASIAIR Plus',
      type: 'light',
      exposure: 30,
      filter: null,
      telescope: 'OnStep',
      dateObs: '2025-08-24T21:10:11.123Z',
    },
  },
  {
    program: 'ASIAIR master',
    cards: [
      "CREATOR = 'ZWO ASIAIR Plus'",
      "IMAGETYP= 'Bias    '",
      'STACKCNT=                   30',
      'EXPTIME =  0.00100000004749745',
    ],
    values: { type: 'bias', master: true, stackCount: 30, exposure: 0.001, telescope: null },
  },
  {
    program: 'Seestar',
    cards: [
      "CREATOR = 'ZWO Seestar S50'",
      "PRODUCER= 'ZWO     '",
      "PROGRAM = '4.70    '",
      "IMAGETYP= 'Light   '",
      'EXPTIME =                  10.',
      'CCD-TEMP=                 19.5',
      'GAIN    =                   80',
      "FILTER  = 'IRCUT   '",
      "INSTRUME= 'Seestar S50'",
      "TELESCOP= 'S50_153dd4e2'",
      "BAYERPAT= 'GRBG    '",
    ],
    values: {
      program: 'ZWO Seestar S50',
      type: 'light',
      ccdTemp: 19.5,
      setTemp: null,
      offset: null,
      bayerPattern: 'GRBG',
      filter: 'IRCUT',
    },
  },
  {
    program: 'Seestar stack, an older one without CREATOR',
    cards: [
      "IMAGETYP= 'Light   '",
      'STACKCNT=                  187',
      'EXPTIME =                  10.',
      'TOTALEXP=                1870.',
      "INSTRUME= 'Seestar S50'",
      "BAYERPAT= 'GRBG    '",
    ],
    axes: [1080, 1920, 3],
    values: { type: 'stack', stackCount: 187, exposure: 10, bayerPattern: null, channels: 3 },
  },
  {
    program: 'Dwarf 3',
    cards: [
      "ORIGIN  = 'DWARFLAB'",
      "CAMERA  = 'TELE    '",
      "TELESCOP= 'DWARFIII'",
      'EXPTIME =                 60.0',
      'DET-TEMP=                 16.0',
      'GAIN    =                   60',
      "FILTER  = 'Astro   '",
      "DATE-OBS= '2025-10-18T04:59:26.401' / UTC time of end of exposure",
    ],
    path: '/D/DWARF_RAW_TELE_IC 434_EXP_60_GAIN_60/IC 434_60s60_Astro.fits',
    values: {
      type: 'light',
      ccdTemp: 16,
      filter: 'Astro',
      dateObs: '2025-10-18T04:58:26.401Z',
      imager: 'TELE',
    },
  },
  {
    program: 'Dwarf 3 calibration frame, which has a mosaic and nothing else',
    cards: ["BAYERPAT= 'RGGB    '"],
    path: '/D/CALI_FRAME/dark/cam_0/dark_exp_60.000000_gain_60_bin_1_20C_stack_8.fits',
    values: { type: 'dark', master: true, exposure: 60, gain: 60, ccdTemp: 20 },
  },
  {
    program: 'Dwarf II',
    cards: [
      "TELESCOP= 'DWARFII '",
      'EXP     =                 15.0',
      "BINNING = '2*2     '",
      'RA      =             5.588138 / [h] Observe object RA',
      "DATE-OBS= '2023-06-10T21:38:19.442'",
    ],
    path: '/D/DWARF_RAW_M42/0001.fits',
    values: {
      type: 'light',
      exposure: 15,
      binningX: 2,
      binningY: 2,
      ra: 83.82207,
      dateObs: '2023-06-10T21:38:19.442Z',
    },
  },
  {
    program: 'Sequence Generator Pro',
    cards: [
      "CREATOR = 'Sequence Generator Pro v3.1.0.457'",
      "IMAGETYP= 'LIGHT   '",
      'EXPOSURE=                   30',
      'TEMPERAT=                  -15',
      'ISO     =                  800',
      "DATE-LOC= '2020-05-29T23:12:01.1234567'",
      "DATE-OBS= '2020-05-29T22:12:01.1234567'",
      "SITELAT = '51 3 0.000'",
      'ANGLE   =               258.37',
    ],
    values: {
      program: 'Sequence Generator Pro v3.1.0.457',
      exposure: 30,
      ccdTemp: -15,
      gain: 800,
      siteLatitude: 51.05,
      rotator: 258.37,
      night: '2020-05-29',
    },
  },
  {
    program: 'MaxIm DL and iTelescope',
    cards: [
      "SWCREATE= 'MaxIm DL Version 5.24 130605 20CBS' /Name of software",
      "IMAGETYP= 'Light Frame' /          Type of image",
      'EXPTIME =   3.00000000000E+002 /Exposure time in seconds',
      'CCD-TEMP=  -34.993800000000000 /CCD temperature at start of exposure in C',
      'SET-TEMP=  -35.000000000000000 /CCD temperature setpoint in C',
      "DATE    = '04/07/18'",
      "DATE-OBS= '2018-07-04'",
      "TIME-OBS= '12:30:00'",
      "LAT-OBS = '-31 16 24'",
      "OBJECT  = '        '",
      "READOUTM= 'Monochrome'",
      "BAYERPAT= 'INVALID '",
      "HIERARCH iTelescope Plan = 'x'",
    ],
    values: {
      type: 'light',
      exposure: 300,
      ccdTemp: -34.9938,
      object: null,
      bayerPattern: null,
      siteLatitude: -31.2733333333,
      dateObs: '2018-07-04T12:30:00.000Z',
    },
  },
  {
    program: 'APT',
    cards: [
      "SWCREATE= 'Astro Photography Tool - APT v.3.54.1'",
      "IMAGETYP= 'Light Frame'",
      'EXPTIME =                 240.',
      'SET-TEMP=                 -10.',
      "HIERARCH CAMERA-DATE-OBS = '2018-05-03T00:22:48'",
      "DATE-OBS= '2018-05-02T22:22:48'",
      "SITELAT = '+51 03 00.000'",
      'SNAPSHOT=                    1',
    ],
    values: {
      type: 'light',
      exposure: 240,
      ccdTemp: -10,
      siteLatitude: 51.05,
      dateObs: '2018-05-02T22:22:48.000Z',
    },
  },
  {
    program: 'SharpCap',
    cards: [
      "SWCREATE= 'SharpCap v4.1.12946.0, 64 bit'",
      'EXPTIME =                  2.0',
      'BLKLEVEL=                   30',
      'EGAIN   =                 0.25',
      "COLORTYP= 'RGGB    '",
    ],
    values: { type: 'light', exposure: 2, offset: 30, bayerPattern: 'RGGB', electronsPerAdu: 0.25 },
  },
  {
    program: 'SharpCap live stack',
    cards: ["SWCREATE= 'SharpCap'", 'EXPTIME =                280.0', 'SUBEXP  =                  4.0'],
    axes: [1936, 1096, 3],
    values: { type: 'stack', exposure: 4 },
  },
  {
    program: 'INDI and Ekos',
    cards: [
      "FRAME   = 'Light   '",
      "IMAGETYP= 'Light Frame'",
      'EXPTIME =     9.000000E+02',
      "GAIN    = '100     '",
      'PIXSIZE1=                 3.69',
      'COMMENT Generated by INDI',
    ],
    values: { program: 'INDI', type: 'light', exposure: 900, gain: 100, pixelSize: 3.69 },
  },
  {
    program: 'INDI before IMAGETYP',
    cards: ["FRAME   = 'Dark    '", 'DARKTIME= 60.', 'EXPTIME = 60.', 'COMMENT Generated by INDI'],
    values: { type: 'dark', exposure: 60 },
  },
  {
    program: 'Celestron Origin',
    cards: ["TELESCOP= 'Origin  '", "DATE-OBS= '2024-07-05T22:15:00'", "TIMEZONE= '-0700   '"],
    path: '/in/Light_001.fits',
    values: { type: 'light', dateObs: '2024-07-06T05:15:00.000Z', night: '2024-07-05' },
  },
  {
    program: 'PixInsight master of WBPP',
    cards: [
      "IMAGETYP= 'Master Dark'",
      "EXPTIME = '120.00  '",
      "XBINNING= '1       '",
      'HISTORY ImageIntegration.numberOfImages: 25',
      'COMMENT PixInsight image preprocessing pipeline',
    ],
    bitpix: -32,
    values: { type: 'dark', master: true, exposure: 120, binningX: 1, stackCount: 25, gain: null },
  },
  {
    program: 'PixInsight master light',
    cards: ["IMAGETYP= 'Master Light'", "FILTER  = 'Ha'", 'COMMENT PixInsight image preprocessing pipeline'],
    bitpix: -32,
    values: { type: 'stack', filter: 'Ha' },
  },
  {
    program: 'Siril stack of biases, cooled after the fact',
    cards: [
      "PROGRAM = 'Siril 1.4.0-beta4'",
      "IMAGETYP= 'BIAS    '",
      'SET-TEMP=                -10.0',
      'CCD-TEMP=                 10.7',
      'STACKCNT=                   10',
      'LIVETIME=                 0.01',
      'EXPTIME =                0.001',
      'CVF     =                 0.25',
    ],
    bitpix: -32,
    values: {
      type: 'bias',
      master: true,
      ccdTemp: 10.7,
      setTemp: -10,
      exposure: 0.001,
      electronsPerAdu: 0.25,
    },
  },
  {
    program: 'Astro Pixel Processor',
    cards: [
      "SOFTWARE= 'Astro Pixel Processor'",
      "CALFRAME= 'MasterFlat'",
      "EXPTIME = ' 9,78E-03'",
      "FILT-1  = 'Ha'",
      'NUMFRAME= 30',
      'medNR-1 = 1.5',
    ],
    values: { type: 'flat', master: true, exposure: 0.00978, filter: 'Ha', stackCount: 30 },
  },
  {
    program: 'PRISM',
    cards: [
      "SWCREATE= 'PRISM, Version 10.3.57'",
      'EXPOSURE= 120.0',
      "SITELAT = '-22:57:08:99'",
      "FILTERS = 'Filter_L'",
      'XPIXELSZ= 9.0',
    ],
    values: { exposure: 120, siteLatitude: -22.95249722, filter: 'Filter_L', pixelSize: 9 },
  },
  {
    program: 'observatory cameras: milliseconds, years of two digits',
    cards: [
      "OBSTYPE = 'OBJECT'",
      'EXPTIME = 2500 / [ms] integration time',
      "DATE-OBS= '28/03/93'",
      "UT      = '20:30:00'",
      'CAMTCCD = -40.0',
      "FILTNAME= 'V'",
    ],
    values: { type: 'light', exposure: 2.5, ccdTemp: -40, filter: 'V', dateObs: '1993-03-28T20:30:00.000Z' },
  },
  {
    program: 'MountWizzard, whose dates end in Z',
    cards: ["FRAMETYP= 'Light'", "DATE-OBS= '2018-10-13T21:12:41.560Z'", 'SITELON = 237.69'],
    values: { type: 'light', dateObs: '2018-10-13T21:12:41.560Z', siteLongitude: 237.69 - 360 },
  },
];

describe('the header that is written by', () => {
  for (const { program, cards, values, path = '/in/x.fits', axes = [100, 80], bitpix = 16 } of EXAMPLES) {
    it(program, () => {
      assert.ok(cards.every((line) => line.length <= 80));
      const bytes = Buffer.from(cards.map((line) => line.padEnd(80)).join(''), 'latin1');
      const header = { hdu: 0, cards: parseCards(bytes).cards, axes, bitpix };
      const found = frameOf(header, { path, timeZone: 'UTC' });
      for (const [field, value] of Object.entries(values)) {
        const got = found[field as keyof ExplainedFrame];
        if (typeof value === 'number' && typeof got === 'number')
          assert.ok(Math.abs(got - value) < 1e-8, field);
        else assert.deepEqual(got, value, field);
      }
    });
  }
});
