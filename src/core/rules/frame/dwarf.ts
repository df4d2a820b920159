/**
 * Dwarf telescopes write no frame type, and calibration frames without any values at all: folders and names
 * such as `CALI_FRAME/dark/cam_0/dark_exp_60.000000_gain_60_bin_1_20C_stack_8.fits` say what they are.
 */
import { english } from '../../base/english';
import type { FrameType } from '../../base/frame';
import type { HeaderFields } from '../cards/fields';
import type { Program } from '../cards/program';

const CALIBRATIONS: Readonly<Record<string, FrameType>> = { bias: 'bias', dark: 'dark', flat: 'flat' };

export interface DwarfType {
  readonly type: FrameType;
  readonly master: boolean;
  /** What said so: `folder`, `file name` or `NAXIS3`. */
  readonly source: string;
}

/** The type by the rules of the Dwarf's folders, or null where they do not apply. */
export function dwarfType(
  fields: HeaderFields,
  program: Program,
  folders: readonly string[],
  fileName: string,
  channels: number | null,
): DwarfType | null {
  const calibration = calibrationFolder(folders);
  if (calibration !== null) return { type: calibration, master: true, source: 'folder' };
  const place = folders.findLast((folder) => /^DWARF_(?:DARK|RAW)/i.test(folder));
  if (place === undefined && program.family !== 'dwarf') return null;
  if (/^failed_/i.test(fileName)) {
    fields.problem('failed-exposure', english('The telescope put this exposure aside as failed'));
    return { type: 'unknown', master: false, source: 'file name' };
  }
  if (channels === 3) return { type: 'stack', master: false, source: 'NAXIS3' };
  if (/^(?:img_)?stacked/i.test(fileName)) return { type: 'stack', master: false, source: 'file name' };
  if (place === undefined) return null;
  return { type: /^DWARF_DARK/i.test(place) ? 'dark' : 'light', master: false, source: 'folder' };
}

/** `CALI_FRAME/dark/cam_0` is a folder of integrated darks. */
function calibrationFolder(folders: readonly string[]): FrameType | null {
  const at = folders.findLastIndex((folder) => folder.toUpperCase() === 'CALI_FRAME');
  const kind = at < 0 ? '' : (folders[at + 1] ?? '').toLowerCase();
  return Object.hasOwn(CALIBRATIONS, kind) ? (CALIBRATIONS[kind] ?? null) : null;
}
