/** Which commands a version of Siril understands. */

/** `1.0`: calibrates with `preprocess`; `1.2`: with `calibrate`, which is all that 1.4 knows. */
export type SirilDialect = '1.0' | '1.2';

/**
 * The dialect of a version such as `1.0.6`, `1.4.0-beta2`. Without a version, or with one that cannot be
 * read, the newer dialect, since that is what an installation of today understands.
 */
export function dialect(version: string | null): SirilDialect {
  const numbers = /^\D*(\d{1,4})\.(\d{1,4})/.exec(version ?? '');
  if (!numbers) return '1.2';
  const [major, minor] = [Number(numbers[1]), Number(numbers[2])];
  return major < 1 || (major === 1 && minor < 2) ? '1.0' : '1.2';
}

/** The version that a script of the dialect asks for; Siril wants three numbers. */
export const REQUIRED_VERSION: Readonly<Record<SirilDialect, string>> = { '1.0': '1.0.0', '1.2': '1.2.0' };

/** The command that calibrates a sequence. */
export const CALIBRATE: Readonly<Record<SirilDialect, string>> = { '1.0': 'preprocess', '1.2': 'calibrate' };

/** Whether a script can put stacks together as colours: `rgbcomp` came with 1.2. */
export function canCompose(dialect: SirilDialect): boolean {
  return dialect !== '1.0';
}

/**
 * Whether Siril can look at every image first and register on the best of them (`register -2pass`,
 * `seqapplyreg`), which came with 1.2. Version 1.0 registers on the first image, and ends where that one has
 * no stars.
 */
export function hasSecondPass(dialect: SirilDialect): boolean {
  return dialect !== '1.0';
}

/** Whether `stack` can bring the background of the three colours to one level: `-rgb_equal`, since 1.2. */
export function canEqualise(dialect: SirilDialect): boolean {
  return dialect !== '1.0';
}
