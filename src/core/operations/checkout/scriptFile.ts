/** Writes the script of a checkout and keeps what the user made of an earlier one. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileError } from '../../base/errors';
import { replaceFileNow } from '../../storage/files/replace';
import { sha256, type MarkedScript } from './marker';

export interface WrittenScript {
  /** Absolute. */
  readonly file: string;
  /** Every script of this checkout that is still as it was written. */
  readonly scripts: readonly MarkedScript[];
  /** Names of scripts that the user has changed and that were therefore kept: `siril.ssf`. */
  readonly kept: readonly string[];
}

/**
 * Writes `text` as `name`, or as `NAME-2.ssf`, `NAME-3.ssf` … where those before are not as this program
 * wrote them (`known` has their hashes).
 */
export function writeScript(
  folder: string,
  name: string,
  text: string,
  known: readonly MarkedScript[],
): WrittenScript {
  const extension = path.extname(name);
  const stem = name.slice(0, name.length - extension.length);
  const kept: string[] = [];
  for (let count = 1; ; count++) {
    const each = count === 1 ? name : `${stem}-${count}${extension}`;
    const file = path.join(folder, each);
    try {
      const found = hashOf(file);
      const written = known.find((script) => script.name === each)?.sha256;
      const hash = sha256(text);
      if (found !== null && found !== written && found !== hash) {
        kept.push(each);
        continue;
      }
      if (found !== hash) replaceFileNow(file, text);
      const others = known.filter((script) => script.name !== each);
      return { file, scripts: [...others, { name: each, sha256: hash }], kept };
    } catch (error) {
      throw fileError(error, file);
    }
  }
}

/** Null where there is no such file. */
function hashOf(file: string): string | null {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  return stat.isFile() ? sha256(fs.readFileSync(file)) : '';
}
