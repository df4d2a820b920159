/** The one error of this room; who knows the file makes an ArchiveError of it. */

export type CodecErrorCode =
  /** The packed bytes end before all of the output is there. */
  | 'truncated'
  /** A code that no encoder writes, or one that leads outside of the output. */
  | 'damaged'
  /** The output has another size than it must have. */
  | 'size'
  /** A way of packing that is not read. */
  | 'unsupported';

/** Packed bytes that cannot be unpacked: why, by which codec, and where in them. */
export class CodecError extends Error {
  override readonly name = 'CodecError';

  /**
   * @param codec As the format names it: `RICE_1`, `zstd`.
   * @param offset The byte of the packed data at which it became clear; 0 where that is not known.
   */
  constructor(
    readonly code: CodecErrorCode,
    readonly codec: string,
    message: string,
    readonly offset: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
