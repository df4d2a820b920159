/** A frame as grouping sees it. */
import type { ArchivedFrame } from './archivedFrame';
import type { Frame } from './frame';

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

/**
 * A frame as grouping sees it. Frames of equal settings share the object, so that an archive costs little
 * memory.
 */
export interface Shot extends Pick<
  ArchivedFrame,
  'id' | 'session' | 'rejected' | 'dateObs' | 'exposure' | 'ccdTemp' | 'rotator'
> {
  /** Of masters, which are told apart by it; others may come without. */
  readonly sha256: string | null;
  readonly setting: Setting;
}
