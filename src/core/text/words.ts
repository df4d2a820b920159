/**
 * Values in words, for every place where a person reads them: the tree, the command line, hovers, pages.
 * Words are translated, numbers are written the same everywhere, and a minus sign is a minus sign (−), not a
 * hyphen.
 */
import * as l10n from '@vscode/l10n';
import type {
  DuplicateFile,
  DuplicateGroup,
  FileChange,
  PlanSpace,
  RecoveredFiles,
  RegisterReport,
} from '../api/archive';
import type { Damage } from '../base/archivedFrame';
import { decimalText, exposureDecimals } from '../base/decimals';
import type { FrameType } from '../base/frame';
import type { LinkKind, Session } from '../base/session';
import type { CardValue } from '../formats/fits/header';
import { valueText } from './card';
import { type Counted, countText } from './counts';

/** `300 s`, `0.001 s`, `0.000032 s`; an em dash where the header does not say. */
export function exposureText(seconds: number | null): string {
  return seconds === null ? '—' : `${numberText(seconds, exposureDecimals(seconds, 3))} s`;
}

/** `−10 °C`, `−9.9 °C`. */
export function temperatureText(celsius: number | null): string {
  return celsius === null ? '—' : `${numberText(celsius, 1)} °C`;
}

/** Below it a sum of exposures is given to the second: ten minutes. */
const SHORT_SUM = 600;

