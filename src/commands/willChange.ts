/** What a question announces: one line for each kind of change. Pure. */
import * as l10n from '@vscode/l10n';
import type { FileEditCounts, MapReport, MergeReport, UndoReport } from '../core/api/archive';
import { countText } from '../core/text/counts';

type Counts = FileEditCounts & { readonly failed: number };

/** `3 files will be renamed`, `5 headers will be changed`; says so if no file will be changed. */
export function fileLines({ renamed, edited, left, failed }: Counts): string[] {
  return [
    ...(renamed + edited === 0 ? [l10n.t('No file will be changed')] : []),
    ...(renamed > 0 ? [l10n.t('{0} will be renamed', countText(renamed, 'file'))] : []),
    ...(edited > 0 ? [l10n.t('{0} will be changed', countText(edited, 'header'))] : []),
    ...(left > 0 ? [l10n.t('{0} will be left unchanged', countText(left, 'file'))] : []),
    ...(failed > 0 ? [l10n.t('{0} cannot be changed', countText(failed, 'file'))] : []),
  ];
}

/** Files, sessions with their links, and name rules. */
export function mergeLines({ counts, merged, rules }: MergeReport): string[] {
  const joined = merged.filter(({ joins }) => joins !== null).length;
  const sessions = countText(merged.length, 'session');
  return [
    ...fileLines(counts),
    ...(merged.length > 0 ? [l10n.t('{0} will change object; links will be matched again', sessions)] : []),
    ...(joined > 0 ? [l10n.t('{0} will join another session', countText(joined, 'session'))] : []),
    ...ruleCountLines(rules.added.length, rules.removed.length),
  ];
}

/** `added` is the number of new name rules. */
export function mapLines({ names, frameCount, files }: MapReport, added: number): string[] {
  return [
    l10n.t(
      '{0} of {1} will change; links will be matched again',
      countText(names.length, 'name'),
      countText(frameCount, 'frame'),
    ),
    ...(files ? fileLines(files.counts) : [l10n.t('No file will be changed')]),
    ...ruleCountLines(added, 0),
  ];
}

/** What an undo does besides moving files: to headers, and to what the user has recorded. */
export function undoLines({ operation, learnt }: Pick<UndoReport, 'operation' | 'learnt'>): string[] {
  const { edited } = operation.summary;
  const headers = typeof edited === 'number' ? edited : 0;
  return [
    ...(headers > 0 ? [l10n.t('{0} will get their old values back', countText(headers, 'header'))] : []),
    ...(learnt
      ? [
          operation.kind === 'goals'
            ? l10n.t('Goals will be restored')
            : l10n.t('Name rules, links and notes will be restored'),
        ]
      : []),
  ];
}

function ruleCountLines(added: number, removed: number): string[] {
  return [
    ...(added > 0 ? [l10n.t('{0} will be added', countText(added, 'name rule'))] : []),
    ...(removed > 0 ? [l10n.t('{0} will be removed', countText(removed, 'name rule'))] : []),
  ];
}
