/** Requests and answers for asking for name rules and notes. */
import type { NameKind, NameRule } from '../base/nameRule';

export type RuleRequest =
  | { readonly action: 'list' }
  /** Replaces a rule of the same spelling. */
  | { readonly action: 'add'; readonly rule: NameRule }
  /** Of an object where no kind is named. */
  | { readonly action: 'remove'; readonly spelling: string; readonly kind?: NameKind };

/** What a note is about: a session by id, an object by name, a frame by id or absolute path. */
export type NoteSubject =
  { readonly session: string } | { readonly object: string } | { readonly frame: number | string };

export interface NoteRequest {
  readonly subject: NoteSubject;
  /** Absent to read the note, null to take it away. */
  readonly text?: string | null;
}

export interface NoteReport {
  /** Null where there is no note. */
  readonly text: string | null;
}
