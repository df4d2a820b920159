/** How the files of a set come into a checkout, by system, volumes and permissions. Pure. */

export type LinkWay = 'symlink' | 'hardlink' | 'junction' | 'copy';

/** What is known of the folder that the checkout is made in. */
export interface LinkFacts {
  readonly platform: NodeJS.Platform;
  /** The user wants copies of all files. */
  readonly copy: boolean;
  /** The user has agreed to copies of files that cannot be linked. */
  readonly copyWhereNeeded: boolean;
  /** Null where symbolic links can be made, else what the system said: `EPERM`. */
  readonly symlinkRefusal: string | null;
  /** Null where the volume has hard links, else what the system said. */
  readonly hardlinkRefusal: string | null;
}

/** What is known of the files of one set. */
export interface SetFacts {
  /** Every file is on the volume of the checkout. */
  readonly sameVolume: boolean;
  /**
   * The folder of the archive that holds these files and no other image, absolute; null where there is none.
   */
  readonly wholeFolder: string | null;
}

export interface LinkDecision {
  readonly way: LinkWay;
  /** For the log and the user: `symbolic links are refused (EPERM), the archive is on the same volume`. */
  readonly reason: string;
  /** Nothing may be done before the user has agreed, since a copy costs the space of the frames once more. */
  readonly needsConsent: boolean;
}

/**
 * Symbolic links where the system allows them (Windows: developer mode or administrator), else hard links on
 * the same volume, else on Windows a junction to a folder whose every file belongs, else copies, when agreed
 * to.
 */
export function decideLinks(facts: LinkFacts, set: SetFacts): LinkDecision {
  const decision = (way: LinkWay, reason: string, needsConsent = false) => ({ way, reason, needsConsent });
  if (facts.copy) return decision('copy', 'copies were asked for');
  if (facts.symlinkRefusal === null) return decision('symlink', 'the system allows symbolic links');
  const refused = `symbolic links are refused (${facts.symlinkRefusal})`;
  if (set.sameVolume && facts.hardlinkRefusal === null) {
    return decision('hardlink', `${refused}, the archive is on the same volume`);
  }
  const apart = set.sameVolume
    ? `hard links are refused (${facts.hardlinkRefusal ?? ''})`
    : 'the archive is on another volume';
  if (facts.platform === 'win32' && set.wholeFolder !== null) {
    return decision('junction', `${refused}, ${apart}, every file of ${set.wholeFolder} belongs`);
  }
  const alone =
    facts.platform === 'win32'
      ? `${refused}, ${apart}, no folder belongs as a whole`
      : `${refused}, ${apart}`;
  return facts.copyWhereNeeded
    ? decision('copy', `${alone}: copied as agreed`)
    : decision('copy', alone, true);
}
