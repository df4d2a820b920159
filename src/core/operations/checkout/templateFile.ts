/** Reads a script template of the user's. */
import * as fs from 'node:fs';
import { ArchiveError, fileError } from '../../base/errors';
import { parseTemplate, type Template } from '../../siril/script/template';

/** Bytes; the check of the text has its own limit. */
const SIZE_LIMIT = 1 << 20;

/** Throws an ArchiveError where it cannot be read or makes no script. */
export function readTemplate(file: string): Template {
  let text: string;
  try {
    const stat = fs.statSync(file);
    // Reading a pipe or a device would never end.
    if (!stat.isFile()) {
      throw new ArchiveError('format', 'The script template is not a file', { path: file });
    }
    const { size } = stat;
    if (size > SIZE_LIMIT) {
      throw new ArchiveError('format', 'The script template is too large', {
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
