/**
 * Values in words, for every place where a person reads them: the tree, the command line, hovers, pages.
 * No locale: an archive is read the same everywhere, and a minus sign is a minus sign (−), not a hyphen.
 */
import type {
  DuplicateFile,
  DuplicateGroup,
  FileChange,
  PlanSpace,
  RecoveredFiles,
  RegisterReport,
} from '../api/archive';
import { valueText } from './card';
import { decimalText, exposureDecimals } from '../base/decimals';
import type { CardValue } from '../formats/fits/header';
import type { Damage } from '../base/archivedFrame';
import type { FrameType } from '../base/frame';
import type { LinkKind, Session } from '../base/session';

/** `300 s`, `0.001 s`, `0.000032 s`; an em dash where the header does not say. */
export function exposureText(seconds: number | null): string {
  return seconds === null ? '—' : `${numberText(seconds, exposureDecimals(seconds, 3))} s`;
}

/** `−10 °C`, `−9.9 °C`. */
export function temperatureText(celsius: number | null): string {
  return celsius === null ? '—' : `${numberText(celsius, 1)} °C`;
}

/** Sum of exposures: `12.4 h`, `45 min`, `30 s`. */
export function hoursText(seconds: number): string {
  if (seconds < 60) return `${numberText(seconds, 1)} s`;
  if (seconds < 3600) return `${numberText(seconds / 60, 0)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** Time that work takes or took: `0.4 s`, `12 s`, `2 min 5 s`, `1 h 3 min`. */
export function durationText(seconds: number): string {
  if (seconds < 10) return `${numberText(seconds, 1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** `12.3 MB`, in powers of ten as disks are sold. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? 'B'}`;
}

/** At most `decimals` decimals, no trailing zeros, a real minus sign: `−10`, `2.5`. */
export function numberText(value: number, decimals: number): string {
  const text = decimalText(value, decimals);
  return text.startsWith('-') ? `−${text.slice(1)}` : text;
}

/** `1 frame`, `12 frames`. */
export function countText(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

const TYPE_WORDS: Readonly<Record<FrameType, readonly [one: string, many: string]>> = {
  light: ['light', 'lights'],
  dark: ['dark', 'darks'],
  flat: ['flat', 'flats'],
  bias: ['bias', 'biases'],
  flatDark: ['flat-dark', 'flat-darks'],
  stack: ['stack', 'stacks'],
  unknown: ['unknown frame', 'unknown frames'],
};

/** `light`, `12 darks`, `1 bias`. */
export function frameTypeText(type: FrameType, count?: number): string {
  const [one, many] = TYPE_WORDS[type];
  return count === undefined ? one : countText(count, one, many);
}

/** `lights`, `flat-darks`. */
export function frameTypesText(type: FrameType): string {
  return TYPE_WORDS[type][1];
}

/** `bias`, `dark`, `flat`, `flat-dark`. */
export function linkKindText(kind: LinkKind): string {
  return TYPE_WORDS[kind][0];
}

/** The filter, `OSC` for a colour camera without one, `no filter` for a mono camera without one. */
export function filterText(session: Pick<Session, 'filter' | 'bayerPattern'>): string {
  return session.filter ?? (session.bayerPattern === null ? 'no filter' : 'OSC');
}

/** Why a session of lights that came calibrated has no links. */
export const CALIBRATED_ADVICE =
  'Its frames came calibrated from the telescope, so they need no calibration frames.';

/** What a session is, short: `NGC 7000 · Ha · 300 s`, `darks · 300 s · −10 °C`, `master flat · L`. */
export function sessionTitle(session: Session): string {
  if (session.type === 'light') {
    const { object, exposure, processing } = session;
    const parts = [object ?? 'No object', filterText(session), exposureText(exposure)];
    return [...parts, ...(processing === null ? [] : [processing])].join(' · ');
  }
  const [one, many] = TYPE_WORDS[session.type];
  const parts = [session.master ? `master ${one}` : many];
  if (session.type === 'flat') parts.push(filterText(session));
  if (session.type !== 'bias') parts.push(exposureText(session.exposure));
  if (session.type === 'dark' || session.type === 'flatDark') parts.push(temperatureText(session.ccdTemp));
  return parts.join(' · ');
}

/** Whether what a plan needs is more than its drive has; false where the drive does not say. */
export function isTooLarge({ needed, free }: PlanSpace): boolean {
  return free !== null && needed > free;
}

/** `Needs 12.3 GB, 80.0 GB are free on the drive of the archive`; empty for what takes no room. */
export function spaceText(space: PlanSpace): string {
  const { needed, free } = space;
  if (needed === 0) return '';
  const needs = `Needs ${bytesText(needed)}`;
  if (free === null) return needs;
  return isTooLarge(space)
    ? `${needs}, but only ${bytesText(free)} are free on the drive of the archive`
    : `${needs}, ${bytesText(free)} are free on the drive of the archive`;
}

/** `1 duplicate, 2 failed, 4 skipped (3 of them in the archive already)`; empty where there is nothing to say. */
export function restText({ counts, known }: Pick<RegisterReport, 'counts' | 'known'>): string {
  const parts: string[] = [];
  if (counts.duplicates > 0) parts.push(countText(counts.duplicates, 'duplicate'));
  if (counts.failed > 0) parts.push(`${counts.failed} failed`);
  if (counts.skipped > 0) {
    const some = known > 0 && known < counts.skipped ? `${known} of them in the archive already` : '';
    const all = known === counts.skipped ? 'in the archive already' : some;
    parts.push(`${counts.skipped} skipped${all === '' ? '' : ` (${all})`}`);
  }
  return parts.join(', ');
}

/** What a file is a duplicate of, and what was compared: `the same file as /astro/Light/a.fits`. */
export function duplicateText({ same, says }: Pick<DuplicateFile, 'same' | 'says'>, of: string): string {
  switch (same) {
    case 'file':
      return `the same file as ${of}`;
    case 'image':
      if (says === 'less') return `the same image, with a header that says less, as ${of}`;
      if (says === 'more')
        return `the same image as ${of}, with a header that says more; that one was edited here and stays`;
      return `the same image, with another header, as ${of}`;
    case 'size and time':
      return `known by its size and time as the source of ${of}`;
  }
}

/** What is said of one file of a group of duplicates: `, not in the archive`; empty for an archived one like others. */
export function duplicateNote(file: DuplicateGroup['files'][number], keep: string): string {
  const where = file.archived ? '' : ', not in the archive';
  if (file.path !== keep) return where;
  return `${where}, the one to keep${file.archived ? '' : ': its header says more, register it first'}`;
}

/** `in the place of /astro/Light/a.fits, whose header says less and which stays where it lies`. */
export function insteadText(path: string): string {
  return `in the place of ${path}, whose header says less and which stays where it lies`;
}

const CHANGE_WORDS: Readonly<Record<FileChange, string>> = {
  size: 'its size has changed',
  time: 'its modification time has changed',
  header: 'its header has changed, its pixels have not',
  content: 'its bytes have changed, its size and time have not: is the drive failing?',
  pixels: 'its pixels have changed',
};

/** How a file differs from what the archive knows: `its pixels have changed`. */
export function changeText(what: FileChange): string {
  return CHANGE_WORDS[what];
}

const DAMAGE_WORDS: Readonly<Record<Damage, string>> = {
  pixels: 'pixels changed',
  content: 'bytes changed by themselves',
  unreadable: 'unreadable',
};

/** What is wrong with the file of a frame: `pixels changed`. */
export function damageText(damage: Damage): string {
  return DAMAGE_WORDS[damage];
}

/** A card's value in one line: `'L'`, `300`, `T`; an em dash where the header has no such card. */
export function cardValueText(value: CardValue | undefined): string {
  if (value === undefined) return '—';
  if (value === null) return 'no value';
  return valueText(value).replace(/\s*[\r\n]+\s*/g, '; ');
}

/**
 * `An operation was interrupted and has been put in order: 3 files finished, 1 file put back`;
 * `An operation was interrupted: 2 problems (1 file is not there; is a drive disconnected?)`.
 */
export function recoveredText({ finished, rolledBack, problems, waiting = 0 }: RecoveredFiles): string {
  const there = waiting === 1 ? 'file is' : 'files are';
  const awaited = waiting > 0 ? ` (${waiting} ${there} not there; is a drive disconnected?)` : '';
  const parts = [
    ...(finished > 0 ? [`${countText(finished, 'file')} finished`] : []),
    ...(rolledBack > 0 ? [`${countText(rolledBack, 'file')} put back or not begun`] : []),
    ...(problems > 0 ? [`${countText(problems, 'problem')}${awaited}`] : []),
  ];
  const what = parts.length === 0 ? 'nothing had been begun' : parts.join(', ');
  return problems > 0
    ? `An operation was interrupted: ${what}`
    : `An operation was interrupted and has been put in order: ${what}`;
}
