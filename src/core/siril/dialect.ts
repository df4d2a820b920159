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
