/** Which file names are those of XISF files. */

const XISF_NAME = /\.xisf$/i;
/** A header whose data lie in other files, and such a file of data (XISF 1.0, distributed units). */
const DISTRIBUTED_NAME = /\.xis[hb]$/i;

/** Whether a name is that of a monolithic XISF file: `M31.xisf`, `M31.XISF`. */
export function isXisfName(name: string): boolean {
  return XISF_NAME.test(name);
}

/** Whether a name is that of a part of a distributed unit, which is not read: `M31.xish`, `M31.xisb`. */
export function isDistributedName(name: string): boolean {
  return DISTRIBUTED_NAME.test(name);
}
