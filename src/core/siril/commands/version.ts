/** Versions of Siril, and whether something that came and went is there in one. */

/** `1.4.0` as numbers. */
export interface SirilVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** The numbers of `1.2.0`, `1.4.0-beta2`, `1.2`; null for what is no version. */
export function parseSirilVersion(text: string): SirilVersion | null {
  const numbers = /^\s*(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(?![\d.])/.exec(text);
  if (!numbers) return null;
  return { major: Number(numbers[1]), minor: Number(numbers[2]), patch: Number(numbers[3] ?? 0) };
}

/** Negative where `a` is older than `b`, 0 where they are the same. */
export function compareVersions(a: SirilVersion, b: SirilVersion): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/**
 * The release that a version leads to: Siril's odd minor numbers are development, so 0.99.4 counts as 1.0.0
 * and 1.3.4 as 1.4.0. A script that asks for one of these uses what the release has.
 */
export function releaseOf(version: SirilVersion): SirilVersion {
  if (version.major < 1) return { major: 1, minor: 0, patch: 0 };
  return version.minor % 2 === 1 ? { major: version.major, minor: version.minor + 1, patch: 0 } : version;
}

/** `1.4.0` */
export function versionText({ major, minor, patch }: SirilVersion): string {
  return `${major}.${minor}.${patch}`;
}

/** When something came, and the series it was last in. */
export interface Lifetime {
  /** `1.2.0` */
  readonly since: string;
  /** `1.2`: gone after the last 1.2.x. */
  readonly until?: string | undefined;
}

/** `there`, or why it is not. */
export type Presence = 'there' | 'later' | 'gone';

/** Whether something is in a version: `calibrate` is `later` for 1.0.6, `preprocess` is `gone` for 1.4.0. */
export function presence({ since, until }: Lifetime, version: SirilVersion): Presence {
  const [from, last] = [parseSirilVersion(since), until === undefined ? null : parseSirilVersion(until)];
  if (last && last.minor % 2 === 1) return developmentOnly(last, version);
  const release = releaseOf(version);
  if (from && compareVersions(releaseOf(from), release) > 0) return 'later';
  if (last && series(release) > series(last)) return 'gone';
  return 'there';
}

/** What existed in development only is there in that series and nowhere else. */
function developmentOnly(last: SirilVersion, version: SirilVersion): Presence {
  if (series(version) === series(last)) return 'there';
  return series(version) > series(last) ? 'gone' : 'later';
}

function series({ major, minor }: SirilVersion): number {
  return major * 10_000 + minor;
}
