/**
 * What the usual keywords of image headers mean, in a sentence each: those of FITS 4.0 (§4.4, §7, §8, §9 and §10), and
 * those that capture programs have in common.
 */
import * as l10n from '@vscode/l10n';

type Meanings = Readonly<Record<string, () => string>>;

/** The file and its numbers. */
const STRUCTURE: Meanings = {
  SIMPLE: () => l10n.t('Whether the file follows the FITS standard; the first keyword of every FITS file.'),
  XTENSION: () => l10n.t('The kind of this unit: an image, a table of text or a binary table.'),
  BITPIX: () =>
    l10n.t('Bits of a stored number: 8, 16, 32 and 64 for whole numbers, −32 and −64 for floating point.'),
  NAXIS: () => l10n.t('How many axes the data has; 0 means that there is no data.'),
  EXTEND: () => l10n.t('Whether further units may follow in the file.'),
  PCOUNT: () => l10n.t('Bytes after the rows of a table, where columns of varying length are kept.'),
  GCOUNT: () => l10n.t('How many groups of data there are; 1 in all modern files.'),
  TFIELDS: () => l10n.t('How many columns the table has.'),
  THEAP: () => l10n.t('Where the columns of varying length begin, in bytes from the first row.'),
  BZERO: () =>
    l10n.t('Is added to each stored number. 32768 makes 16-bit numbers without sign out of those with one.'),
  BSCALE: () => l10n.t('Multiplies each stored number, before BZERO is added.'),
  BUNIT: () => l10n.t('The unit of the pixels: adu, electron, Jy.'),
  BLANK: () => l10n.t('The stored number that marks a pixel without a value.'),
  DATAMAX: () => l10n.t('The largest value in the image, as its writer saw it.'),
  DATAMIN: () => l10n.t('The smallest value in the image, as its writer saw it.'),
  EXTNAME: () => l10n.t('The name of this unit.'),
  EXTVER: () => l10n.t('Tells units of the same name apart.'),
  EXTLEVEL: () => l10n.t('The level of this unit where units stand below one another.'),
  CHECKSUM: () => l10n.t('A checksum of the whole unit, which shows whether it is damaged.'),
  DATASUM: () => l10n.t('A checksum of the data alone; it stays when the header is edited.'),
  INHERIT: () => l10n.t('Whether the keywords of the first unit also hold for this one.'),
  LONGSTRN: () => l10n.t('Long texts go on in CONTINUE lines.'),
  CONTINUE: () => l10n.t('The text of the line above goes on here.'),
  COMMENT: () => l10n.t('A remark.'),
  HISTORY: () => l10n.t('What was done to the file, a line for each step.'),
  END: () => l10n.t('The end of the header.'),
  ZIMAGE: () => l10n.t('Whether this table holds a compressed image.'),
  ZCMPTYPE: () => l10n.t('How the image is compressed: RICE_1, GZIP_1, GZIP_2, PLIO_1 or HCOMPRESS_1.'),
  ZBITPIX: () => l10n.t('BITPIX of the image before it was compressed.'),
  ZNAXIS: () => l10n.t('Axes of the image before it was compressed.'),
  ZQUANTIZ: () =>
    l10n.t('How floating-point pixels were rounded before compression; a dither hides the steps.'),
  ZDITHER0: () => l10n.t('Where the dither begins in its list of random numbers.'),
  ZBLANK: () => l10n.t('The compressed number that marks a pixel without a value.'),
};

