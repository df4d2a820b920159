/** What registering files asks and answers. */
import type { FrameType } from '../model';

export type RegisterMode = 'move' | 'copy' | 'in-place';

export interface RegisterRequest {
  /** Folders or files, absolute. */
  readonly sources: readonly string[];
  readonly mode: RegisterMode;
  /** Say what would happen and touch nothing. */
  readonly dryRun: boolean;
}

export interface RegisterReport {
  readonly registered: readonly {
    readonly from: string;
    readonly to: string;
    readonly type: FrameType;
    readonly sha256: string;
  }[];
  readonly duplicates: readonly {
    readonly path: string;
    readonly of: string;
    readonly same: 'file' | 'image';
  }[];
  readonly failed: readonly { readonly path: string; readonly error: string }[];
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
  readonly cancelled: boolean;
  readonly seconds: number;
}
