import assert from 'node:assert/strict';
import { typeOfText } from '../../../../../src/core/rules/frame/frameType';
import { typeFromFolders, typeFromName } from '../../../../../src/core/rules/frame/pathType';
import { DEFAULT_PATTERNS } from '../../../../../src/core/rules/place/patterns';
import { standardPlace } from '../../../../../src/core/rules/place/standardPlace';
import { withSuffix } from '../../../../../src/core/rules/place/suffix';
import { codes, frame } from './support';

describe('frame types as programs write them', () => {
  const texts: [string, string, boolean?][] = [
    ['LIGHT', 'light'],
    ['Light   ', 'light'],
    ['Light Frame', 'light'],
    ['Tricolor Image', 'light'],
    ['object', 'light'],
    ['Science', 'light'],
    ['Dark Frame', 'dark'],
    ['Flat Field', 'flat'],
    ['SKYFLAT', 'flat'],
    ['Bias    ', 'bias'],
    ['Offset', 'bias'],
    ['zero', 'bias'],
    ['DARKFLAT', 'flatDark'],
    ['Flat Dark', 'flatDark'],
    ['dark_flat', 'flatDark'],
    ['Master Dark', 'dark', true],
    ['MasterFlat', 'flat', true],
    ['Master Flat-Dark', 'flatDark', true],
    ['Master Bias', 'bias', true],
    ['Master Light', 'stack'],
    ['Integration', 'stack'],
  ];
  for (const [text, type, master = false] of texts) {
    it(`reads ${text}`, () => {
      assert.deepEqual(typeOfText(text), { type, master });
      const date = { 'DATE-OBS': '2024-01-01T00:00:00' };
      const found = frame({ IMAGETYP: text, EXPTIME: 1, ...date, OBJECT: 'M 1', FILTER: 'L' });
      assert.deepEqual([found.type, found.master, found.sources.type], [type, master, 'IMAGETYP']);
      assert.deepEqual(codes(found), []);
    });
  }

  it('believes IMAGETYP before FRAME and goes on where the first says nothing', () => {
    assert.equal(frame({ FRAME: 'Dark', IMAGETYP: 'Light Frame' }).type, 'light');
    assert.equal(frame({ IMAGETYP: 'focus run', FRAME: 'Flat' }).type, 'flat');
    assert.equal(frame({ FRAME: 'FK5', OBSTYPE: 'BIAS' }).sources.type, 'OBSTYPE');
    assert.equal(frame({ FRAME: 12, FRAMETYP: 'dark' }).type, 'dark');
  });

  describe('of frames that set up a telescope', () => {
    const apart = (values: Parameters<typeof frame>[0], path?: string) => {
      const found = frame(values, path === undefined ? {} : { path });
      return found.type === 'unknown' && codes(found).includes('set-up-frame');
    };
    for (const text of [
      'SNAPSHOT',
      'Snapshot',
      'FOCUS',
      'Focus frame',
      'AutoFocus',
      'Guide',
      'test',
      'Plate_Solve',
    ]) {
      it(`is none of those that are stacked: ${text}`, () => {
        assert.equal(apart({ IMAGETYP: text, OBJECT: 'M 31', EXPTIME: 5 }), true);
        assert.equal(apart({ IMAGETYP: text, FRAME: 'Light', EXPTIME: 5 }), true);
        assert.equal(typeOfText(text), null);
      });
    }

    it('is told by the name where the header says light, as in snapshots of N.I.N.A.', () => {
      const nina = { IMAGETYP: 'LIGHT', SWCREATE: 'N.I.N.A. 3.1.1.9001 (x64)' };
      assert.equal(apart(nina, '/in/2024-09-13/SNAPSHOT/L/001.fits'), true);
      assert.equal(apart(nina, '/in/2024-09-13_SNAPSHOT_001.fits'), true);
      assert.equal(apart({ IMAGETYP: 'Light' }, '/in/autofocus/autofocus_frame_001.fits'), true);
      assert.equal(apart({}, '/in/Focus frames/001.fits'), true);
      assert.equal(apart({ SWCREATE: 'SharpCap' }, '/in/focus_001.fits'), true);
    });

    it('is not told by names that mean something else', () => {
      assert.equal(apart({ IMAGETYP: 'LIGHT' }, '/backup/snapshots/M 31/001.fits'), false);
      assert.equal(apart({ IMAGETYP: 'LIGHT' }, '/in/focus_test_M31.fits'), false);
      assert.equal(apart({ IMAGETYP: 'LIGHT' }, '/in/Focus on Orion/001.fits'), false);
      assert.equal(apart({ IMAGETYP: 'DARK' }, '/in/SNAPSHOT/001.fits'), false);
      assert.equal(apart({ IMAGETYP: 'LIGHT', SNAPSHOT: 1 }, '/in/001.fits'), false);
    });
  });

  it('knows what APP writes', () => {
    const flat = frame({ CALFRAME: 'MasterFlat', SOFTWARE: 'Astro Pixel Processor', NUMFRAME: 30 });
    assert.deepEqual([flat.type, flat.master, flat.stackCount], ['flat', true, 30]);
    assert.equal(frame({ INTEGRAT: 'Integration' }).type, 'stack');
  });

  it('keeps a light whose name says master, and the other way round', () => {
    assert.deepEqual(
      ['light', false],
      [frame({ IMAGETYP: 'LIGHT' }, { path: '/in/Master_of_stars.fits' })].flatMap((f) => [f.type, f.master]),
    );
    const dark = frame({ IMAGETYP: 'Dark' }, { path: '/in/masterDark_BIN-1.fits' });
    assert.deepEqual([dark.type, dark.master, dark.sources.master], ['dark', true, 'file name']);
  });
});

