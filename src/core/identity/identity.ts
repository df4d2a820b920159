/** Which archive this is, and how far its own files can be believed. */

export interface Identity {
  /** 32 lower-case hexadecimal digits, made once and for all: `9f3c01ab…`. */
  readonly id: string;
  /**
   * 32 digits that are made anew whenever the archive is found in another folder than the one it was in: moved to another
   * disk, restored, copied, downloaded. What was written under another one is not believed about files outside the
   * repository: it may be by somebody who knows this machine's paths.
   */
  readonly home: string;
}
