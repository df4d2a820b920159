/** Ways to damage an archive, as drives and other programs do. */
import * as fs from 'node:fs';
import type {
  Archive,
  RepairRequest,
  VerifyReport,
  VerifyRequest,
} from '../../../../../src/core/api/archive';
import { type Context, noContext } from '../../../../../src/core/base/ports';
import { allFrames } from '../../../../support/bench';

/** Where the one frame of this object lies. */
export async function pathOf(archive: Archive, object: string): Promise<string> {
  const frame = (await allFrames(archive)).find((each) => each.object === object);
  if (!frame) throw new Error(`No frame of ${object}`);
  return frame.path;
}

/** Flips a bit and leaves the file's time as it was. `at` counts from the end where it is negative. */
export function flipBit(path: string, at: number): void {
  const { atime, mtime } = fs.statSync(path);
  const bytes = fs.readFileSync(path);
  const index = at < 0 ? bytes.length + at : at;
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  fs.writeFileSync(path, bytes);
  fs.utimesSync(path, atime, mtime);
}

/** Replaces text of the header by text of the same length, as a header editor does. */
export function editText(path: string, from: string, to: string): void {
  const text = fs.readFileSync(path, 'latin1');
  if (from.length !== to.length || !text.includes(from)) throw new Error(`${from} cannot become ${to}`);
  fs.writeFileSync(path, text.replace(from, to), 'latin1');
}

export function verify(
  archive: Archive,
  request: Partial<VerifyRequest> = {},
  context: Context = noContext,
): Promise<VerifyReport> {
  return archive.verify({ quick: false, fromStart: false, ...request }, context);
}

/** The request that repairs what a verification has found. */
export function repairOf(report: VerifyReport, forgetMissing = false): RepairRequest {
  const paths = (list: readonly { readonly path: string }[]) => list.map(({ path }) => path);
  const { missing, changed, unknown } = report;
  return { missing: paths(missing), changed: paths(changed), unknown: paths(unknown), forgetMissing };
}

/** What a report complains of, without times: `{}` where all is well. */
export function complaints({ missing, changed, unreadable, unknown }: VerifyReport): object {
  return Object.fromEntries(
    Object.entries({ missing, changed, unreadable, unknown }).filter(([, list]) => list.length > 0),
  );
}