describe('stacks and masters', () => {
  it('makes a stacked light a result and a stacked calibration frame a master', () => {
    for (const keyword of ['STACKCNT', 'NCOMBINE', 'NUMFRAME', 'SNAPSHOT']) {
      assert.equal(frame({ IMAGETYP: 'Light', [keyword]: 20 }).type, 'stack', keyword);
      const dark = frame({ IMAGETYP: 'Dark', [keyword]: 20 });
      assert.deepEqual([dark.type, dark.master], ['dark', true], keyword);
      assert.equal(frame({ IMAGETYP: 'Light', [keyword]: 1 }).type, 'light', `${keyword} 1`);
    }
  });

  it('knows results of stackers, but a raw file that Siril converted is still raw', () => {
    const result = frame(
      { IMAGETYP: 'LIGHT', PROGRAM: 'Siril 1.4.4' },
      { bitpix: -32, path: '/p/result.fit' },
    );
    assert.equal(result.type, 'stack');
    assert.equal(frame({ IMAGETYP: 'LIGHT', PROGRAM: 'Siril 1.4.4' }, { bitpix: -32 }).type, 'light');
    assert.equal(frame({ IMAGETYP: 'BIAS', PROGRAM: 'Siril 1.4.4', SWCREATE: 'N.I.N.A.' }).master, true);
    assert.equal(
      frame({ IMAGETYP: 'BIAS', PROGRAM: 'Siril 1.4.4', SWCREATE: 'N.I.N.A.' }).program,
      'Siril 1.4.4',
    );
    assert.equal(frame({ IMAGETYP: 'LIGHT', PROGRAM: 'Siril 1.4.4', BAYERPAT: 'RGGB' }).type, 'light');
    assert.equal(
      frame({ PROGRAM: 'Siril v1.0.6', STACKCNT: 8 }, { path: '/p/master_dark.fit' }).master,
      true,
    );
    assert.equal(frame({ PROGRAM: 'Siril v1.0.6', STACKCNT: 12 }, { path: '/p/result.fit' }).type, 'stack');
  });

  it('takes three planes of SharpCap and Seestar for live stacks, those of others for colour', () => {
    const axes = [1080, 1920, 3];
    assert.equal(frame({ IMAGETYP: 'Light', INSTRUME: 'Seestar S50' }, { axes }).type, 'stack');
    assert.equal(frame({ SWCREATE: 'SharpCap v4.1' }, { axes }).type, 'stack');
    assert.equal(
      frame({ IMAGETYP: 'Tricolor Image', SWCREATE: 'MaxIm DL Version 6' }, { axes }).type,
      'light',
    );
  });

  it('counts the frames of a PixInsight master in its history', () => {
    const master = frame({
      IMAGETYP: 'Master Dark',
      HISTORY: 'ImageIntegration.numberOfImages: 25',
      EXPTIME: '120.00  ',
      XBINNING: '1       ',
    });
    assert.deepEqual(
      [master.stackCount, master.exposure, master.binningX, master.master],
      [25, 120, 1, true],
    );
  });
});

