/**
 * What a registration would do, in lines for people: where the files go, under which names, and what room
 * they take.
 */
import { basename, dirname } from 'node:path';
import type { RegisteredFile, RegisterPlan } from '../../core/api/archive';
import { bytesText, countText, frameTypeText, spaceText } from '../../core/text/words';
import { printable } from './printable';
import { shortPath } from './shortPath';
import { shortList } from './table';

/** Groups and files of each that are printed; `--json` has them all. */
const MOST_GROUPS = 40;
const MOST_FILES = 5;

/** Folders inside `repository` are named from there. */
export function planLines(
  files: readonly RegisteredFile[],
  { groups, edited, space }: RegisterPlan,
  repository: string,
): readonly string[] {
  if (groups.length === 0) return [];
  const lines: string[] = [];
  const room = spaceText(space);
  if (room !== '') lines.push(`${room}.`);
  if (edited > 0) lines.push(`The headers of ${countText(edited, 'file')} would get a CD matrix.`);
  lines.push('', 'Would go to');
  const byGroup = new Map<string, RegisteredFile[]>();
  for (const file of files) {
    const key = `${file.type} ${dirname(file.to)}`;
    const same = byGroup.get(key);
    if (same) same.push(file);
    else byGroup.set(key, [file]);
  }
  const blocks = groups.map(({ type, folder, files: count, bytes }) => {
    const shown = folder === null ? 'other folders' : shortPath(folder, repository);
    const head = `  ${printable(shown)}: ${frameTypeText(type, count)}, ${bytesText(bytes)}`;
    const listed = (byGroup.get(`${type} ${folder}`) ?? []).slice(0, MOST_FILES).map(fileLine);
    const more = count - listed.length;
    return [head, ...listed, ...(more > 0 && listed.length > 0 ? [`    … and ${more} more`] : [])];
  });
  const heads = shortList(
    blocks.map(([head = '']) => head),
    MOST_GROUPS,
  );
  const rest = heads.slice(MOST_GROUPS).map((line) => `  ${line}`);
  return [...lines, ...blocks.slice(0, MOST_GROUPS).flat(), ...rest];
}

function fileLine({ from, to, edits }: RegisteredFile): string {
  const goes = from === to ? 'stays' : basename(to);
  return `    ${printable(from)} → ${printable(goes)}${edits === '' ? '' : `, ${edits}`}`;
}
