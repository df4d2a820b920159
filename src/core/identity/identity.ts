/** Which archive this is, and how far its own files can be believed. */

export interface Identity {
  /** 32 lower-case hexadecimal digits, made once and for all: `9f3c01ab…`. */
  readonly id: string;
  /**
   * Whether this is the very folder in which this program founded the archive, not a copy, a download or a restored backup
   * of it. Only then is believed what journals say of files outside the repository: anything else may have been written
   * by somebody who knows this machine's paths.
   */
  readonly isHome: boolean;
}
