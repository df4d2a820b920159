/** What an open archive tells about itself. */
import type { ArchiveStatus } from '../api/archive';
import type { ArchiveParts } from './parts';

/** Counts at this moment, and what became of an interrupted operation at opening. */
export function statusOf({ settings, frames, sessions, recovered, home }: ArchiveParts): ArchiveStatus {
  return {
    repository: settings.repository,
    database: settings.database,
    frameCount: frames.count(),
    sessions: sessions.count(),
    recovered,
    other: home.other,
    outdated: frames.outdated(),
  };
}
