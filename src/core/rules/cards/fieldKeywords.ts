/**
 * Which keywords carry a value, in the order in which they are believed. The lists follow what the capture
 * programs write (N.I.N.A., ASIAIR, Seestar, SGP, MaxIm DL, APT, SharpCap, INDI, PRISM, APP, Siril) and what
 * Siril reads.
 */
export const FIELD_KEYWORDS = {
  object: ['OBJECT', 'OBJNAME'],
  telescope: ['TELESCOP'],
  imager: ['INSTRUME', 'CAMERA'],
  filter: ['FILTER', 'FILT-1', 'FILTERS', 'FILTNAME'],
  // XPOSURE and TELAPSE are the standard's (FITS 4.0 §9.6); the latter is the time from begin to end, pauses
  // included.
  exposure: ['EXPTIME', 'EXPOSURE', 'EXP', 'EXP_TIME', 'XPOSURE', 'TM-EXPOS', 'TELAPSE'],
  binningX: ['XBINNING', 'BINX', 'CCDXBIN', 'BINNING'],
  binningY: ['YBINNING', 'BINY', 'CCDYBIN', 'BINNING'],
  ccdTemp: ['CCD-TEMP', 'CCD_TEMP', 'CCDTEMP', 'TEMPERAT', 'CAMTCCD', 'DET-TEMP'],
  setTemp: ['SET-TEMP'],
  // A DSLR has no gain of its own; its ISO speed plays the same part.
  gain: ['GAIN', 'ISOSPEED', 'ISO'],
  // The level that is added to each pixel: SharpCap and Siril call it the black level.
  offset: ['OFFSET', 'BLKLEVEL', 'BLACKLEV', 'BLKLVL', 'QOFFSET'],
  // CVF is Siril's word for it: the conversion factor.
  electronsPerAdu: ['EGAIN', 'CVF'],
  // Who writes which: readout.ts. Those with a Q are what scripts of PixInsight look for behind the usual
  // ones.
  readoutMode: ['READOUTM', 'READMODE', 'READ-MODE', 'READ_MODE', 'QREADOUT'],
  conversionGain: ['CONVGAIN', 'CONVMODE', 'GAINMODE'],
  usbLimit: ['USBLIMIT', 'USBTRFC', 'USBTRAFFIC', 'QUSBLIM'],
  bayerPattern: ['BAYERPAT', 'COLORTYP'],
  bayerOffsetX: ['XBAYROFF', 'XBAYEROFF', 'BAYOFFX'],
  bayerOffsetY: ['YBAYROFF', 'YBAYEROFF', 'BAYOFFY'],
  // SBIG's and MaxIm DL's word, which INDI, ASCOM programs and Siril have taken over.
  subframeX: ['XORGSUBF'],
  subframeY: ['YORGSUBF'],
  // OBJCTROT is left out: it is the angle that was planned, also where no rotator could follow the plan.
  rotator: ['ROTATANG', 'ROTATOR', 'POSANGLE', 'ANGLE', 'PA'],
  focalLength: ['FOCALLEN', 'FOCAL', 'FLENGTH'],
  pixelSize: ['XPIXSZ', 'XPIXELSZ', 'PIXSIZE1', 'PIXSIZEX', 'XPIXSIZE'],
  // FOVRA and FOVDEC are Unistellar's, in degrees.
  ra: ['RA', 'RA_D', 'OBJCTRA', 'FOVRA'],
  dec: ['DEC', 'DEC_D', 'OBJCTDEC', 'FOVDEC'],
  siteLatitude: ['SITELAT', 'SITE-LAT', 'OBSLAT', 'LAT-OBS', 'OBSGEO-B'],
  siteLongitude: ['SITELONG', 'SITELON', 'SITE-LON', 'OBSLONG', 'LONG-OBS', 'OBSGEO-L'],
  observer: ['OBSERVER'],
  // SITENAME is SGP's, OBSERVAT what MaxIm DL writes for iTelescope's observatories.
  site: ['SITENAME', 'OBSERVAT'],
  // SNAPSHOT is MaxIm DL's count of combined images; a single exposure has 1.
  stackCount: ['STACKCNT', 'NCOMBINE', 'NUMFRAME', 'SNAPSHOT'],
} as const satisfies Record<string, readonly string[]>;

/** Keywords that say what a frame is for; IMAGETYP comes before FRAME where a file has both. */
export const TYPE_KEYWORDS = ['IMAGETYP', 'FRAME', 'FRAMETYP', 'OBSTYPE', 'CALFRAME', 'INTEGRAT'] as const;

/** Keywords that name the program which wrote the file. */
export const PROGRAM_KEYWORDS = ['SWCREATE', 'PROGRAM', 'CREATOR', 'SOFTWARE'] as const;
