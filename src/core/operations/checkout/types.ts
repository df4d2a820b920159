/** What goes into the planning of a checkout and what comes out. Data only. */
import type { CheckoutGroup } from '../../api/archive';
import type { ArchivedFrame } from '../../base/archivedFrame';
import type { LinkKind, Session } from '../../base/session';
import type { Palette } from '../../siril/script/palette';
import type { Recipe } from '../../siril/script/recipe';
import type { PixelsOf } from './pixels';

export interface SessionFrames {
  readonly session: Session;
  readonly frames: readonly ArchivedFrame[];
  /** Names of lights in which an earlier run of Siril found too few stars: `L_0004.fits`. */
  readonly starless?: ReadonlySet<string>;
}

/** A light session that was asked for, with the calibration sessions it is linked to. */
export interface CheckoutSession extends SessionFrames {
  readonly links: Readonly<Record<LinkKind, SessionFrames | null>>;
  /** The bias that the flat session itself is linked to, where it is another than the lights'. */
  readonly flatBias?: SessionFrames | null;
  /** Why each set was linked: `temperature 0.1 °C apart, the same night`. */
  readonly why?: Readonly<Partial<Record<LinkKind, string>>>;
  /**
   * Flats that would fit but name no filter; they are not used, since lights of several filters would share
   * them.
   */
  readonly nameless?: readonly Session[];
  /** What stands in for a bias where there is none. */
  readonly level?: BiasLevel | null;
}

/** A level in place of a bias frame. */
export interface BiasLevel {
  /** ADU of a 16-bit image: 510. */
  readonly adu: number;
  /** `measured in a dark`, `as given`. */
  readonly origin: string;
}

export interface CheckoutInput {
  readonly sessions: readonly CheckoutSession[];
  /** What the pixels of each file are, as far as it was looked at. */
  readonly pixels?: PixelsOf;
}

export interface CheckoutPlanOptions {
  /** The Siril that the script is for, `1.0.6`; null or left out where it is not known. */
  readonly siril?: string | null;
  /** File name of the script: `siril.ssf`. */
  readonly script?: string;
  /** The colour picture to compose of the aligned channels; none where not given. */
  readonly compose?: Palette | null;
  /**
   * Names of what stays in `process`, and must not get into a sequence: `light_00001.FIT`, `channels_M31`.
   */
  readonly kept?: readonly string[];
}

/** A file that the checkout will hold. */
export interface PlannedFile {
  /** Relative to the checkout, `/` between parts: `lights/L/0001.fits`. */
  readonly path: string;
  /** The file of the archive, absolute. */
  readonly source: string;
  readonly treatment: 'link' | 'unpack';
  /** Bytes of the source. */
  readonly size: number;
}

/** A recipe for Siril, the folders and files it works on, and a report of them. */
export interface CheckoutPlan extends Recipe {
  /** What it was made from, so that it can be made again without files that turn out to be missing. */
  readonly input: CheckoutInput;
  /** Real folders, parents before children: `lights`, `lights/L`. */
  readonly folders: readonly string[];
  readonly files: readonly PlannedFile[];
  readonly groups: readonly CheckoutGroup[];
  readonly script: string;
  readonly options: CheckoutPlanOptions;
  /** The compositions that the filters allow. */
  readonly palettes: readonly Palette[];
}
