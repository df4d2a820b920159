/** Lights that are not in a stack, and why. */

/**
 * Why a light is not in a stack. `stars`: Siril found too few in it. `alignment`: its stars could not be
 * matched with those of the others. `quality`: its stars are far larger or fewer than in the others. Null
 * where nothing says.
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
