/**
 * Files for the measurements of headers: 60 cards as a capture program writes them on a cooled camera's
 * light.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { card, headerUnit } from '../test/support/makeFits';

const MINUTE = 60_000;

/** The cards of frame `n` of a night, one every five minutes, without END. */
export function nightHeader(n: number, width = 120, height = 100): string[] {
  const start = Date.UTC(2024, 8, 13, 19, 30) + n * 5 * MINUTE;
  // Seven decimals, as .NET writes them.
  const date = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}.${String(1234567 + n)}`;
  const julian = (ms: number) => Number((ms / 86_400_000 + 40_587).toFixed(10));
  return [
    card('SIMPLE', true, 'file does conform to FITS standard'),
    card('BITPIX', 16),
    card('NAXIS', 2, 'Dimensionality'),
    card('NAXIS1', width),
    card('NAXIS2', height),
    card('BZERO', 32768),
    card('EXTEND', true, 'Extensions are permitted'),
    card('IMAGETYP', 'LIGHT', 'Type of exposure'),
    card('OBJECT', 'NGC 7000', 'Name of the object of interest'),
    'EXPTIME =                300.0 / [s] Exposure duration'.padEnd(80),
    'EXPOSURE=                300.0 / [s] Exposure duration'.padEnd(80),
    card('DATE-LOC', date(start + 120 * MINUTE), 'Time of observation (local)'),
    card('DATE-OBS', date(start), 'Time of observation (UTC)'),
    card('DATE-AVG', date(start + 2.5 * MINUTE), 'Averaged midpoint time (UTC)'),
    card('MJD-OBS', julian(start), 'Modified Julian Date of observation'),
    card('MJD-AVG', julian(start + 2.5 * MINUTE), 'Modified Julian Date of averaged midpoint'),
    card('FILTER', ['L', 'R', 'G', 'B', 'Ha'][n % 5] ?? 'L', 'Active filter name'),
    card('GAIN', 100, 'Sensor gain'),
    card('OFFSET', 50, 'Sensor gain offset'),
    card('CCD-TEMP', -9.8 - (n % 5) / 10, '[degC] CCD temperature'),
    'SET-TEMP=                -10.0 / [degC] CCD temperature setpoint'.padEnd(80),
    card('XBINNING', 1, 'X axis binning factor'),
    card('YBINNING', 1, 'Y axis binning factor'),
    card('EGAIN', 0.242862924933434, '[e-/ADU] Electrons per A/D unit'),
    card('XPIXSZ', 3.76, '[um] Pixel X axis size'),
    card('YPIXSZ', 3.76, '[um] Pixel Y axis size'),
    card('INSTRUME', 'ZWO ASI2600MM Pro', 'Imaging instrument name'),
    card('CAMERAID', 'ZWO_ASI2600MM_Pro_1', 'Imaging instrument identifier'),
    card('READOUTM', 'High Gain', 'Sensor readout mode'),
    card('USBLIMIT', 40, 'Camera-specific USB setting'),
    card('TELESCOP', 'Esprit 100ED', 'Name of telescope'),
    'FOCALLEN=                550.0 / [mm] Focal length'.padEnd(80),
    card('FOCRATIO', 5.5, 'Focal ratio'),
    card('RA', 314.6951923 + n / 1e5, '[deg] RA of telescope'),
    card('DEC', 44.3316121 + n / 1e5, '[deg] Declination of telescope'),
    card('CENTALT', 71.9575 + n / 1e4, '[deg] Altitude of telescope'),
    card('CENTAZ', 141.271944444444, '[deg] Azimuth of telescope'),
    card('AIRMASS', 1.05153455685071, 'Airmass at frame center (Gueymard 1993)'),
    card('PIERSIDE', 'West', 'Telescope pointing state'),
    'SITEELEV=                520.0 / [m] Observation site elevation'.padEnd(80),
    card('SITELAT', 48.1371, '[deg] Observation site latitude'),
    card('SITELONG', 11.5754, '[deg] Observation site longitude'),
    card('FWHEEL', 'EFW', 'Filter Wheel name'),
    card('OBJCTRA', '20 58 47', '[H M S] RA of imaged object'),
    card('OBJCTDEC', '+44 19 54', '[D M S] Declination of imaged object'),
    'OBJCTROT=                 98.0 / [deg] planned rotation of imaged object'.padEnd(80),
    card('FOCNAME', 'EAF', 'Focusing equipment name'),
    card('FOCPOS', 23238 + (n % 40), '[step] Focuser position'),
    card('FOCUSPOS', 23238 + (n % 40), '[step] Focuser position'),
    'FOCUSSZ =                  1.5 / [um] Focuser step size'.padEnd(80),
    card('FOCTEMP', 12.5, '[degC] Focuser temperature'),
    card('FOCUSTEM', 12.5, '[degC] Focuser temperature'),
    card('ROTNAME', 'Falcon', 'Rotator equipment name'),
    card('ROTATANG', 182.53, '[deg] Mechanical rotator angle'),
    card('DEWPOINT', 4.6, '[degC] Dew point'),
    card('HUMIDITY', 61.5, '[percent] Relative humidity'),
    card('AMBTEMP', 11.7, '[degC] Ambient air temperature'),
    card('ROWORDER', 'TOP-DOWN', 'FITS Image Orientation'),
    'EQUINOX =               2000.0 / Equinox of celestial coordinate system'.padEnd(80),
    card('SWCREATE', 'N.I.N.A. 3.2.0.3005 (x64)', 'Software that created this file'),
  ];
}

/** `count` files of 31,680 bytes; their paths. */
export function writeSmall(folder: string, count: number): string[] {
  const data = Buffer.alloc(9 * 2880);
  return Array.from({ length: count }, (_, n) => {
    const file = path.join(folder, `small_${String(n).padStart(5, '0')}.fits`);
    fs.writeFileSync(file, Buffer.concat([headerUnit(nightHeader(n)), data]));
    return file;
  });
}

/** `count` files of 200 MB whose pixels take no room on the disk; their paths. */
export function writeLarge(folder: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const file = path.join(folder, `large_${n}.fits`);
    const header = headerUnit(nightHeader(n, 10_000, 10_000));
    fs.writeFileSync(file, header);
    fs.truncateSync(file, header.length + Math.ceil(200_000_000 / 2880) * 2880);
    return file;
  });
}
