/** Sets and groups in words, for folder names and for the comments of a script. */
import { decimalText, exposureDecimals } from '../../base/decimals';
import { english } from '../../base/english';
import type { LinkKind, Session } from '../../base/session';
import { exposureText, filterText, linkKindText, numberText, temperatureText } from '../../text/words';

/** Seconds as a word of a folder name: `300s`, `2p5s`, empty where unknown. */
function exposureWord(seconds: number | null): string {
  return seconds === null ? '' : `${decimalText(seconds, exposureDecimals(seconds, 4)).replace('.', 'p')}s`;
}

/** `-10C` */
function temperatureWord(celsius: number | null): string {
  return celsius === null ? '' : `${numberText(celsius, 0).replace('−', 'm')}C`;
}

function binningWord(session: Session): string {
  return session.binningX === null ? '' : `bin${session.binningX}x${session.binningY ?? session.binningX}`;
}

/** Where a folder name has to say it: the filter, OSC for a colour camera, nothing for mono without one. */
export function filterWord(session: Pick<Session, 'filter' | 'bayerPattern'>, colour: boolean): string {
  return session.filter ?? (colour ? 'OSC' : '');
}

/**
 * What tells one group of lights from another, the most telling first; `object` is empty where there is one
 * only.
 */
export function lightWords(session: Session, size: string, pattern: string, object: string): string[] {
  return [
    object,
    filterWord(session, pattern !== ''),
    session.night ?? '',
    exposureWord(session.exposure),
    session.gain === null ? '' : `g${session.gain}`,
    session.offset === null ? '' : `o${session.offset}`,
    binningWord(session),
    size === '?' ? '' : size,
    pattern,
    session.processing ?? '',
    session.imager ?? '',
    session.telescope ?? '',
  ];
}

/** What tells one calibration set from another of its kind; the first word is always part of the name. */
export function setWords(kind: LinkKind, session: Session, size: string): string[] {
  const filter = filterWord(session, session.bayerPattern !== null);
  const first: Readonly<Record<LinkKind, string>> = {
    bias: '',
    dark: exposureWord(session.exposure),
    flat: filter,
    flatDark: exposureWord(session.exposure),
  };
  return [
    first[kind],
    kind === 'flat' ? exposureWord(session.exposure) : '',
    session.gain === null ? '' : `g${session.gain}`,
    session.offset === null ? '' : `o${session.offset}`,
    kind === 'dark' || kind === 'flatDark' ? temperatureWord(session.ccdTemp) : '',
    session.night ?? '',
    size === '?' ? '' : size,
    session.imager ?? '',
    session.telescope ?? '',
    session.master ? 'master' : '',
  ];
}

/** `20 dark frames, 300 s, −10 °C, gain 100, night of 2024-09-13`. */
export function setText(
  kind: LinkKind | 'light',
  session: Session,
  frameCount: number,
  master: boolean,
): string {
  const plain = kind === 'light' ? 'light' : linkKindText(kind);
  const noun = session.processing === null ? plain : `${session.processing} ${plain}`;
  return [
    master ? `master ${noun}` : `${frameCount} ${noun} ${frameCount === 1 ? 'frame' : 'frames'}`,
    ...(kind === 'flat' || kind === 'light' ? [filterText(session)] : []),
    ...(kind === 'bias' || session.exposure === null ? [] : [exposureText(session.exposure)]),
    ...(session.ccdTemp === null || kind === 'flat' ? [] : [temperatureText(session.ccdTemp)]),
    ...(session.gain === null ? [] : [`gain ${session.gain}`]),
    ...(session.night === null ? [] : [english('night of {0}', session.night)]),
  ].join(', ');
}
