/** Which archive this is, and how far its own files can be believed. */
import { randomBytes } from 'node:crypto';
import type { Standing } from './decide';

export interface Identity {
  /** 32 lower-case hexadecimal digits, made once and for all: `9f3c01ab…`. */
  readonly id: string;
  /**
   * 32 digits that are made again whenever the archive is found in another folder than the one it was in: moved to another
   * disk, restored, copied, downloaded. What was written under another one is not believed about files outside the
   * repository: it may be by somebody who knows this machine's paths.
   */
  readonly home: string;
}

/** A copy gets its own id; whatever was not found where it was, a new home. */
export function identityFrom(standing: Standing, last: Identity | null): Identity {
  if (last === null || standing === 'new' || standing === 'copy') return { id: digits(), home: digits() };
  return { id: last.id, home: standing === 'home' ? last.home : digits() };
}

function digits(): string {
  return randomBytes(16).toString('hex');
}
