/** Sessions and their links to calibration sessions. */
import type { FrameType, Processing, RowOrder } from './frame';

/** The roles in which a calibration session serves a light session. */
export const LINK_KINDS = ['bias', 'dark', 'flat', 'flatDark'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

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
  readonly frameCount: number;
  /** Sum of the exposures in seconds. */
  readonly totalExposure: number;
  readonly links: Links;
  /**
   * Links made by hand although criteria fail, with the names of these; of listed sessions only, absent where
   * there are none.
   */
  readonly mismatches?: Readonly<Partial<Record<LinkKind, readonly string[]>>>;
  /** Calibrations that the user wants none of; of listed sessions only, absent where there are none. */
  readonly unwanted?: readonly LinkKind[];
  /** Its frames without a whole file; of listed sessions only, absent where all files are whole. */
  readonly badFiles?: BadFiles;
  /** What the user has written about it; absent where nothing. */
  readonly note?: string;
}

/** Frames whose files are not as they were, by what is wrong. */
export interface BadFiles {
  /** Files that have changed or cannot be read: 1. */
  readonly damaged: number;
  /** Files that are gone: 12. */
  readonly missing: number;
}
