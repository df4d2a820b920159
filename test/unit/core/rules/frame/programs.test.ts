/** Headers that capture programs really wrote; they are not part of the project, and absent these tests skip. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import type { ExplainedFrame } from '../../../../../src/core/base/frame';
import { frameOf } from '../../../../../src/core/rules/frame/frameOf';
import { codes, corpusHeader, HEADERS } from './support';

/** File, the path it would have had, what must come out of it, and the problems it has. */
const EXPECTED: [file: string, path: string, values: Partial<ExplainedFrame>, problems?: string[]][] = [
  [
    'indi_qsi_mw4.txt',
    '/in/a.fits',
    {
      type: 'light',
      program: 'INDI',
      object: 'ced214',
      filter: 'Ha',
      exposure: 900,
      ccdTemp: -20,
      binningX: 1,
      pixelSize: 3.69,
      dateObs: '2018-10-13T21:12:41.560Z',
      night: '2018-10-13',
    },
  ],
  [
    'pf_header_dwarflab.txt',
    '/in/a.fits',
    {
      type: 'unknown',
      exposure: 15,
      gain: 110,
      binningX: 2,
      binningY: 2,
      object: null,
      dateObs: '2023-06-10T21:38:19.442Z',
    },
    ['type-unknown'],
  ],
  [
    'pf_header_maximdl.txt',
    '/in/a.fits',
    {
      type: 'light',
      filter: 'SII',
      exposure: 300,
      ccdTemp: -34.9938,
      setTemp: -35,
      siteLongitude: 149.0644444444,
      ra: 275.2005,
      night: '2018-07-04',
      readoutMode: 'Monochrome',
      telescope: 'iTelescope 33',
    },
  ],
  [
    'pf_header_nina.txt',
    '/in/a.fits',
    {
      type: 'light',
      telescope: null,
      bayerPattern: 'RGGB',
      gain: 120,
      offset: 30,
      night: '2021-03-02',
      program: 'N.I.N.A. 1.10.2.90',
    },
  ],
  [
    'pf_header_seestar.txt',
    '/in/a.fits',
    {
      type: 'stack',
      stackCount: 187,
      exposure: 10,
      channels: 3,
      bayerPattern: null,
      offset: null,
      program: 'ZWO Seestar S50',
      setTemp: null,
    },
  ],
  [
    'pf_header_sharpcap.txt',
    '/in/a.fits',
    {
      type: 'light',
      exposure: 2,
      object: null,
      ccdTemp: 12.7,
      pixelSize: 2.9,
      dateObs: '2019-04-29T20:25:29.821Z',
    },
    ['type-guessed', 'object-missing'],
  ],
  [
    'pf_sgp_header.txt',
    '/in/a.fits',
    {
      type: 'light',
      exposure: 30,
      filter: 'HaOIII',
      siteLatitude: 51.05,
      night: '2020-05-29',
      telescope: 'EQMOD ASCOM HEQ5/6',
      focalLength: 1480,
      rotator: 78.37,
    },
  ],
  [
    'sb_asiair_asiair-typ-light.txt',
    '/in/a.fit',
    {
      type: 'light',
      filter: null,
      telescope: 'OnStep',
      pixelSize: 3.76,
      night: '2025-08-24',
      program: 'ZWO ASIAIR Plus',
      gain: 100,
      offset: 50,
    },
  ],
  [
    'sb_bias-stacked.txt',
    '/in/x.fit',
    {
      type: 'bias',
      master: true,
      filter: null,
      ccdTemp: 10.7,
      setTemp: -10,
      exposure: 0.001,
      stackCount: 10,
      night: '2025-08-31',
    },
    ['temperature-differs'],
  ],
  [
    'sb_flat-stacked.txt',
    '/in/x.fit',
    { type: 'flat', master: true, filter: null, ccdTemp: 6.8, exposure: 0.04982, bayerPattern: 'RGGB' },
    ['temperature-differs'],
  ],
  [
    'sb_dwarf3_typ-light.txt',
    '/D/DWARF_RAW_TELE_IC 434_EXP_60_GAIN_60/IC 434_60s60_Astro.fits',
    {
      type: 'light',
      filter: 'Astro',
      ccdTemp: 16,
      dateObs: '2025-10-18T04:58:26.401Z',
      telescope: 'DWARFIII',
    },
    ['type-guessed'],
  ],
  [
    'sb_dwarf3_failed_IC_434_60s60_Astro_20251018-051725998_15C.txt',
    '/D/DWARF_RAW_TELE_IC 434_EXP_60_GAIN_60/failed_IC 434_60s60.fits',
    { type: 'unknown' },
    ['failed-exposure'],
  ],
  [
    'sb_dwarf3_stacked-16_IC_434_60s60_Astro_20251018-045127226.txt',
    '/D/DWARF_RAW_TELE_IC 434_EXP_60_GAIN_60/stacked-16_IC 434_60s60.fits',
    { type: 'stack', channels: 3, bayerPattern: null },
  ],
  [
    'sb_dwarf3_typ-CALI_FRAME-bias.txt',
    '/D/CALI_FRAME/bias/cam_0/bias_gain_2_bin_1.fits',
    { type: 'bias', master: true, gain: 2, binningX: 1, dateObs: null },
    ['type-guessed', 'date-missing'],
  ],
  [
    'sb_dwarf3_typ-CALI_FRAME-dark.txt',
    '/D/CALI_FRAME/dark/cam_0/dark_exp_60.000000_gain_60_bin_1_20C_stack_8.fits',
    { type: 'dark', master: true, exposure: 60, gain: 60, ccdTemp: 20, stackCount: 8 },
    ['type-guessed', 'date-missing'],
  ],
  [
    'sb_dwarf3_typ-raw-dark.txt',
    '/D/DWARF_DARK/tele_exp_60_gain_60_bin_1_2025/raw_60s_60_0002.fits',
    { type: 'dark', master: false, filter: null, object: null, exposure: 60 },
    ['type-guessed'],
  ],
  [
    'sb_nina_nina-bias-raw.txt',
    '/masters-raw/2025-09-09/BIAS/x.fits',
    {
      type: 'bias',
      master: false,
      filter: null,
      exposure: 0.0001,
      ccdTemp: -9.8,
      night: '2025-09-09',
      rotator: null,
    },
  ],
  [
    'sb_nina_nina-typ-flat.txt',
    '/in/x.fits',
    {
      type: 'flat',
      filter: 'HaOiii',
      exposure: 6.24656,
      night: '2025-09-16',
      dateObs: '2025-09-17T03:23:31.067Z',
    },
  ],
  [
    'sb_nina_nina-typ-light.txt',
    '/in/x.fits',
    { type: 'light', filter: 'HaOiii', ra: 299.882295250292, focalLength: 600, night: '2025-09-16' },
  ],
  ['sb_seestar_seestar-stacked.txt', '/in/x.fit', { type: 'stack', stackCount: 614, night: '2025-07-14' }],
  [
    'sb_seestar_seestar-typ-light.txt',
    '/in/x.fit',
    {
      type: 'light',
      imager: 'Seestar S50',
      telescope: 'S50_153dd4e2',
      bayerPattern: 'GRBG',
      night: '2025-07-04',
      stackCount: null,
    },
  ],
  [
    'sb_typ-processed-file.txt',
    '/in/x.fit',
    {
      type: 'stack',
      program: 'Siril 1.4.0-beta3',
      stackCount: 234,
      filter: null,
      exposure: 30,
      night: '2025-09-15',
    },
  ],
];

describe('headers of capture programs', function () {
  before(function () {
    // The optional corpus lies beside the project; without it there is nothing to read.
    if (!fs.existsSync(HEADERS)) this.skip();
  });
  for (const [file, path, values, problems = []] of EXPECTED) {
    it(file, () => {
      const found = frameOf(corpusHeader(file), { path, timeZone: 'UTC' });
      const same = Object.fromEntries(
        Object.keys(values).map((key) => [key, found[key as keyof ExplainedFrame]]),
      );
      assert.deepEqual(same, values);
      assert.deepEqual(codes(found), problems);
    });
  }
});