/** What was taken, when, and through what. */
const OBSERVATION: Meanings = {
  OBJECT: () => l10n.t('What was observed.'),
  OBSERVER: () => l10n.t('Who observed.'),
  IMAGETYP: () => l10n.t('What the frame is for: light, dark, flat, bias, or a master of them.'),
  TELESCOP: () => l10n.t('The telescope, or the mount in files of some programs.'),
  INSTRUME: () => l10n.t('The camera.'),
  FILTER: () => l10n.t('The filter in front of the sensor.'),
  EXPTIME: () => l10n.t('How long the exposure took, in seconds.'),
  EXPOSURE: () => l10n.t('How long the exposure took, in seconds.'),
  XPOSURE: () => l10n.t('How long light was collected, in seconds, without pauses.'),
  TELAPSE: () => l10n.t('From the beginning of the exposure to its end, in seconds, with pauses.'),
  LIVETIME: () => l10n.t('Seconds of exposure in a stack altogether.'),
  STACKCNT: () => l10n.t('How many frames are in the stack.'),
  NCOMBINE: () => l10n.t('How many frames are in the stack.'),
  'DATE-OBS': () => l10n.t('When the exposure began, in universal time unless TIMESYS says otherwise.'),
  'DATE-BEG': () => l10n.t('When the exposure began, in the time of TIMESYS.'),
  'DATE-AVG': () => l10n.t('The middle of the exposure, in the time of TIMESYS.'),
  'DATE-END': () => l10n.t('When the exposure ended, in the time of TIMESYS.'),
  'DATE-LOC': () => l10n.t('When the exposure began, by the clock on the wall.'),
  'TIME-OBS': () => l10n.t('The time of day when the exposure began, where DATE-OBS has the date only.'),
  DATE: () => l10n.t('When the header was written, in universal time.'),
  TIMESYS: () => l10n.t('The time scale of all times in the header: UTC, TT, TAI.'),
  'MJD-OBS': () => l10n.t('When the exposure began, in days since midnight of 17 November 1858.'),
  'MJD-AVG': () => l10n.t('The middle of the exposure, in days since midnight of 17 November 1858.'),
  JD: () => l10n.t('The time of the exposure as a Julian date, in days.'),
  'JD-HELIO': () => l10n.t('The time of the exposure as seen from the Sun, as a Julian date.'),
  AIRMASS: () => l10n.t('How much air the light went through; 1 in the zenith, 2 at an altitude of 30°.'),
  OBJCTALT: () => l10n.t('Altitude of the target above the horizon, in degrees.'),
  CENTALT: () => l10n.t('Altitude of the centre above the horizon, in degrees.'),
  OBJCTAZ: () => l10n.t('Azimuth of the target, in degrees from north over east.'),
  CENTAZ: () => l10n.t('Azimuth of the centre, in degrees from north over east.'),
  OBJCTRA: () => l10n.t('Right ascension of the target, in hours, minutes and seconds.'),
  OBJCTDEC: () => l10n.t('Declination of the target, in degrees, minutes and seconds.'),
  RA: () => l10n.t('Right ascension that the telescope pointed at, mostly in degrees.'),
  DEC: () => l10n.t('Declination that the telescope pointed at, mostly in degrees.'),
  OBJCTROT: () => l10n.t('The rotation that was planned for the target, in degrees.'),
  PIERSIDE: () => l10n.t('On which side of its pier the telescope stood.'),
  SITELAT: () => l10n.t('Latitude of the site, north is positive.'),
  SITELONG: () => l10n.t('Longitude of the site, mostly with east positive.'),
  SITEELEV: () => l10n.t('Height of the site above the sea, in metres.'),
  'OBSGEO-B': () => l10n.t('Latitude of the site, in degrees.'),
  'OBSGEO-L': () => l10n.t('Longitude of the site, in degrees, east is positive.'),
  'OBSGEO-H': () => l10n.t('Height of the site, in metres.'),
  ORIGIN: () => l10n.t('Who made the file.'),
  SWCREATE: () => l10n.t('The program that wrote the file.'),
  CREATOR: () => l10n.t('The program that wrote the file.'),
  PROGRAM: () => l10n.t('The program that wrote the file.'),
  SWMODIFY: () => l10n.t('The program that changed the file last.'),
  CALSTAT: () => l10n.t('Which calibration was done: B for bias, D for dark, F for flat.'),
  NOTES: () => l10n.t('A note of the observer.'),
};

