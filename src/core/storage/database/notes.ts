/** The table of notes. */
import type { Sqlite } from './sqlite';

export interface Note {
  readonly subject: 'session' | 'object' | 'frame';
  /** Session id, name of an object as written, SHA-256 of a frame. */
  readonly key: string;
  readonly text: string;
}

/** By subject and key. */
export function readNotes(sqlite: Sqlite, subject?: Note['subject']): Note[] {
  const rows =
    subject === undefined
      ? sqlite.all('select subject, key, text from note order by subject, key')
      : sqlite.all('select subject, key, text from note where subject = ? order by key', subject);
  return rows.map((row) => row as unknown as Note);
}

/** Null takes the note away. Inside a transaction of the caller. */
export function putNote(sqlite: Sqlite, subject: Note['subject'], key: string, text: string | null): void {
  sqlite.run('delete from note where subject = ? and key = ?', subject, key);
  if (text !== null) sqlite.run('insert into note (subject, key, text) values (?, ?, ?)', subject, key, text);
}

/** The note of one thing goes to another, below what is written there. Inside a transaction of the caller. */
export function moveNote(sqlite: Sqlite, subject: Note['subject'], from: string, to: string): void {
  const read = (key: string) =>
    sqlite.get('select text from note where subject = ? and key = ?', subject, key)?.['text'];
  const moving = read(from);
  if (typeof moving !== 'string' || from === to) return;
  const there = read(to);
  putNote(sqlite, subject, from, null);
  putNote(sqlite, subject, to, typeof there === 'string' ? `${there}\n${moving}` : moving);
}
