/** `import-astrofiler PATH`: take over what AstroFiler knows. */
import { type Command, Option } from 'commander';
import type { Archive, AstrofilerReport, RegisterMode, RegisterReport } from '../../core/api/archive';
import { astrofilerSections, comparisonText, remarkTexts, takenText } from '../../core/text/astrofiler';
import { astrofilerJson } from '../json/astrofiler';
import { EXIT } from '../run/exit';
import type { Action, Run } from '../run/run';
import { section } from '../terminal/section';
import { registerText } from './register';

/** Rows of each list in a JSON document. */
const LISTED = 100_000;

interface Options {
  readonly dryRun?: true;
  readonly register?: RegisterMode;
}

export function addImportAstrofiler(program: Command, action: Action): void {
  program
    .command('import-astrofiler')
    .description("compare with AstroFiler's database, and take over what is not in the headers")
    .argument('<path>', 'its file astrofiler.db, or the folder of that file')
    .option('--dry-run', 'show what would be taken over; change nothing')
    .addOption(
      new Option(
        '--register <mode>',
        'first register the files that only AstroFiler knows: copy or move them into the archive, or leave them where they are',
      ).choices(['copy', 'move', 'in-place']),
    )
    .action((path: string, options: Options, command: Command) =>
      action(command, async (run) => {
        const dryRun = options.dryRun === true;
        const archive = await run.archive(dryRun ? 'read' : 'write');
        const request = { path: run.path(path), dryRun, listed: LISTED };
        const registered =
          options.register === undefined
            ? null
            : await registerMissing(archive, request.path, options.register, dryRun, run);
        const report = await archive.importAstrofiler(request, run.context);
        await run.output.document(
          () => astrofilerJson(report, registered),
          () =>
            [
              ...(registered
                ? [registerText(registered, { dryRun, repository: run.settings.repository }), '']
                : []),
              importText(report, dryRun),
            ].join('\n'),
        );
        if (report.cancelled) return EXIT.cancelled;
        return (registered?.counts.failed ?? 0) > 0 ? EXIT.failed : EXIT.done;
      }),
    );
}

/** Null where there is nothing to register. */
async function registerMissing(
  archive: Archive,
  path: string,
  mode: RegisterMode,
  dryRun: boolean,
  run: Run,
): Promise<RegisterReport | null> {
  const { unregistered, masters } = await archive.importAstrofiler(
    { path, dryRun: true, listed: Number.MAX_SAFE_INTEGER },
    run.context,
  );
  const sources = [...unregistered, ...masters.unregistered];
  if (sources.length === 0 || run.context.cancel.isCancellationRequested) return null;
  const report = await archive.register({ sources, mode, dryRun, listed: LISTED }, run.context);
  if (!dryRun && report.counts.registered > 0) await archive.regenerate({}, run.context);
  return report;
}

export function importText(report: AstrofilerReport, dryRun: boolean): string {
  if (report.cancelled) return 'Cancelled; nothing was taken over.';
  return [
    comparisonText(report),
    `${dryRun ? 'Would take over' : 'Took over'}: ${takenText(report)}`,
    ...remarkTexts(report),
    ...astrofilerSections(report, (text) => text).flatMap(({ title, count, lines }) =>
      section(`${title} (${count})`, lines),
    ),
  ].join('\n');
}
