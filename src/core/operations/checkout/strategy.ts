/** How the files of a set come into a checkout, by system, volumes and permissions. Pure. */
import { english } from '../../base/english';

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
  if (facts.copy) return decision('copy', english('copies were asked for'));
  if (facts.symlinkRefusal === null) return decision('symlink', english('the system allows symbolic links'));
  const refused = english('symbolic links are refused ({0})', facts.symlinkRefusal);
  if (set.sameVolume && facts.hardlinkRefusal === null) {
    return decision('hardlink', english('{0}, the archive is on the same volume', refused));
  }
  const apart = set.sameVolume
    ? english('hard links are refused ({0})', facts.hardlinkRefusal ?? '')
    : english('the archive is on another volume');
  if (facts.platform === 'win32' && set.wholeFolder !== null) {
    return decision(
      'junction',
      english('{0}, {1}, every file of {2} belongs', refused, apart, set.wholeFolder),
    );
  }
  const alone =
    facts.platform === 'win32'
      ? english('{0}, {1}, no folder belongs as a whole', refused, apart)
      : `${refused}, ${apart}`;
  return facts.copyWhereNeeded
    ? decision('copy', english('{0}: copied as agreed', alone))
    : decision('copy', alone, true);
}
