/** What a question says will change, a line for each kind of thing. Pure. */
import type { FileEditCounts, MapReport, MergeReport, UndoReport } from '../core/api/archive';
import { countText } from '../core/text/words';

type Counts = FileEditCounts & { readonly failed: number };

/** `3 files are renamed`, `5 headers are edited`; that nothing is touched is said, too. */
export function fileLines({ renamed, edited, left, failed }: Counts): string[] {
  const lines = [
    ...counted(renamed, 'file', 'renamed'),
    ...counted(edited, 'header', 'edited'),
    ...counted(left, 'file', 'left unchanged'),
    ...(failed > 0 ? [`${countText(failed, 'file')} cannot be changed`] : []),
  ];
  return renamed + edited === 0 ? ['No file is touched', ...lines] : lines;
}

/** Files, sessions with their links, and rules for names. */
export function mergeLines({ counts, merged, rules }: MergeReport): string[] {
  const joined = merged.filter(({ joins }) => joins !== null).length;
  return [
    ...fileLines(counts),
    ...(merged.length > 0
      ? [
          `${countText(merged.length, 'session')} ${merged.length === 1 ? 'changes its' : 'change their'} object; links are made again`,
        ]
      : []),
    ...(joined > 0
      ? [`${countText(joined, 'session')} of them ${joined === 1 ? 'joins' : 'join'} another`]
      : []),
    ...ruleCountLines(rules.added.length, rules.removed.length),
  ];
}

/** `added` is how many rules for names come. */
export function mapLines({ names, frames, files }: MapReport, added: number): string[] {
  return [
    `${countText(names.length, 'name')} of ${countText(frames, 'frame')} ${names.length === 1 ? 'changes' : 'change'}; links are made again`,
    ...(files ? fileLines(files.counts) : ['No file is touched']),
    ...ruleCountLines(added, 0),
  ];
}

/** What an undo does beside moving files: headers, and what the user knows. */
export function undoLines({ operation, learnt }: Pick<UndoReport, 'operation' | 'learnt'>): string[] {
  const { edited } = operation.summary;
  const headers = typeof edited === 'number' ? edited : 0;
  return [
    ...(headers > 0
      ? [`${countText(headers, 'header')} ${headers === 1 ? 'gets its' : 'get their'} old cards back`]
      : []),
    ...(learnt ? ['Rules for names, links and notes go back to what they were'] : []),
  ];
}

function ruleCountLines(added: number, removed: number): string[] {
  return [...counted(added, 'rule for names', 'added'), ...counted(removed, 'rule for names', 'removed')];
}

function counted(count: number, thing: string, done: string): string[] {
  if (count === 0) return [];
  const [noun = '', ...rest] = thing.split(' ');
  return [`${[countText(count, noun), ...rest].join(' ')} ${count === 1 ? 'is' : 'are'} ${done}`];
}
