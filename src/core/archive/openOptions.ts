/** How an archive is opened. */
import type { ArchiveChange, ArchiveSettings } from '../api/archive';
import type { PoolOptions } from '../operations/scan/poolFor';
import type { NotebookOptions } from '../storage/notebook/keeper';
import type { Log } from '../base/ports';

export interface OpenOptions extends NotebookOptions, PoolOptions {
  readonly settings: ArchiveSettings;
  readonly log: Log;
  /** Readers take no lock, see the last saved state, and cannot change anything. Default: write. */
  readonly access?: 'read' | 'write';
  readonly onChange?: (change: ArchiveChange) => void;
}
