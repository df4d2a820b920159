/** Takes a checkout back: what it made goes, as far as it is as it was made. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { KeptFile } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { type Cancel, neverCancelled } from '../../base/ports';
import { several } from '../../base/several';
import { removeUnfinishedOf } from '../../storage/files/replace';
import { checkFolder, removeEmptyCheckoutFolders, removeEmptyRoots } from './folder';
import {
  CHECKOUT_MARKER,
  type MarkedFile,
  type MarkedScript,
  type Marker,
  requireMarker,
  sha256,
  writeMarker,
} from './marker';
import { believe, type Owner } from './owner';
import { type Look, Remover } from './remover';

export interface TakenBack {
  /** Links, copies, unpacked files and scripts that were removed. */
  readonly removed: number;
  /** What was left where it is, and why. */
  readonly kept: readonly KeptFile[];
  /** The folder itself is gone as well. */
  readonly gone: boolean;
}

/** What there is of a checkout, entry by entry. */
export interface CheckoutState {
  readonly files: readonly { readonly file: MarkedFile; readonly look: Look }[];
  /** The SHA-256 of each script now, null where it is gone. */
  readonly scripts: readonly { readonly script: MarkedScript; readonly sha256: string | null }[];
}

interface Decision {
  readonly files: readonly MarkedFile[];
  readonly scripts: readonly MarkedScript[];
  readonly kept: readonly { readonly path: string; readonly why: string }[];
}

/**
 * What goes and what stays, by paths relative to the checkout. Pure. Throws an ArchiveError (`request`) for a
 * folder that was checked out into more than once: what it held before cannot be brought back.
 */
export function decideTakeBack(marker: Pick<Marker, 'times'>, state: CheckoutState): Decision {
  if (marker.times > 1) {
    throw new ArchiveError('request', english('This checkout refreshed an earlier one'), {
      reason: 'refreshed',
      expected: english('a folder that was checked out into once'),
      got: `${marker.times} times`,
      advice: english(
        'What the folder held before cannot be brought back. Clean the checkout, or check out again.',
      ),
    });
  }
  const edited = state.scripts.filter((each) => each.sha256 !== null && each.sha256 !== each.script.sha256);
  return {
    files: state.files.filter(({ look }) => look.state === 'ours').map(({ file }) => file),
    scripts: state.scripts.filter((each) => each.sha256 === each.script.sha256).map(({ script }) => script),
    kept: [
      ...edited.map(({ script }) => ({ path: script.name, why: english('it was changed by hand') })),
      ...state.files.flatMap(({ file, look }) =>
        look.state === 'foreign' ? [{ path: file.path, why: look.why }] : [],
      ),
    ],
  };
}

/**
 * Removes what the checkout in `folder` (absolute) made and nobody has changed since, and folders that are
 * empty then. Results and whatever else was put there stay, and so does the marker beside them. Throws an
 * ArchiveError where the folder is no checkout of this archive or refreshed an earlier one; nothing is
 * removed then. CancelledError between two files after a cancel; taking it back again goes on there.
 */
export async function takeBackCheckout(
  folder: string,
  owner: Owner,
  cancel: Cancel = neverCancelled,
): Promise<TakenBack> {
  const marker = believe(folder, requireMarker(folder), owner);
  checkFolder(folder);
  const at = (relative: string) => path.join(folder, ...relative.split('/'));
  const remover = new Remover(folder, owner);
  const looks = await several(marker.files, (file) => remover.look(file), cancel);
  const decision = decideTakeBack(marker, {
    files: marker.files.flatMap((file, index) => {
      const look = looks[index];
      return look === undefined ? [] : [{ file, look }];
    }),
    scripts: marker.scripts.map((script) => ({ script, sha256: hashOf(at(script.name)) })),
  });
  const kept = decision.kept.map(({ path: relative, why }) => ({ path: at(relative), why }));
  const left = new Set(marker.files);
  let removed = 0;
  try {
    await remover.removeAll(decision.files, cancel, (file, { why }) => {
      if (why === null) {
        left.delete(file);
        removed++;
      } else kept.push({ path: at(file.path), why });
    });
  } catch (error) {
    writeMarker(folder, { ...marker, files: [...left] });
    throw error;
  }
  for (const script of decision.scripts) {
    fs.unlinkSync(at(script.name));
    removed++;
  }
  const scripts = marker.scripts.filter((script) => !decision.scripts.includes(script));
  removeEmptyCheckoutFolders(folder, []);
  removeEmptyRoots(folder);
  await removeUnfinishedOf(at(CHECKOUT_MARKER));
  const others = fs.readdirSync(folder).filter((name) => name !== CHECKOUT_MARKER);
  if (others.length > 0) {
    const told = new Set(kept.map((each) => path.relative(folder, each.path).split(path.sep)[0]));
    for (const name of others.filter((each) => !told.has(each))) {
      kept.push({ path: path.join(folder, name), why: english('the checkout did not make it') });
    }
    writeMarker(folder, { ...marker, files: [...left], scripts });
    return { removed, kept, gone: false };
  }
  fs.rmSync(at(CHECKOUT_MARKER));
  fs.rmdirSync(folder);
  return { removed, kept, gone: true };
}

function hashOf(file: string): string | null {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  return stat.isFile() ? sha256(fs.readFileSync(file)) : '';
}
