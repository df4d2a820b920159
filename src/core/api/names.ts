/** Requests and answers for asking for names, and for rules that give them other ones. */
import type { NameKind, NameRule } from '../base/nameRule';
import type { FileEditsReport } from './fileEdits';

/** A name as headers have it, and how many frames carry it. */
export interface NameCount {
  readonly name: string;
  readonly frameCount: number;
}

export interface SuggestRequest {
  /** Of all kinds where it is left out. */
  readonly kind?: NameKind;
}

/** Names that probably mean the same. */
export interface NameSuggestion {
  readonly kind: NameKind;
  /** The name to keep: `EQ6`. */
  readonly name: string;
  /** How many frames have it already. */
  readonly frameCount: number;
  /** The others, as headers have them: `eq 6`, 3 frames. */
  readonly spellings: readonly NameCount[];
  /**
   * `spelling`: only case, blanks and the like differ. `meaning`: other words for the same thing, `Ha` and
   * `H-alpha`. `typo`: one letter differs. `short`: one is the beginning of the other.
   */
  readonly why: 'spelling' | 'meaning' | 'typo' | 'short';
  /** What carries it out. */
  readonly rules: readonly NameRule[];
}

export interface ImportNamesRequest {
  /** The text of a file of names: what `namesText` writes, a notebook, or a list of rules. */
  readonly text: string;
  /** Rules of the file take the place of those that the archive has for the same names. */
  readonly replace: boolean;
  /** Say what would become of each, and change nothing. */
  readonly dryRun: boolean;
}

/** What became of the rules of a file. */
export interface ImportNamesReport {
  readonly added: readonly NameRule[];
  /** Rules of the file in the place of the archive's own. */
  readonly replaced: readonly { readonly rule: NameRule; readonly own: NameRule }[];
  /** Rules of the file that were left out, since the archive's own say something else for the same name. */
  readonly conflicts: readonly { readonly rule: NameRule; readonly own: NameRule }[];
  /** How many the archive had already. */
  readonly same: number;
  /** Entries that are no rules: text of the entry, and why. */
  readonly refused: readonly { readonly entry: string; readonly why: string }[];
}

export interface MapRequest {
  /** Rules that are put in first; empty to carry out those that there are. */
  readonly add: readonly NameRule[];
  /** Only names of this kind; of all kinds where it is left out. */
  readonly kind?: NameKind;
  /** Write the names into headers, each with a line of HISTORY that tells the old one. */
  readonly headers: boolean;
  /** Give files their standard names, and with them their folders. */
  readonly rename: boolean;
  /** Say what would happen, and change nothing. */
  readonly dryRun: boolean;
  /**
   * Carry out this plan of an earlier dry run; rejects with `stale` when it is gone or the archive has
   * changed since.
   */
  readonly plan?: string;
}

/** A name in headers and the one that it gets. */
export interface NameChange {
  readonly kind: NameKind;
  /** Null for headers that say nothing. */
  readonly from: string | null;
  readonly to: string;
  readonly frameCount: number;
}

export interface MapReport {
  /** Those that concern the most frames first. */
  readonly names: readonly NameChange[];
  /** How many frames that are, each counted once. */
  readonly frameCount: number;
  /** How many of their files have another name than the archive would give them; null but for a dry run. */
  readonly misnamed: number | null;
  /** All rules as they are then; in a dry run as they would be. */
  readonly rules: readonly NameRule[];
  /** What happened to headers and files, null where neither was asked for. */
  readonly files: FileEditsReport | null;
  /**
   * To carry it out as it was shown; of a dry run only, null where the archive was opened for reading only.
   */
  readonly plan: string | null;
  readonly cancelled: boolean;
  readonly seconds: number;
}
