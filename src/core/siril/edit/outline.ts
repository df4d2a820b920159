/** The sections of a script: a comment that heads commands, or a `cd` into another folder. */
import { isCommand, plainWords, type Script, type ScriptLine } from '../parser/script';

export interface Section {
  /** The comment's text, `Master dark`, or the folder, `cd lights`. */
  readonly title: string;
  readonly kind: 'comment' | 'folder';
  /** Lines from 0; `last` is the last that says something. */
  readonly first: number;
  readonly last: number;
  /** The line to select: that of the title. */
  readonly line: number;
  readonly children: readonly Section[];
}

/**
 * Sections by the comments that stand right before a command, with the folders that are gone into as their
 * children; folders before the first such comment are sections themselves. A line of several comments is
 * headed by its first that has letters.
 */
export function outline(script: Script): readonly Section[] {
  const headings = script.lines.flatMap((line, index) => heading(script.lines, line, index));
  const lines = script.lines.length;
  const first = headings[0]?.first ?? lines;
  return [
    ...folders(script, 0, first),
    ...headings.map(({ title, first: from, line }, index): Section => {
      const end = headings[index + 1]?.first ?? lines;
      return {
        title,
        kind: 'comment',
        first: from,
        last: lastInk(script, from, end),
        line,
        children: folders(script, from, end),
      };
    }),
  ];
}

interface Heading {
  readonly title: string;
  readonly first: number;
  readonly line: number;
}

/** A heading, where `line` is the last of a block of comments with a command below it. */
function heading(lines: readonly ScriptLine[], line: ScriptLine, index: number): readonly Heading[] {
  if (line.kind !== 'comment' || lines[index + 1]?.kind !== 'command') return [];
  let first = index;
  while (lines[first - 1]?.kind === 'comment') first--;
  const block = lines.slice(first, index + 1);
  const titled = block.find((each) => each.kind === 'comment' && /\p{L}/u.test(each.text));
  if (titled?.kind !== 'comment') return [];
  return [{ title: titled.text.replace(/^[#=*\s-]+|[#=*\s-]+$/g, ''), first, line: titled.line }];
}

function folders(script: Script, from: number, end: number): readonly Section[] {
  const changes = script.lines
    .slice(from, end)
    .flatMap((line) =>
      line.kind === 'command' && isCommand(line, 'cd') && plainWords(line)[0]?.text !== '..' ? [line] : [],
    );
  return changes.map((line, index): Section => {
    const next = changes[index + 1]?.line ?? end;
    const title = `cd ${plainWords(line)[0]?.text ?? ''}`.trim();
    return {
      title,
      kind: 'folder',
      first: line.line,
      last: lastInk(script, line.line, next),
      line: line.line,
      children: [],
    };
  });
}

function lastInk(script: Script, first: number, end: number): number {
  let last = end - 1;
  while (last > first && script.lines[last]?.kind === 'blank') last--;
  return last;
}

/** Lines that fold under their first: sections headed by a comment, and blocks of comments. */
export function folds(
  script: Script,
): readonly { readonly first: number; readonly last: number; readonly comment: boolean }[] {
  const sections = outline(script).filter(({ first, last }) => last > first);
  const blocks: { first: number; last: number; comment: boolean }[] = [];
  let start: number | null = null;
  const starts = new Set(sections.map(({ first }) => first));
  script.lines.forEach((line, index) => {
    if (line.kind === 'comment') start ??= index;
    else if (start !== null) {
      // A block that heads a section folds with it.
      if (index - start > 1 && !starts.has(start))
        blocks.push({ first: start, last: index - 1, comment: true });
      start = null;
    }
  });
  if (start !== null && script.lines.length - start > 1) {
    blocks.push({ first: start, last: script.lines.length - 1, comment: true });
  }
  return [...sections.map(({ first, last }) => ({ first, last, comment: false })), ...blocks].sort(
    (a, b) => a.first - b.first,
  );
}
