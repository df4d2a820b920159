/**
 * What was taken over from AstroFiler before. The user may have changed it since, and what the user has
 * changed is not taken over a second time.
 */
import * as v from 'valibot';
import { parsed } from '../../base/json';
import type { NameRule } from '../../base/nameRule';
import type { Sqlite } from '../../storage/database/sqlite';

/** Keys of rules, rejections and notes. */
export type Taken = ReadonlySet<string>;

const META = 'astrofiler-taken';
const KEYS = v.array(v.string());
/** Hexadecimal digits of a SHA-256 that are kept: enough for an archive. */
const DIGITS = 16;

export function ruleKey({ kind, spelling, name }: NameRule): string {
  return JSON.stringify(['rule', kind, spelling, name]);
}

export function rejectionKey(sha256: string): string {
  return `rejected ${sha256.slice(0, DIGITS)}`;
}

export function noteKey(subject: 'frame' | 'session', key: string): string {
  return `note ${subject} ${key.slice(0, DIGITS)}`;
}

export function readTaken(sqlite: Sqlite): Taken {
  const value = sqlite.get('select value from meta where key = ?', META)?.['value'];
  return new Set(parsed(KEYS, value) ?? []);
}

/** Inside a transaction of the caller. */
export function writeTaken(sqlite: Sqlite, taken: Taken): void {
  sqlite.run('insert or replace into meta (key, value) values (?, ?)', META, JSON.stringify([...taken]));
}
