/** Writes the script of a checkout, keeps what the user made of an earlier one, and reads templates of the user. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { english } from '../../base/english';
import { ArchiveError, fileError } from '../../base/errors';
import { parseTemplate, type Template } from '../../siril/script/template';
import { replaceFileNow } from '../../storage/files/replace';
import { type MarkedScript, sha256 } from './marker';

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

/** Bytes; the check of the text has its own limit. */
const SIZE_LIMIT = 1 << 20;

/** Throws an ArchiveError where it cannot be read or makes no script. */
export function readTemplate(file: string): Template {
  let text: string;
  try {
    const stat = fs.statSync(file);
    // Reading a pipe or a device would never end.
    if (!stat.isFile()) {
      throw new ArchiveError('format', english('The script template is not a file'), { path: file });
    }
    const { size } = stat;
    if (size > SIZE_LIMIT) {
      throw new ArchiveError('format', english('The script template is too large'), {
        path: file,
        got: `${size} bytes`,
      });
    }
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw fileError(error, file);
  }
  return parseTemplate(text, file);
}
