/** The tolerances of matching as a user may set them. */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { DEFAULT_TOLERANCES, type Tolerances } from '../../base/matching';

type Sizes = Exclude<keyof Tolerances, 'preferMasters'>;

/**
 * From 0 up to this: wider than any equipment differs, and what makes no sense is beyond. Units are those of
 * the model.
 */
export const LARGEST_TOLERANCES: Readonly<Record<Sizes, number>> = {
  exposureSeconds: 3600,
  exposurePercent: 100,
  temperature: 100,
  rotator: 180,
  focalLengthPercent: 100,
};

/**
 * The tolerances from values of settings, usual ones where `read` gives undefined. Throws an ArchiveError
 * that names the first value out of range as `setting` does (`astroArchive.tolerances.rotator`).
 */
export function tolerancesFrom(
  read: (name: keyof Tolerances) => unknown,
  setting: (name: keyof Tolerances) => string,
): Tolerances {
  const size = (name: Sizes): number => {
    const value = read(name) ?? DEFAULT_TOLERANCES[name];
    const most = LARGEST_TOLERANCES[name];
    if (typeof value === 'number' && value >= 0 && value <= most) return value;
    throw wrong(setting(name), english('a number from 0 to {0}', most), value);
  };
  const preferMasters = read('preferMasters') ?? DEFAULT_TOLERANCES.preferMasters;
  if (typeof preferMasters !== 'boolean')
    throw wrong(setting('preferMasters'), english('true or false'), preferMasters);
  return {
    exposureSeconds: size('exposureSeconds'),
    exposurePercent: size('exposurePercent'),
    temperature: size('temperature'),
    rotator: size('rotator'),
    focalLengthPercent: size('focalLengthPercent'),
    preferMasters,
  };
}

function wrong(setting: string, expected: string, got: unknown): ArchiveError {
  const shown = typeof got === 'number' ? String(got) : (JSON.stringify(got) ?? typeof got);
  return new ArchiveError('request', english('The setting {0} cannot be used', setting), {
    expected,
    got: shown.slice(0, 60),
    advice: english('Correct it in the settings.'),
  });
}
