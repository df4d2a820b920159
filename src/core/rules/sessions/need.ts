/** What calibration frames a session asks for, as a line and as a key that merges equal wishes. */
import { english } from '../../base/english';
import type { LinkKind, Session } from '../../base/session';
import { foldName } from '../names/fold';
import { celsius, degrees, number, seconds } from './valueWords';

export interface Need {
  /** Equal for sessions that one set of frames would serve. */
  readonly key: string;
  /** `darks 300 s, −10 °C, gain 100, offset 50, 1×1, ZWO ASI2600MM Pro`. */
  readonly text: string;
  /** What tells two needs of the same text apart: image size, readout mode, conversion gain. */
  readonly detail: string;
}

const PLURAL: Readonly<Record<LinkKind, string>> = {
  bias: 'bias frames',
  dark: 'darks',
  flat: 'flats',
  flatDark: 'flat-darks',
};

/** `darks 300 s`, `flats Ha`, `bias frames`. */
function titleText(kind: LinkKind, of: string | null): string {
  if (of === null) return PLURAL[kind];
  switch (kind) {
    case 'bias':
      return PLURAL.bias;
    case 'dark':
      return english('darks {0}', of);
    case 'flat':
      return english('flats {0}', of);
    case 'flatDark':
      return english('flat-darks {0}', of);
  }
}

/** The need of a light session for darks or flats, or of a flat session for bias frames or flat-darks. */
export function needOf(kind: LinkKind, wanted: Session): Need {
  const timed = kind === 'dark' || kind === 'flatDark';
  const { exposure, ccdTemp, gain, offset, binningX, binningY, imager, telescope, filter } = wanted;
  const rotator =
    kind === 'flat' && wanted.rotator !== null ? degrees(Math.round(wanted.rotator) % 360) : null;
  const size =
    wanted.width === null || wanted.height === null
      ? null
      : english('{0}×{1} pixels', wanted.width, wanted.height);
  const wantedFor = kind === 'flat' ? filter : timed && exposure !== null ? seconds(exposure) : null;
  const title = titleText(kind, wantedFor);
  const settings = [
    timed && ccdTemp !== null ? celsius(Math.round(ccdTemp)) : null,
    gain === null ? null : english('gain {0}', number(gain)),
    offset === null ? null : english('offset {0}', number(offset)),
    binningX === null || binningY === null ? null : `${binningX}×${binningY}`,
    rotator === null ? null : english('rotator {0}', rotator),
  ];
  const focalLength = kind === 'flat' && wanted.focalLength !== null ? Math.round(wanted.focalLength) : null;
  const scope = kind === 'flat' ? telescope : null;
  const { conversionGain, usbLimit, bayerOffsetX, bayerOffsetY, subframeX, subframeY } = wanted;
  const details = [
    focalLength === null ? null : `${focalLength} mm`,
    size,
    wanted.readoutMode === null ? null : english('readout mode {0}', wanted.readoutMode),
    conversionGain === null ? null : english('conversion gain {0}', conversionGain),
    usbLimit === null ? null : english('USB limit {0}', number(usbLimit)),
    // Pixels of the whole sensor: where the image does not begin in its corner.
    subframeX || subframeY ? english('from pixel {0}, {1}', subframeX ?? 0, subframeY ?? 0) : null,
    bayerOffsetX || bayerOffsetY
      ? english('Bayer offset {0}, {1}', bayerOffsetX ?? 0, bayerOffsetY ?? 0)
      : null,
  ];
  return {
    key: JSON.stringify([
      kind,
      timed
        ? exposure === null
          ? null
          : Math.round(exposure * 1000)
        : foldName(kind === 'flat' ? filter : null),
      ...settings,
      foldName(imager),
      // What sees no light serves the camera behind any telescope.
      foldName(scope),
      focalLength,
      size,
      foldName(wanted.readoutMode),
      foldName(conversionGain),
      usbLimit,
      [bayerOffsetX, bayerOffsetY, subframeX, subframeY],
    ]),
    text: [title, joined([...settings, imager, scope], ', ')].filter((part) => part !== '').join(', '),
    detail: joined(details, ', '),
  };
}

function joined(parts: readonly (string | null)[], separator: string): string {
  return parts.filter((part) => part !== null && part !== '').join(separator);
}
