/** The table in the documentation: operations, faults tried, times run, frames lost. */
import type { Fault } from './inject/plan';
import type { Sweep } from './sweep';
import type { Outcome } from './trial';

/** What became of the faults on one operation. */
export interface Result extends Pick<Sweep, 'scenario' | 'calls' | 'outcomes'> {
  /** When, in UTC: 2026-11-22. */
  readonly day: string;
}

const BEGIN = '<!-- table: begin -->';
const END = '<!-- table: end -->';

const KINDS: readonly { readonly title: string; readonly has: (fault: Fault) => boolean }[] = [
  { title: 'killed at a call', has: ({ kind }) => kind === 'kill' },
  { title: 'killed at any time', has: ({ kind }) => kind === 'kill-later' },
  { title: 'call refused once', has: (fault) => fault.kind === 'fail' && fault.lasting !== true },
  { title: 'refused from there on', has: (fault) => fault.kind === 'fail' && fault.lasting === true },
];

/** Puts the table of a run into a page, between its two marks. @throws Error where the page has no marks. */
export function withTable(page: string, results: readonly Result[]): string {
  const [head, rest] = page.split(BEGIN);
  const tail = rest?.split(END)[1];
  if (head === undefined || tail === undefined) throw new Error(`The page has no ${BEGIN} and ${END}`);
  return `${head}${BEGIN}\n\n${tableOf(results)}\n\n${END}${tail}`;
}

function tableOf(results: readonly Result[]): string {
  const titles = [
    'operation',
    'calls',
    ...KINDS.map(({ title }) => title),
    'faults',
    'promises broken',
    'frames lost',
  ];
  const rows = results.map(({ scenario, calls, outcomes }) =>
    row(scenario.name, String(calls), struck(outcomes)),
  );
  const all = results.flatMap(({ outcomes }) => struck(outcomes));
  const lines = [titles, titles.map((_, i) => (i === 0 ? '---' : '---:')), ...rows, row('**All**', '', all)];
  const system = `${process.platform}, Node ${process.versions.node.split('.')[0]}`;
  const codes = codesLine(all);
  const days = [...new Set(results.map(({ day }) => day))].sort().join(', ');
  return `Run of ${days} on ${system}.\n\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n\n${codes}`;
}

function row(name: string, calls: string, outcomes: readonly Outcome[]): string[] {
  const counts = KINDS.map(({ has }) => outcomes.filter(({ fault }) => has(fault)).length);
  const broken = outcomes.filter(({ problems }) => problems.length > 0).length;
  const lost = outcomes.reduce((sum, outcome) => sum + outcome.lost.length, 0);
  return [name, calls, ...[...counts, outcomes.length, broken, lost].map(String)];
}

/** A process that had ended before it came to its fault was not tried. */
export function struck(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.filter(({ did }) => did !== null);
}

/** `Refusals: ENOSPC 120, EIO 300, …` */
function codesLine(outcomes: readonly Outcome[]): string {
  const counts = new Map<string, number>();
  for (const { fault } of outcomes) {
    if (fault.kind === 'fail') counts.set(fault.code, (counts.get(fault.code) ?? 0) + 1);
  }
  const list = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, count]) => `${code} ${count}`);
  return `Refusals by code: ${list.join(', ') || 'none'}.`;
}
