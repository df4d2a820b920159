/** What a checkout asks and answers. */
export interface CheckoutRequest {
  /** Ids of light sessions, or unambiguous beginnings of them. */
  readonly sessions: readonly string[];
  /** The folder to make, absolute; it must be new, empty or an earlier checkout. */
  readonly to: string;
  /** `1.0.6`; null to ask the installed program. */
  readonly siril: string | null;
  /** Copy the files instead of linking to them. */
  readonly copy: boolean;
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

export interface CheckoutReport {
  readonly folder: string;
  /** Absolute path of the script. */
  readonly script: string;
  readonly groups: readonly CheckoutGroup[];
  readonly linked: number;
  readonly copied: number;
  readonly unpacked: number;
  readonly warnings: readonly string[];
}
