/** What the user writes about sessions, objects and frames. */
import type { NoteReport, NoteRequest, NoteSubject, ObjectSummary, Page } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { namerOf } from '../../rules/names/namer';
import { objectKey } from '../../rules/names/objectName';
import type { Database } from '../../storage/database/database';
import type { Frames } from '../../storage/database/frames';
import { readRules } from '../../storage/database/nameRules';
import { type Note, putNote, readNotes } from '../../storage/database/notes';
import { recordOnce } from '../../storage/database/operations';
import { findSession, type Sessions } from '../../storage/database/sessions';
import type { Sqlite } from '../../storage/database/sqlite';

export interface NoteParts {
  readonly database: Database;
  readonly frames: Frames;
  readonly sessions: Sessions;
}

/** Characters. */
const LONGEST = 10_000;

type Place = Pick<Note, 'subject' | 'key'>;

/** Reads the note, or writes it where there is a text. Throws as `readNote` and `writeNote` do. */
export async function note({ subject, text }: NoteRequest, parts: NoteParts): Promise<NoteReport> {
  return text === undefined ? readNote(subject, parts) : writeNote(subject, text, parts);
}

/** Throws `request` where the session or frame is not there. */
export function readNote(subject: NoteSubject, parts: NoteParts): NoteReport {
  const texts = placesOf(subject, parts).flatMap(({ subject: of, key }) =>
    readNotes(parts.database.sqlite, of).flatMap((each) => (each.key === key ? [each.text] : [])),
  );
  return { text: texts.length === 0 ? null : texts.join('\n') };
}

/** Replaces the note; null or blanks take it away. Throws as `readNote`, and for a text that is too long. */
export async function writeNote(
  subject: NoteSubject,
  text: string | null,
  parts: NoteParts,
): Promise<NoteReport> {
  const started = new Date().toISOString();
  const written = text === null || text.trim() === '' ? null : text;
  if (written !== null && written.length > LONGEST) {
    throw new ArchiveError('request', english('The note is too long'), {
      expected: english('{0} characters at most', LONGEST),
      got: String(written.length),
    });
  }
  const places = placesOf(subject, parts);
  const [first] = places;
  parts.database.write((sqlite) => {
    for (const { subject: of, key } of places) putNote(sqlite, of, key, null);
    if (first) putNote(sqlite, first.subject, first.key, written);
    const summary = { subject: first?.subject, key: first?.key, removed: written === null };
    recordOnce(
      sqlite,
      { kind: 'note', started, summary },
      (newest) =>
        newest.kind === 'note' &&
        newest.summary['subject'] === summary.subject &&
        newest.summary['key'] === summary.key,
    );
  });
  await parts.database.flush();
  return { text: written };
}

/**
 * Where the note is; an object may have notes under several of its names, the first of which is taken for
 * writing.
 */
function placesOf(subject: NoteSubject, { database, frames, sessions }: NoteParts): readonly Place[] {
  if ('session' in subject) return [{ subject: 'session', key: findSession(sessions, subject.session).id }];
  if ('object' in subject) {
    const name = subject.object.trim();
    if (name === '') throw new ArchiveError('request', english('The object has no name'));
    const keyOf = objectKeyer(database.sqlite);
    const others = readNotes(database.sqlite, 'object').filter(({ key }) => keyOf(key) === keyOf(name));
    return others.length > 0 ? others : [{ subject: 'object', key: name }];
  }
  const { frame } = subject;
  const found = typeof frame === 'number' ? frames.byId(frame) : frames.atPath(frame);
  if (found) return [{ subject: 'frame', key: found.sha256 }];
  throw new ArchiveError('request', english('The archive has no frame {0}', frame), {
    advice: english('Register it first.'),
  });
}

function objectKeyer(sqlite: Sqlite): (name: string) => string {
  const namer = namerOf(readRules(sqlite));
  return (name) => objectKey(namer(name));
}

/** Objects with what is written about them, under whichever of their names. */
export function withNotes(page: Page<ObjectSummary>, sqlite: Sqlite): Page<ObjectSummary> {
  const notes = readNotes(sqlite, 'object');
  if (notes.length === 0) return page;
  const keyOf = objectKeyer(sqlite);
  const texts = new Map<string, string>();
  for (const { key, text } of notes) {
    const before = texts.get(keyOf(key));
    texts.set(keyOf(key), before === undefined ? text : `${before}\n${text}`);
  }
  const items = page.items.map((item) => {
    const text = item.object === null ? undefined : texts.get(keyOf(item.object));
    return text === undefined ? item : { ...item, note: text };
  });
  return { ...page, items };
}
