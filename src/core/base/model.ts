/** The vocabulary of the whole program: frames, sessions, links, checkouts. Data only, no behaviour. */

export const FRAME_TYPES = ['light', 'dark', 'flat', 'bias', 'flatDark', 'stack', 'unknown'] as const;
/** What a file is for. `stack` is a processed result; `unknown` is for the user to decide. */
export type FrameType = (typeof FRAME_TYPES)[number];

export const PROCESSINGS = ['calibrated', 'registered', 'stretched'] as const;
/**
 * What has been done to the pixels of a single exposure: bias, dark or flat applied; aligned to other frames; no longer
 * linear. An integration is a `stack` or a master instead.
 */
export type Processing = (typeof PROCESSINGS)[number];

export const ROW_ORDERS = ['TOP-DOWN', 'BOTTOM-UP'] as const;
/** Which row of the picture is stored first (ROWORDER, as Siril and N.I.N.A. write it). */
export type RowOrder = (typeof ROW_ORDERS)[number];

/** The roles in which a calibration session serves a light session. */
export const LINK_KINDS = ['bias', 'dark', 'flat', 'flatDark'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

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
   * Made by a processing program from another frame (PixInsight's `_c`, Siril's `pp_`), in contrast to one that the
   * telescope delivers calibrated (iTelescope, Seestar). False for raw frames.
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
 * rules are then read again at the next regeneration. 0 is what databases hold from before rules were counted.
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

/** Why a frame needs the user's eye; a frame that is rejected, or a stack, is left alone for other reasons. */
export const FRAME_PROBLEMS = ['damaged', 'unknown', 'stack', 'missing', 'doubtful', 'rejected'] as const;
/**
 * `damaged`: its file is not what it was (`Damage`). `unknown`: its type is for the user to decide. `stack`: an integrated light that is no recorded result.
 * `missing`: its file is gone. `doubtful`: its type is known, but its header contradicts itself. `rejected`: by the user.
 */
export type FrameProblem = (typeof FRAME_PROBLEMS)[number];

/** What was found wrong with the file of a frame: other pixels, bytes that changed although nobody wrote them, nothing to be read. */
export const DAMAGES = ['pixels', 'content', 'unreadable'] as const;
export type Damage = (typeof DAMAGES)[number];

/** A file of the archive and what is known of it. */
export interface ArchivedFrame extends Frame {
  readonly id: number;
  /** Absolute path. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Modification time in milliseconds since 1970. */
  readonly mtime: number;
  /** SHA-256 of the whole file as it was before any edit, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** SHA-256 of the file as an edit of this program has left it; null where it was not edited, or not read since. */
  readonly editedSha256: string | null;
  /** Stays the same under header edits: size of the data units and a CRC of samples, `120000-9f3c01ab`. */
  readonly imageKey: string;
  /** Id of the session it belongs to, null before the sessions are made. */
  readonly session: string | null;
  /** The user wants it in no session and in no checkout. */
  readonly rejected: boolean;
  /** Its file was not there when last looked for. */
  readonly missing: boolean;
  /** What was found wrong with its file, until that is dealt with; absent where nothing. */
  readonly damage?: Damage;
  /** What the user has written about it; absent where nothing. */
  readonly note?: string;
  /** Of processed frames, the raw frame that they were made of, where start and camera tell; absolute. */
  readonly rawFrame?: string;
  /** What its header says where the user has given it another name; absent where nothing. */
  readonly inHeader?: Readonly<Partial<Record<NameKind, string | null>>>;
}

/** What many frames of a night have in common, as far as grouping asks for it. */
export const SETTING_FIELDS = [
  'type',
  'master',
  'processing',
  'byproduct',
  'imager',
  'telescope',
  'readoutMode',
  'conversionGain',
  'usbLimit',
  'rowOrder',
  'bayerPattern',
  'bayerOffsetX',
  'bayerOffsetY',
  'subframeX',
  'subframeY',
  'channels',
  'width',
  'height',
  'binningX',
  'binningY',
  'gain',
  'offset',
  'setTemp',
  'focalLength',
  'filter',
  'object',
  'night',
] as const satisfies readonly (keyof Frame)[];
/** Those that are true or false; tables hold them as 1 and 0. */
export const SETTING_FLAGS: ReadonlySet<string> = new Set<keyof Frame>(['master', 'byproduct']);
export type Setting = Pick<Frame, (typeof SETTING_FIELDS)[number]>;

/** A frame as grouping sees it. Frames of equal settings share the object, so that an archive costs little memory. */
export interface Shot extends Pick<
  ArchivedFrame,
  'id' | 'session' | 'rejected' | 'dateObs' | 'exposure' | 'ccdTemp' | 'rotator'
> {
  /** Of masters, which are told apart by it; others may come without. */
  readonly sha256: string | null;
  readonly setting: Setting;
}

/** The calibration session that serves in each role, null where there is none. */
export type Links = Readonly<Record<LinkKind, string | null>>;

/** Frames that were taken together and are processed together. */
export interface Session {
  /** Made from what its frames have in common, so that it outlives a regeneration: `8c1f03b2a9d4`. */
  readonly id: string;
  readonly type: FrameType;
  readonly master: boolean;
  /** Set for frames that were delivered calibrated, which need no calibration. */
  readonly processing: Processing | null;
  readonly object: string | null;
  readonly night: string | null;
  readonly telescope: string | null;
  readonly imager: string | null;
  readonly filter: string | null;
  /** Seconds. */
  readonly exposure: number | null;
  readonly binningX: number | null;
  readonly binningY: number | null;
  /** Median of the frames as measured, °C: -9.96. */
  readonly ccdTemp: number | null;
  readonly gain: number | null;
  readonly offset: number | null;
  readonly readoutMode: string | null;
  readonly conversionGain: string | null;
  /** Null also where its frames differ. */
  readonly usbLimit: number | null;
  readonly rowOrder: RowOrder | null;
  readonly bayerPattern: string | null;
  readonly bayerOffsetX: number | null;
  readonly bayerOffsetY: number | null;
  readonly subframeX: number | null;
  readonly subframeY: number | null;
  readonly width: number | null;
  readonly height: number | null;
  /** Degrees. */
  readonly rotator: number | null;
  /** Millimetres. */
  readonly focalLength: number | null;
  /** Start of the first exposure, UTC. */
  readonly start: string | null;
  /** How many frames. */
  readonly frames: number;
  /** Sum of the exposures in seconds. */
  readonly totalExposure: number;
  readonly links: Links;
  /** Links made by hand although criteria fail, with the names of these; of listed sessions only, absent where there are none. */
  readonly mismatches?: Readonly<Partial<Record<LinkKind, readonly string[]>>>;
  /** What the user has written about it; absent where nothing. */
  readonly note?: string;
}

/** What is known of a master beyond its session. */
export interface Master {
  /** Id of its session. */
  readonly id: string;
  /** How many frames it was made of; null where its header does not say. */
  readonly stackCount: number | null;
  /** Days since its night, 412; null without a date. */
  readonly ageDays: number | null;
  /** Older than the limit, while nothing newer can serve in its place. Flats are for their night and never stale. */
  readonly stale: boolean;
  /** Id of a session of a later night, raw or master, that can serve in its place; null where there is none. */
  readonly newer: string | null;
  /**
   * Ids of the sessions of raw frames that it can stand in for, the nearest night first: nothing that both headers say
   * differs, and flats are of the same night, others not farther away than a master is good for.
   */
  readonly replaces: readonly string[];
}

/** One criterion of a comparison between a session and a candidate to calibrate it. */
export interface Criterion {
  /** `gain`, `temperature` … */
  readonly name: string;
  /** The value on the side of the session that is to be calibrated, in words: `100`, `-10 °C`. */
  readonly light: string;
  readonly candidate: string;
  /**
   * `unknown` where one side does not say, `differs` where the two differ in what does not forbid the candidate but speaks
   * for others (another telescope, the other row order): both are warnings, neither a match nor a refusal.
   */
  readonly verdict: 'matched' | 'failed' | 'unknown' | 'differs';
  /** `0.4 °C apart, 5 °C allowed`. */
  readonly note: string;
}

/** One candidate, best first, and why it was or was not chosen. */
export interface Candidate {
  /** Session id. */
  readonly candidate: string;
  readonly verdict: 'chosen' | 'possible' | 'refused';
  readonly criteria: readonly Criterion[];
}

/** What the user has decided on one kind of link, and what that comes to. */
export interface ManualLink {
  /** Id of the calibration session, null for "none". */
  readonly target: string | null;
  /**
   * `fits` and `failed` where it is used, in the second case against a criterion; `absent` where no such session is
   * there, so that the archive chooses; `none` where the user wants none.
   */
  readonly state: 'fits' | 'failed' | 'absent' | 'none';
  /** For the user: `chosen by hand, although exposure and gain do not match`. */
  readonly text: string;
}

/** A set of calibration frames that no session of the archive provides. */
export interface MissingSet {
  readonly kind: LinkKind;
  /** A line for a shopping list: `darks 300 s, -10 °C, gain 100, 1×1: none; have 20 at -15 °C`. */
  readonly text: string;
  /** Ids of the light sessions that wait for it. */
  readonly sessions: readonly string[];
  /** How many lights those sessions hold. */
  readonly lights: number;
  /** The rig that it is to be taken with, as its sessions spell it. */
  readonly telescope: string | null;
  readonly imager: string | null;
  /** What there is instead, nearest first: 20 frames `at −15 °C`. */
  readonly have: readonly { readonly frames: number; readonly text: string }[];
}

/** The values of a frame that are names, and that the user can give other names to. */
export const NAME_KINDS = [
  'object',
  'telescope',
  'imager',
  'filter',
  'observer',
  'site',
] as const satisfies readonly (keyof Frame)[];
export type NameKind = (typeof NAME_KINDS)[number];

/** A name that the user wants to be taken for another one: a rule from what headers say to what they mean. */
export interface Alias {
  readonly kind: NameKind;
  /**
   * What stands in headers: `Elephant's Trunk`, `eq 6`; with `pattern`, `*` is any text and `?` any character. Empty, with
   * `exact`, for headers that say nothing.
   */
  readonly spelling: string;
  /** What it stands for: `IC 1396`, `EQ6`. */
  readonly name: string;
  /** `folded` compares without case, blanks, `_` and `-`; objects also by their names in catalogues. */
  readonly matching: 'exact' | 'folded' | 'pattern';
}

/** How close two values must be to count as equal. Every one is a setting. */
export interface Tolerances {
  /** Seconds: 0.05. The larger of this and `exposurePercent` counts. */
  readonly exposureSeconds: number;
  /** Percent: 1. */
  readonly exposurePercent: number;
  /** °C, either side: 5. */
  readonly temperature: number;
  /** Degrees, wrapping at 360: 2. */
  readonly rotator: number;
  /** Percent: 1. */
  readonly focalLengthPercent: number;
  /** Prefer a master over raw frames that are equally good. */
  readonly preferMasters: boolean;
}

export const DEFAULT_TOLERANCES: Tolerances = {
  exposureSeconds: 0.05,
  exposurePercent: 1,
  temperature: 5,
  rotator: 2,
  focalLengthPercent: 1,
  preferMasters: true,
};

/**
 * Why a light is not in a stack. `stars`: Siril found too few in it. `alignment`: its stars could not be matched with those of
 * the others. `quality`: its stars are far larger or fewer than in the others. Null where nothing says.
 */
export const LEFT_OUT_REASONS = ['stars', 'alignment', 'quality'] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** A light that was asked for and is not in a stack. */
export interface LeftOutLight {
  /** The name of its file: `L_0004.fits`. */
  readonly name: string;
  readonly why: LeftOutReason | null;
}

/** What Siril said of an image that it left out. */
export interface SkippedImage {
  /** `pp_light_L` */
  readonly sequence: string;
  /** Its number in the sequence, from 1. */
  readonly image: number;
  readonly why: LeftOutReason;
}
