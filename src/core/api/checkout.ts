/** Requests and answers for a checkout. */
import type { LinkKind } from '../base/session';
import type { Palette } from '../siril/script/palette';

export type { Palette } from '../siril/script/palette';

export interface CheckoutRequest {
  /** Ids of light sessions, or unambiguous beginnings of them. */
  readonly sessions: readonly string[];
  /** The folder to make, absolute; it must be new, empty or an earlier checkout. */
  readonly to: string;
  /** `1.0.6`; null to ask the installed program. */
  readonly siril: string | null;
  /** Copy the files instead of linking to them. */
  readonly copy: boolean;
  /** Copy files that cannot be linked; without it the checkout is refused when there are any. */
  readonly copyWhereNeeded?: boolean;
  /** Say what would be made, and make nothing. */
  readonly dryRun?: boolean;
  /** The colour picture to compose of the stacks of an object. */
  readonly compose?: Palette | null;
  /**
   * ADU to take off where there is neither a bias nor what holds one: 510; measured in darks where not given.
   */
  readonly biasLevel?: number | null;
  /** A script template of the user's, absolute; the program's own script where not given. */
  readonly template?: string | null;
}

export interface CheckoutGroup {
  /** What the group is called in folder names: `L`. */
  readonly name: string;
  readonly session: string;
  readonly object: string | null;
  readonly filter: string | null;
  readonly night: string | null;
  readonly lights: number;
  readonly biases: number;
  readonly darks: number;
  readonly flats: number;
  readonly flatDarks: number;
  /** The stacked result the group goes into, relative to the checkout: `NGC_7000_L.fit`. */
  readonly result: string;
}

/** A set of calibration frames of the checkout. */
export interface CheckoutSet {
  readonly kind: LinkKind;
  readonly session: string;
  /** `20 dark frames, 300 s, −10 °C, gain 100, night of 2024-09-13`. */
  readonly text: string;
  /** Relative to the checkout: `darks/300s`; a master's file. */
  readonly place: string;
  readonly frameCount: number;
  /** Whether the script needs it. */
  readonly used: boolean;
}

/** Files that come into the checkout in one way. */
export interface CheckoutLinks {
  readonly way: 'symlink' | 'hardlink' | 'junction' | 'copy' | 'unpack';
  readonly files: number;
  /** What they cost on the checkout's drive; 0 for links. */
  readonly bytes: number;
  readonly reason: string;
  /** They can only be copied, and the user has not agreed to it. */
  readonly needsConsent: boolean;
}

export interface CheckoutReport {
  readonly folder: string;
  /** Absolute path of the script. */
  readonly script: string;
  readonly groups: readonly CheckoutGroup[];
  readonly sets: readonly CheckoutSet[];
  readonly linked: number;
  readonly copied: number;
  readonly unpacked: number;
  readonly links: readonly CheckoutLinks[];
  /** What the script will write, relative to the checkout: `NGC_7000_L.fit`, `NGC_7000_SHO.fit`. */
  readonly results: readonly string[];
  /** Compositions that the filters allow. */
  readonly palettes: readonly Palette[];
  /** Scripts that the user has changed and that were kept, absolute; the new one is beside them. */
  readonly keptScripts: readonly string[];
  readonly warnings: readonly string[];
  /** Nothing was made. */
  readonly dryRun: boolean;
}

export interface CleanRequest {
  /** The checkout, absolute. */
  readonly folder: string;
  /** Say what would go, and remove nothing. */
  readonly dryRun: boolean;
}

/** Something that stays where it is. */
export interface KeptFile {
  /** Absolute. */
  readonly path: string;
  readonly why: string;
}

interface Amount {
  readonly files: number;
  readonly bytes: number;
}

/** A file with its size. */
interface SizedFile {
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
}

/** What cleaning never takes. */
export interface StayingFiles {
  /** Results that the script has written so far. */
  readonly results: readonly SizedFile[];
  /** All scripts in the folder, also those of the user. */
  readonly scripts: readonly SizedFile[];
}

export interface CleanReport {
  readonly folder: string;
  /** Images of the script's in `process`. */
  readonly process: Amount;
  /** Masters that the script stacked. */
  readonly masters: Amount;
  /** Links, copies and unpacked files of the checkout. */
  readonly frames: Amount;
  /** Whatever else lies in the folders that are cleared, with the reason. */
  readonly kept: readonly KeptFile[];
  readonly stays: StayingFiles;
  readonly dryRun: boolean;
}