/** Sum of exposures: `12.4 h`, `45 min`, `1 min 30 s`, `30 s`. */
export function hoursText(seconds: number): string {
  if (seconds < 59.95) return `${numberText(seconds, 1)} s`;
  if (Math.round(seconds) < SHORT_SUM) {
    const whole = Math.round(seconds);
    return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
  }
  // What would be rounded to 60 min is an hour.
  if (seconds < 3570) return `${numberText(seconds / 60, 0)} min`;
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

export { countText };

const COUNTED_TYPES: Readonly<Record<FrameType, Counted>> = {
  light: 'light',
  dark: 'dark',
  flat: 'flat',
  bias: 'bias frame',
  flatDark: 'flat-dark',
  stack: 'stack',
  unknown: 'unknown frame',
};

/** `light`, `12 darks`, `1 bias frame`. */
export function frameTypeText(type: FrameType, count?: number): string {
  if (count !== undefined) return countText(count, COUNTED_TYPES[type]);
  switch (type) {
    case 'light':
      return l10n.t('light');
    case 'dark':
      return l10n.t('dark');
    case 'flat':
      return l10n.t('flat');
    case 'bias':
      return l10n.t('bias');
    case 'flatDark':
      return l10n.t('flat-dark');
    case 'stack':
      return l10n.t('stack');
    case 'unknown':
      return l10n.t('unknown frame');
  }
}

/** `lights`, `bias frames`, `flat-darks`. */
export function frameTypesText(type: FrameType): string {
  switch (type) {
    case 'light':
      return l10n.t('lights');
    case 'dark':
      return l10n.t('darks');
    case 'flat':
      return l10n.t('flats');
    case 'bias':
      return l10n.t('bias frames');
    case 'flatDark':
      return l10n.t('flat-darks');
    case 'stack':
      return l10n.t('stacks');
    case 'unknown':
      return l10n.t('unknown frames');
  }
}

/** `bias`, `dark`, `flat`, `flat-dark`. */
export function linkKindText(kind: LinkKind): string {
  return frameTypeText(kind);
}

/** A word at the beginning of a label: `Flat-darks` for `flat-darks`. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The filter, `OSC` for a colour camera without one, `no filter` for a mono camera without one. */
export function filterText(session: Pick<Session, 'filter' | 'bayerPattern'>): string {
  return session.filter ?? (session.bayerPattern === null ? l10n.t('no filter') : 'OSC');
}

/** The night of a session: `2024-09-13`, `no date`. */
export function nightText(night: string | null): string {
  return night ?? l10n.t('no date');
}

/** The object of a session: `NGC 7000`, `No object`. */
export function objectText(object: string | null): string {
  return object ?? l10n.t('No object');
}

/** Why a light session whose frames were calibrated elsewhere has no links. */
export function calibratedAdvice(): string {
  return l10n.t('The telescope calibrated these frames, so they need no calibration frames.');
}

/** What a session is, short: `NGC 7000 · Ha · 300 s`, `darks · 300 s · −10 °C`, `master flat · L`. */
export function sessionTitle(session: Session): string {
  if (session.type === 'light') {
    const { object, exposure, processing } = session;
    const parts = [objectText(object), filterText(session), exposureText(exposure)];
    return [...parts, ...(processing === null ? [] : [processing])].join(' · ');
  }
  const parts = [session.master ? masterTypeText(session.type) : frameTypesText(session.type)];
  if (session.type === 'flat') parts.push(filterText(session));
  if (session.type !== 'bias') parts.push(exposureText(session.exposure));
  if (session.type === 'dark' || session.type === 'flatDark') parts.push(temperatureText(session.ccdTemp));
  return parts.join(' · ');
}

/** `master dark`. */
export function masterTypeText(type: FrameType): string {
  return l10n.t('master {0}', frameTypeText(type));
}

/** Whether what a plan needs is more than its drive has; false where the drive does not say. */
export function isTooLarge({ needed, free }: PlanSpace): boolean {
  return free !== null && needed > free;
}

/** `Needs 12.3 GB; 80.0 GB are free on the archive's drive`; empty for a plan that needs no space. */
export function spaceText(space: PlanSpace): string {
  const { needed, free } = space;
  if (needed === 0) return '';
  if (free === null) return l10n.t('Needs {0}', bytesText(needed));
  return isTooLarge(space)
    ? l10n.t("Needs {0}, but only {1} are free on the archive's drive", bytesText(needed), bytesText(free))
    : l10n.t("Needs {0}; {1} are free on the archive's drive", bytesText(needed), bytesText(free));
}

/**
 * `1 duplicate, 2 failed, 4 skipped (3 of them already in the archive)`; empty where there is nothing to say.
 */
export function restText({ counts, known }: Pick<RegisterReport, 'counts' | 'known'>): string {
  const parts: string[] = [];
  if (counts.duplicates > 0) parts.push(countText(counts.duplicates, 'duplicate'));
  if (counts.failed > 0) parts.push(l10n.t('{0} failed', counts.failed));
  if (counts.skipped > 0) parts.push(skippedText(counts.skipped, known));
  return parts.join(', ');
}

function skippedText(skipped: number, known: number): string {
  if (known === 0) return l10n.t('{0} skipped', skipped);
  return known === skipped
    ? l10n.t('{0} skipped (already in the archive)', skipped)
    : l10n.t('{0} skipped ({1} of them already in the archive)', skipped, known);
}

/** What a file is a duplicate of, and what was compared: `the same file as /astro/Light/a.fits`. */
export function duplicateText({ same, says }: Pick<DuplicateFile, 'same' | 'says'>, of: string): string {
  switch (same) {
    case 'file':
      return l10n.t('the same file as {0}', of);
    case 'image':
      if (says === 'less') return l10n.t('the same image as {0}, with a less complete header', of);
      if (says === 'more')
        return l10n.t(
          'the same image as {0}, with a more complete header; the archived file was edited here and stays',
          of,
        );
      return l10n.t('the same image as {0}, with a different header', of);
    case 'size and time':
      return l10n.t('already registered as {0}, judging by size and time', of);
  }
}

/**
 * What a list adds to one file of a group of duplicates: `, not in the archive`; empty for an ordinary
 * archived file.
 */
export function duplicateNote(file: DuplicateGroup['files'][number], keep: string): string {
  const keeps = file.path === keep;
  if (file.archived) return keeps ? `, ${l10n.t('keep this one')}` : '';
  return keeps
    ? `, ${l10n.t('not in the archive; its header is more complete, so register it first')}`
    : `, ${l10n.t('not in the archive')}`;
}

/** `replaces /astro/Light/a.fits, which has a less complete header and stays where it is`. */
export function insteadText(path: string): string {
  return l10n.t('replaces {0}, which has a less complete header and stays where it is', path);
}

/** How a file differs from what the archive recorded: `its pixels have changed`. */
export function changeText(what: FileChange): string {
  switch (what) {
    case 'size':
      return l10n.t('its size has changed');
    case 'time':
      return l10n.t('its modification time has changed');
    case 'header':
      return l10n.t('its header has changed, its pixels have not');
    case 'content':
      return l10n.t('its content has changed, but not its size and time: is the drive failing?');
    case 'pixels':
      return l10n.t('its pixels have changed');
  }
}

/** What is wrong with the file of a frame: `pixels changed`. */
export function damageText(damage: Damage): string {
  switch (damage) {
    case 'pixels':
      return l10n.t('pixels changed');
    case 'content':
      return l10n.t('content changed silently');
    case 'unreadable':
      return l10n.t('unreadable');
  }
}

/** A keyword's value on one line: `'L'`, `300`, `T`; an em dash where the header has no such keyword. */
export function cardValueText(value: CardValue | undefined): string {
  if (value === undefined) return '—';
  if (value === null) return l10n.t('no value');
  return valueText(value).replace(/\s*[\r\n]+\s*/g, '; ');
}

/**
 * `An interrupted operation was repaired: 3 files finished, 1 file put back`;
 * `An operation was interrupted: 2 problems (1 file is missing; is a drive disconnected?)`.
 */
export function recoveredText({ finished, rolledBack, problems, waiting = 0 }: RecoveredFiles): string {
  const parts = [
    ...(finished > 0 ? [l10n.t('{0} finished', countText(finished, 'file'))] : []),
    ...(rolledBack > 0 ? [l10n.t('{0} put back or never started', countText(rolledBack, 'file'))] : []),
    ...(problems > 0 ? [problemsText(problems, waiting)] : []),
  ];
  const what = parts.length === 0 ? l10n.t('nothing had been changed') : parts.join(', ');
  return problems > 0
    ? l10n.t('An operation was interrupted: {0}', what)
    : l10n.t('An interrupted operation was repaired: {0}', what);
}

function problemsText(problems: number, waiting: number): string {
  const count = countText(problems, 'problem');
  if (waiting === 0) return count;
  return waiting === 1
    ? l10n.t('{0} (1 file is missing; is a drive disconnected?)', count)
    : l10n.t('{0} ({1} files are missing; is a drive disconnected?)', count, waiting);
}