/** Camera and optics. */
const INSTRUMENT: Meanings = {
  GAIN: () => l10n.t('The gain that the camera was set to, in the steps of its driver.'),
  OFFSET: () => l10n.t('What the camera adds to each pixel so that none becomes negative.'),
  EGAIN: () => l10n.t('Electrons for one unit of a pixel.'),
  RDNOISE: () => l10n.t('Noise of reading a pixel, in electrons.'),
  ISOSPEED: () => l10n.t('The ISO speed of a DSLR.'),
  READOUTM: () => l10n.t('How the sensor was read: its readout mode.'),
  USBLIMIT: () => l10n.t('Limit of the USB transfer that the camera was set to.'),
  'CCD-TEMP': () => l10n.t('Temperature of the sensor, in °C.'),
  'SET-TEMP': () => l10n.t('Temperature that the cooler was to reach, in °C.'),
  'COOL-PWR': () => l10n.t('Power of the cooler, in per cent.'),
  XBINNING: () => l10n.t('How many columns of the sensor make one of the image.'),
  YBINNING: () => l10n.t('How many rows of the sensor make one of the image.'),
  XPIXSZ: () => l10n.t('Width of a pixel in micrometres, binning included in most programs.'),
  YPIXSZ: () => l10n.t('Height of a pixel in micrometres, binning included in most programs.'),
  PIXSCALE: () => l10n.t('Seconds of arc for one pixel.'),
  XORGSUBF: () => l10n.t('First column of the sensor that was read.'),
  YORGSUBF: () => l10n.t('First row of the sensor that was read.'),
  BAYERPAT: () => l10n.t('The colours of the four pixels in a corner of the sensor: RGGB.'),
  COLORTYP: () => l10n.t('The colours of the four pixels in a corner of the sensor: RGGB.'),
  XBAYROFF: () => l10n.t('Columns by which the colours of the sensor are shifted.'),
  YBAYROFF: () => l10n.t('Rows by which the colours of the sensor are shifted.'),
  ROWORDER: () => l10n.t('Whether the row that is stored first is the one on top or the one at the bottom.'),
  FOCALLEN: () => l10n.t('Focal length, in millimetres.'),
  FOCRATIO: () => l10n.t('Focal length divided by the aperture.'),
  APTDIA: () => l10n.t('Aperture, in millimetres.'),
  FOCPOS: () => l10n.t('Position of the focuser, in steps.'),
  FOCUSPOS: () => l10n.t('Position of the focuser, in steps.'),
  FOCTEMP: () => l10n.t('Temperature at the focuser, in °C.'),
  FOCUSTEM: () => l10n.t('Temperature at the focuser, in °C.'),
  FOCNAME: () => l10n.t('The focuser.'),
  FWHEEL: () => l10n.t('The filter wheel.'),
  ROTNAME: () => l10n.t('The rotator.'),
  ROTATANG: () => l10n.t('Angle of the rotator, in degrees.'),
  ROTATOR: () => l10n.t('Angle of the rotator, in degrees.'),
  GUIDECAM: () => l10n.t('The guide camera.'),
  AMBTEMP: () => l10n.t('Temperature of the air, in °C.'),
  HUMIDITY: () => l10n.t('Humidity of the air, in per cent.'),
  DEWPOINT: () => l10n.t('The dew point, in °C.'),
  PRESSURE: () => l10n.t('Pressure of the air, in hectopascal.'),
  WINDSPD: () => l10n.t('Speed of the wind.'),
  MPSAS: () => l10n.t('Brightness of the sky, in magnitudes for a square second of arc.'),
  FWHM: () => l10n.t('Width of the stars at half of their brightness.'),
};

/** The position on the sky. */
const SKY: Meanings = {
  WCSAXES: () => l10n.t('How many axes the coordinate system has.'),
  RADESYS: () => l10n.t('The celestial reference system: ICRS, FK5, FK4.'),
  EQUINOX: () => l10n.t('The year of the equinox of right ascension and declination: 2000.'),
  EPOCH: () => l10n.t('The old name of EQUINOX.'),
  LONPOLE: () => l10n.t('Longitude of the celestial pole in the coordinates of the projection, in degrees.'),
  LATPOLE: () => l10n.t('Latitude of the celestial pole in the coordinates of the projection, in degrees.'),
  WCSNAME: () => l10n.t('The name of this coordinate system.'),
  PLTSOLVD: () => l10n.t('Whether the position was found by comparing the stars with a catalogue.'),
  SCALE: () => l10n.t('Seconds of arc for one pixel.'),
  SECPIX: () => l10n.t('Seconds of arc for one pixel.'),
};

const MEANINGS: ReadonlyMap<string, () => string> = new Map(
  [STRUCTURE, OBSERVATION, INSTRUMENT, SKY].flatMap((each) => Object.entries(each)),
);

