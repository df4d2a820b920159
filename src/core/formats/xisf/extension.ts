/**
 * Which file names are those of XISF files that are not read; those that are stand in
 * `formats/image/names.ts`.
 */

/** A header whose data lie in other files, and such a file of data (XISF 1.0, distributed units). */
const DISTRIBUTED_NAME = /\.xis[hb]$/i;

/** Whether a name is that of a part of a distributed unit, which is not read: `M31.xish`, `M31.xisb`. */
export function isDistributedName(name: string): boolean {
  return DISTRIBUTED_NAME.test(name);
}
