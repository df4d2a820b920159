/** Names and headers as N.I.N.A. writes them. */
import type { SampleCard } from './fitsWriter';
import type { Run } from './rigs';

/** One exposure of a run. */
export interface Shot {
  readonly run: Run;
  /** 0 for the first of its run. */
  readonly index: number;
  /** Milliseconds since 1970, UTC. */
  readonly start: number;
  /** °C as measured. */
  readonly temperature: number;
}

const HOURS = 3600_000;
/** Central European Summer Time. */
const UTC_OFFSET = 2 * HOURS;
const SET_TEMPERATURE = -10;

/** `2024-09-13T21:20:04.0000000`: ISO 8601 without a zone, seven decimals. */
const stamp = (time: number): string => `${new Date(time).toISOString().slice(0, -1)}0000`;

/** Modified Julian date of a time in milliseconds since 1970: days since 17 November 1858. */
const mjd = (time: number): number => Number((time / 86400_000 + 40587).toFixed(8));

/**
 * Where the program puts the file: `['Esprit 100ED mono', '2024-09-13', 'NGC 7000', 'LIGHT',
 * '2024-09-13_23-20-04_L_-10.00_60.00s_0000.fits']`. The date folder is the evening's, the file name has the
 * local time.
 */
export function ninaPath({ run, index, start, temperature }: Shot): readonly string[] {
  const local = stamp(start + UTC_OFFSET);
  const night = stamp(start + UTC_OFFSET - 12 * HOURS).slice(0, 10);
  const time = `${local.slice(0, 10)}_${local.slice(11, 19).replaceAll(':', '-')}`;
  const name = [
    time,
    run.filter ?? '',
    temperature.toFixed(2),
    `${run.exposure.toFixed(2)}s`,
    `${String(index).padStart(4, '0')}.fits`,
  ].join('_');
  return [run.rig.folder, night, ...(run.target ? [run.target.name] : []), run.type, name];
}

/** All cards after the mandatory ones, in the program's order and wording. */
export function ninaCards(shot: Shot): readonly SampleCard[] {
  const { run, start, temperature } = shot;
  const { rig, target, filter, exposure } = run;
  const pointing: SampleCard[] = target
    ? [
        ['OBJECT', target.name, 'Name of the object of interest'],
        ['OBJCTRA', target.raText, '[H M S] RA of imaged object'],
        ['OBJCTDEC', target.decText, '[D M S] Declination of imaged object'],
        ['RA', { float: target.ra }, '[deg] RA of telescope'],
        ['DEC', { float: target.dec }, '[deg] Declination of telescope'],
      ]
    : [];
  const wheel: SampleCard[] = filter
    ? [
        ['FWHEEL', 'ZWO EFW', 'Filter Wheel name'],
        ['FILTER', filter, 'Active filter name'],
      ]
    : [];
  const bayer: SampleCard[] = rig.bayer
    ? [
        ['BAYERPAT', rig.bayer, 'Sensor Bayer pattern'],
        ['XBAYROFF', 0, 'Bayer pattern X axis offset'],
        ['YBAYROFF', 0, 'Bayer pattern Y axis offset'],
      ]
    : [];
  return [
    ['IMAGETYP', run.type, 'Type of exposure'],
    ['EXPOSURE', { float: exposure }, '[s] Exposure duration'],
    ['EXPTIME', { float: exposure }, '[s] Exposure duration'],
    ['DATE-LOC', stamp(start + UTC_OFFSET), 'Time of observation (local)'],
    ['DATE-OBS', stamp(start), 'Time of observation (UTC)'],
    ['DATE-AVG', stamp(start + exposure * 500), 'Averaged midpoint time (UTC)'],
    ['MJD-OBS', { float: mjd(start) }, 'Time of observation (MJD)'],
    ['XBINNING', 1, 'X axis binning factor'],
    ['YBINNING', 1, 'Y axis binning factor'],
    ['GAIN', rig.gain, 'Sensor gain'],
    ['OFFSET', rig.offset, 'Sensor gain offset'],
    ['EGAIN', { float: 0.25 }, '[e-/ADU] Electrons per A/D unit'],
    ['XPIXSZ', { float: 3.76 }, '[um] Pixel X axis size'],
    ['YPIXSZ', { float: 3.76 }, '[um] Pixel Y axis size'],
    ['INSTRUME', rig.imager, 'Imaging instrument name'],
    ['SET-TEMP', { float: SET_TEMPERATURE }, '[degC] CCD temperature setpoint'],
    ['CCD-TEMP', { float: temperature }, '[degC] CCD temperature'],
    ['READOUTM', 'High Gain Mode', 'Sensor readout mode'],
    ['USBLIMIT', 40, 'Camera-specific USB setting'],
    ['TELESCOP', rig.telescope, 'Name of telescope'],
    ['FOCALLEN', { float: rig.focalLength }, '[mm] Focal length'],
    ['FOCRATIO', { float: rig.focalRatio }, 'Focal ratio'],
    ...pointing,
    ['SITEELEV', { float: 512 }, '[m] Observation site elevation'],
    ['SITELAT', { float: 48.1371 }, '[deg] Observation site latitude'],
    ['SITELONG', { float: 11.5754 }, '[deg] Observation site longitude'],
    ...wheel,
    ['ROTATOR', { float: rig.rotator }, '[deg] Rotator angle'],
    ['ROTATANG', { float: rig.rotator }, '[deg] Rotator angle'],
    ['FOCNAME', 'ZWO EAF', 'Focusing equipment name'],
    ['FOCPOS', 14523, '[step] Focuser position'],
    ['FOCTEMP', { float: 11.3 }, '[degC] Focuser temperature'],
    ['ROWORDER', 'TOP-DOWN', 'FITS Image Orientation'],
    ['EQUINOX', { float: 2000 }, 'Equinox of celestial coordinate system'],
    ...bayer,
    ['SWCREATE', 'N.I.N.A. 3.1.2.9001 (x64)', 'Software that created this file'],
  ];
}
