/** What a header says of a file. */

export const FRAME_TYPES = ['light', 'dark', 'flat', 'bias', 'flatDark', 'stack', 'unknown'] as const;
/** What a file is for. `stack` is a processed result; `unknown` is for the user to decide. */
export type FrameType = (typeof FRAME_TYPES)[number];

export const PROCESSINGS = ['calibrated', 'registered', 'stretched'] as const;
/**
 * What has been done to the pixels of a single exposure: bias, dark or flat applied; aligned to other frames;
 * no longer linear. An integration is a `stack` or a master instead.
 */
export type Processing = (typeof PROCESSINGS)[number];

export const ROW_ORDERS = ['TOP-DOWN', 'BOTTOM-UP'] as const;
/** Which row of the picture is stored first (ROWORDER, as Siril and N.I.N.A. write it). */
export type RowOrder = (typeof ROW_ORDERS)[number];

/** Something doubtful in a file that did not stop it from being read. */
export interface Problem {
  /** Stable name of the problem: `temperature-differs`. */
  readonly code: string;
  /** For the user: `CCD-TEMP 10.7 °C and SET-TEMP -10 °C differ by more than 2 °C`. */
  readonly message: string;
  /** The keyword it is about: `CCD-TEMP`. */
  readonly keyword?: string;
}

/** What a header says of a file. `null` always means that the header does not say. */
export interface Frame {
  readonly type: FrameType;
  /** An integrated calibration frame (a master dark, say). */
  readonly master: boolean;
  /** How far its pixels have been processed; null for a raw frame, as far as can be told. */
  readonly processing: Processing | null;
  /**
   * Made by a processing program from another frame (PixInsight's `_c`, Siril's `pp_`), in contrast to one
   * that the telescope delivers calibrated (iTelescope, Seestar). False for raw frames.
   */
  readonly byproduct: boolean;
  /** As written, trimmed: `NGC 7000`. */
  readonly object: string | null;
  readonly telescope: string | null;
  /** The camera: `ZWO ASI2600MM Pro`. */
  readonly imager: string | null;
  /** As written, trimmed: `Ha`; null where the header has none. */
  readonly filter: string | null;
  /** Seconds of one exposure: 300. 0 is a value. */
  readonly exposure: number | null;
  readonly binningX: number | null;
  readonly binningY: number | null;
  /** Sensor temperature in °C as measured: -9.9. */
  readonly ccdTemp: number | null;
  /** Sensor temperature in °C as asked for: -10. */
  readonly setTemp: number | null;
  readonly gain: number | null;
  readonly offset: number | null;
  readonly readoutMode: string | null;
  /** Which of its conversion gains the sensor used, `HCG` or `LCG`; null where the header does not say. */
  readonly conversionGain: string | null;
  /** Limit of the USB traffic as the driver counts it, which changes the glow of some sensors: 40. */
  readonly usbLimit: number | null;
  readonly rowOrder: RowOrder | null;
  /** Colour filter array, `RGGB`; null for a mono camera or a debayered image. */
  readonly bayerPattern: string | null;
  /** Column of the colour filter array that the image begins with (XBAYROFF): 0 or 1. */
  readonly bayerOffsetX: number | null;
  /** Row of the colour filter array that the image begins with (YBAYROFF): 0 or 1. */
  readonly bayerOffsetY: number | null;
  /** First column of the sensor that was read out, in binned pixels (XORGSUBF): 0. */
  readonly subframeX: number | null;
  /** First row of the sensor that was read out, in binned pixels (YORGSUBF): 0. */
  readonly subframeY: number | null;
  /** Pixels along NAXIS1: 6248. */
  readonly width: number | null;
  /** Pixels along NAXIS2: 4176. */
  readonly height: number | null;
  /** Planes along NAXIS3, 1 for a two-dimensional image. */
  readonly channels: number | null;
  /** Position angle of the rotator in degrees: 182.5. */
  readonly rotator: number | null;
  /** Millimetres: 550. */
  readonly focalLength: number | null;
  /** Micrometres, as written by the camera program: 3.76. */
  readonly pixelSize: number | null;
  /** Degrees, 0 to 360: 314.75. */
  readonly ra: number | null;
  /** Degrees, -90 to 90: 44.37. */
  readonly dec: number | null;
  /** Degrees, north positive: 48.14. */
  readonly siteLatitude: number | null;
  /** Degrees, east positive, -180 to 180: 11.58. */
  readonly siteLongitude: number | null;
  /** Who took it, as written, trimmed: `Benny Colyn`. */
  readonly observer: string | null;
  /** The name of the place, as written, trimmed: `Ghent`. */
  readonly site: string | null;
  /** Start of the exposure, UTC, ISO 8601 with milliseconds: `2024-09-13T20:30:00.000Z`. */
  readonly dateObs: string | null;
  /** The observing night, the local calendar date of (start - 12 h): `2024-09-13`. */
  readonly night: string | null;
  /** The program that wrote the file: `N.I.N.A. 3.1.1.9001 (x64)`. */
  readonly program: string | null;
  /** Frames that went into a master or a stack: 20. */
  readonly stackCount: number | null;
  readonly problems: readonly Problem[];
}

/**
 * Raise it with every change of what a header is taken to say. Frames of an archive that were read by earlier
 * rules are then read again at the next regeneration. 0 is what databases hold from before rules were
 * counted.
 */
export const READING_RULES = 2;

/** A frame together with the keyword that each value came from, for people who want to know why. */
export interface ExplainedFrame extends Frame {
  /** Electrons for one step of the pixel values (EGAIN): 0.25. Told, but not kept in the archive. */
  readonly electronsPerAdu: number | null;
  /** Field to keyword: `{ exposure: 'EXPTIME' }`; `file name` or `folder` where the header was silent. */
  readonly sources: Readonly<Partial<Record<ExplainedField, string>>>;
}

/** A value that a header gives. */
export type ExplainedField = keyof Frame | 'electronsPerAdu';