/** Keywords with numbers, such as NAXIS1 and CD2_1, by their letters. The first number is `{0}`, the second `{1}`. */
const NUMBERED: Readonly<Record<string, (first: string, second: string) => string>> = {
  NAXIS: (axis) => l10n.t('Length of axis {0}: the first is the width, the second the height.', axis),
  ZNAXIS: (axis) => l10n.t('Length of axis {0} before the image was compressed.', axis),
  ZTILE: (axis) => l10n.t('Pixels of a tile along axis {0}; each tile is compressed for itself.', axis),
  ZNAME: (number) => l10n.t('Name of setting {0} of the compression.', number),
  ZVAL: (number) => l10n.t('Value of setting {0} of the compression.', number),
  TTYPE: (column) => l10n.t('Name of column {0}.', column),
  TFORM: (column) => l10n.t('Type of the numbers in column {0}.', column),
  TUNIT: (column) => l10n.t('Unit of column {0}.', column),
  TSCAL: (column) => l10n.t('Multiplies the numbers in column {0}.', column),
  TZERO: (column) => l10n.t('Is added to the numbers in column {0}.', column),
  TNULL: (column) => l10n.t('Marks a missing value in column {0}.', column),
  TDISP: (column) => l10n.t('How to show column {0}.', column),
  CTYPE: (axis) => l10n.t('What axis {0} measures, and the projection: RA---TAN.', axis),
  CRVAL: (axis) => l10n.t('Coordinate {0} of the reference pixel; degrees on the sky.', axis),
  CRPIX: (axis) => l10n.t('The reference pixel on axis {0}; the middle of the first pixel is 1.', axis),
  CDELT: (axis) => l10n.t('Step of coordinate {0} for one pixel.', axis),
  CROTA: (axis) => l10n.t('Rotation on axis {0}, in degrees; the older way to write it.', axis),
  CUNIT: (axis) => l10n.t('Unit of coordinate {0}.', axis),
  CD: (row, column) =>
    l10n.t('How coordinate {0} changes with a pixel along axis {1}: scale and rotation in one.', row, column),
  PC: (row, column) =>
    l10n.t('Rotation: what a pixel along axis {1} adds to coordinate {0}, before CDELT.', row, column),
  PV: (axis, number) => l10n.t('Parameter {1} of the projection on axis {0}.', axis, number),
  A: (x, y) =>
    l10n.t('Distortion along x (SIP): factor of x to the power of {0} and y to the power of {1}.', x, y),
  B: (x, y) =>
    l10n.t('Distortion along y (SIP): factor of x to the power of {0} and y to the power of {1}.', x, y),
  AP: (x, y) => l10n.t('The way back through the distortion along x (SIP): powers {0} and {1}.', x, y),
  BP: (x, y) => l10n.t('The way back through the distortion along y (SIP): powers {0} and {1}.', x, y),
};

const WITH_NUMBERS = /^([A-Z]+?)(\d{1,3})(?:_(\d{1,2}))?$|^([A-Z]{1,2})_(\d{1,2})_(\d{1,2})$/;
const SIP_ORDER = /^(A|B|AP|BP)_(ORDER|DMAX)$/;

/**
 * What a keyword means; null where it is none that is known.
 * @example keywordMeaning('CCD-TEMP') // 'Temperature of the sensor, in °C.'
 */
export function keywordMeaning(keyword: string): string | null {
  const name = keyword.trim().toUpperCase();
  const known = MEANINGS.get(name);
  if (known) return known();
  if (SIP_ORDER.test(name)) return l10n.t('Degree, or largest correction, of the distortion (SIP).');
  const found = WITH_NUMBERS.exec(name);
  if (!found) return null;
  const [, letters, first, second, sip, x, y] = found;
  // CD, PC and PV come with two numbers, the others with one; those of SIP stand apart: A_2_0.
  const isPair = letters === 'CD' || letters === 'PC' || letters === 'PV';
  if (sip !== undefined && /^[AB]P?$/.test(sip)) return NUMBERED[sip]?.(x ?? '', y ?? '') ?? null;
  if (letters === undefined || /^[AB]P?$/.test(letters) || isPair !== (second !== undefined)) return null;
  return Object.hasOwn(NUMBERED, letters) ? (NUMBERED[letters]?.(first ?? '', second ?? '') ?? null) : null;
}
