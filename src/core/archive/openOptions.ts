/** How an archive is opened. */
import type { ArchiveChange, ArchiveSettings } from '../api/archive';
import type { NotebookOptions } from '../storage/notebook/keeper';
import type { Log } from '../base/ports';

export interface OpenOptions extends NotebookOptions {
  readonly settings: ArchiveSettings;
  readonly log: Log;
  /** Readers take no lock, see the last saved state, and cannot change anything. Default: write. */
  readonly access?: 'read' | 'write';
  /** Threads that read and hash; 0 to work in this one. Default: one for each core, 4 at most. */
  readonly hashThreads?: number;
  /** Hash at low priority, beside a program with windows. Default: false, somebody waits for it. */
  readonly background?: boolean;
  /** Milliseconds for which registering waits at its end for files that are still being written. Default: 1000. */
  readonly patience?: number;
  readonly onChange?: (change: ArchiveChange) => void;
}
