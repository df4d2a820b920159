/** `explain ID`: why a session is linked as it is, and what is missing. */
import type { Command } from 'commander';
import type { SessionExplanation } from '../../core/api/archive';
import type { Candidate } from '../../core/base/matching';
import { LINK_KINDS } from '../../core/base/session';
import { calibratedAdvice, linkKindText, sessionTitle } from '../../core/text/words';
import { explanationJson } from '../json/json';
import { EXIT } from '../run/exit';
import type { Action } from '../run/run';
import { printable } from '../terminal/printable';
import { table } from '../terminal/table';

export function addExplain(program: Command, action: Action): void {
  program
    .command('explain')
    .description('explain the calibration links of a session, candidate by candidate')
    .argument('<session>', 'id of a session, or the beginning of it')
    .action((id: string, _options: unknown, command: Command) =>
      action(command, async (run) => {
        const archive = await run.existing();
        const explanation = await archive.explain((await archive.session(id)).id);
        await run.output.document(
          () => explanationJson(explanation),
          () => explanationText(explanation),
        );
        return EXIT.done;
      }),
    );
}

function candidateText({ candidate, verdict, criteria }: Candidate): string {
  const rows = table(
    [
      { head: 'Criterion', value: ({ name }) => name },
      { head: 'Session', value: ({ light }) => light },
      { head: 'Candidate', value: (criterion) => criterion.candidate },
      { head: 'Verdict', value: (criterion) => criterion.verdict },
      { head: 'Note', value: ({ note }) => note },
    ],
    criteria,
  );
  return `${printable(candidate)}: ${verdict}\n${rows}`;
}

export function explanationText({ session, candidates, manual, missing }: SessionExplanation): string {
  const parts = [`${session.id}  ${printable(sessionTitle(session))}`];
  if (session.processing !== null) parts.push(calibratedAdvice());
  for (const kind of session.processing === null ? LINK_KINDS : []) {
    const list = candidates[kind];
    const title = `${linkKindText(kind)}: ${list.length === 0 ? 'no candidates' : (session.links[kind] ?? 'none fits')}`;
    const own = manual[kind] === undefined ? [] : [printable(manual[kind].text)];
    parts.push([title, ...own, ...list.map(candidateText)].join('\n'));
  }
  if (missing.length > 0) {
    parts.push(['Missing', ...missing.map(({ text }) => `  ${printable(text)}`)].join('\n'));
  }
  return parts.join('\n\n');
}
