/** `note`: what you write about a session, an object or a frame. */
import { type Command, Option } from 'commander';
import type { NoteSubject } from '../../core/api/archive';
import { ArchiveError } from '../../core/base/errors';
import { EXIT } from '../run/exit';
import type { Action, Run } from '../run/run';

interface Options {
  readonly session?: string;
  readonly object?: string;
  readonly frame?: string;
  readonly remove?: boolean;
}

export function addNote(program: Command, action: Action): void {
  program
    .command('note')
    .description('read or write a note about a session, an object or a frame')
    .addOption(
      new Option('--session <id>', 'a session; the beginning of its id is enough').conflicts([
        'object',
        'frame',
      ]),
    )
    .addOption(
      new Option('--object <name>', 'an object, by any of its names').conflicts(['session', 'frame']),
    )
    .addOption(new Option('--frame <file>', 'a file of the archive').conflicts(['session', 'object']))
    .option('--remove', 'remove the note')
    .argument('[text]', 'the note; without it the note is printed')
    .action((text: string | undefined, options: Options, command: Command) =>
      action(command, async (run) => {
        const subject = subjectOf(run, options);
        if (options.remove === true && text !== undefined) {
          throw new ArchiveError('request', '--remove takes no text');
        }
        const written = options.remove === true ? null : text;
        const archive = await run.existing(written === undefined ? 'read' : 'write');
        const report = await archive.note({ subject, ...(written === undefined ? {} : { text: written }) });
        await run.output.document(
          () => ({ text: report.text }),
          () => report.text ?? 'No note.',
        );
        return EXIT.done;
      }),
    );
}

function subjectOf(run: Run, { session, object, frame }: Options): NoteSubject {
  if (session !== undefined) return { session };
  if (object !== undefined) return { object };
  if (frame !== undefined) return { frame: run.path(frame) };
  throw new ArchiveError('request', 'The subject of the note is missing', {
    expected: 'one of --session, --object, --frame',
  });
}