describe('silent headers', () => {
  it('are read by folder, then by file name, and say so', () => {
    const folder = frame({}, { path: '/in/2024/Darks_300s/a_001.fits' });
    assert.deepEqual([folder.type, folder.sources.type], ['dark', 'folder']);
    assert.ok(codes(folder).includes('type-guessed'));
    const name = frame({}, { path: '/in/2024/flat_Ha_001.fits' });
    assert.deepEqual([name.type, name.sources.type], ['flat', 'file name']);
    assert.equal(frame({}, { path: 'D:\\astro\\Bias\\x.fits' }).type, 'bias');
    assert.equal(
      frame({}, { path: '/archive/Calibrate/FlatDark/Esprit/ASI/1s/2024-01-01/x.fits' }).type,
      'flatDark',
    );
  });

  it('stay unknown where nothing says', () => {
    const unknown = frame({}, { path: '/in/2024/a.fits' });
    assert.equal(unknown.type, 'unknown');
    assert.ok(codes(unknown).includes('type-unknown'));
    assert.equal(frame({ IMAGETYP: 'focus' }).type, 'unknown');
  });

  it('follow the folders of a Dwarf', () => {
    const at = (path: string, values = {}) => frame({ BAYERPAT: 'RGGB', ...values }, { path });
    const dark = at('/D/CALI_FRAME/dark/cam_0/dark_exp_60.000000_gain_60_bin_1_20C_stack_8.fits');
    assert.deepEqual([dark.type, dark.master, dark.exposure, dark.gain], ['dark', true, 60, 60]);
    assert.deepEqual([dark.binningX, dark.ccdTemp, dark.stackCount], [1, 20, 8]);
    assert.equal(dark.sources.exposure, 'file name');
    assert.equal(at('/D/CALI_FRAME/bias/cam_0/bias_gain_2_bin_1.fits').gain, 2);
    assert.equal(at('/D/CALI_FRAME/flat/cam_1/flat_gain_2_bin_1_ir_0.fits').type, 'flat');
    assert.equal(at('/D/DWARF_DARK/tele_exp_60_gain_60_bin_1/raw_60s_60_0002.fits').type, 'dark');
    assert.equal(at('/D/DWARF_RAW_TELE_IC 434_EXP_60/IC 434_60s60.fits').type, 'light');
    const failed = at('/D/DWARF_RAW_TELE_IC 434_EXP_60/failed_IC 434_60s60.fits');
    assert.equal(failed.type, 'unknown');
    assert.ok(codes(failed).includes('failed-exposure'));
    assert.equal(at('/D/stacked-16_IC 434_60s60.fits', { ORIGIN: 'DWARFLAB' }).type, 'stack');
  });

  it('keep type and values when the repository is registered again', () => {
    const dark = frame(
      {},
      { path: '/D/CALI_FRAME/dark/cam_0/dark_exp_60.000000_gain_60_bin_1_20C_stack_8.fits' },
    );
    const { folder, name } = standardPlace(dark, '.fits', DEFAULT_PATTERNS);
    const again = frame({}, { path: ['/repo', ...folder, withSuffix(name, 1)].join('/') });
    assert.deepEqual([again.type, again.master, again.exposure, again.ccdTemp], ['dark', true, 60, 20]);
    assert.deepEqual([again.binningX, again.binningY, again.sources.exposure], [1, 1, 'file name']);
    const cold = frame({}, { path: '/r/Dark-A-B-20240101000000-0.5s-2x2-t-9.8_001.fits' });
    assert.deepEqual([cold.exposure, cold.ccdTemp, cold.binningY], [0.5, -9.8, 2]);
    const bare = frame({}, { path: '/r/Dark-A-B-Unknown-Unknown-UnknownxUnknown-tUnknown.fits' });
    assert.deepEqual([bare.exposure, bare.ccdTemp, bare.binningX], [null, null, null]);
  });

  it('of SharpCap are lights, unless folder or name say otherwise', () => {
    const sharpCap = { SWCREATE: 'SharpCap v4.1.12946.0, 64 bit' };
    const light = frame(sharpCap, { path: '/in/2024-01-01/Capture/Capture_00001.fits' });
    assert.equal(light.type, 'light');
    assert.ok(codes(light).includes('type-guessed'));
    assert.equal(frame(sharpCap, { path: '/in/2024-01-01/darks/Capture_00001.fits' }).type, 'dark');
  });

  it('of darks that lie with the flat-darks, or are called so, are flat-darks', () => {
    const told = (path: string, IMAGETYP = 'Dark Frame') => {
      const { type, master, sources } = frame({ IMAGETYP }, { path });
      return [type, master, sources.type];
    };
    assert.deepEqual(told('/in/FlatDarks/2025-03-11/fd_001.fits'), ['flatDark', false, 'folder']);
    assert.deepEqual(told('/in/Flat Darks/Dark_2.5s_001.fits'), ['flatDark', false, 'folder']);
    assert.deepEqual(told('/in/x/DarkFlat_001.fits'), ['flatDark', false, 'file name']);
    assert.deepEqual(told('/in/flat-darks/x.xisf', 'Master Dark'), ['flatDark', true, 'folder']);
    assert.deepEqual(told('/in/FlatDarks/Darks/x.fits'), ['dark', false, 'IMAGETYP']);
    assert.deepEqual(told('/in/Flats/Dark_001.fits'), ['dark', false, 'IMAGETYP']);
    assert.deepEqual(told('/in/Flats_Darks/x.fits'), ['dark', false, 'IMAGETYP']);
    assert.deepEqual(told('/in/FlatDarks/x.fits', 'Flat Frame'), ['flat', false, 'IMAGETYP']);
  });

  it('are not misread by words with another meaning', () => {
    for (const folder of [
      'Dark Nebula LDN 1622',
      'Dark Sky',
      'Flatiron',
      'Light pollution',
      'Darks and Flats',
      'Astro Dark Site',
    ]) {
      assert.equal(typeFromFolders(['in', folder]), null, folder);
    }
    for (const folder of ['darks', 'Dark_300s_-10C', 'Master Darks', 'DARK', 'dark frames']) {
      assert.equal(typeFromFolders(['in', folder, '2024-01-01']), 'dark', folder);
    }
    assert.equal(typeFromFolders(['Flat Darks']), 'flatDark');
    assert.equal(typeFromFolders(['darks', 'lights']), 'light');
    assert.equal(typeFromName('Barnard_Dark_Nebula_001.fits'), null);
    assert.equal(typeFromName('dark_light_001.fits'), null);
    assert.equal(typeFromName('masterFlat_Ha.xisf'), 'flat');
    assert.equal(typeFromName('constructor__proto__.fits'), null);
  });
});
