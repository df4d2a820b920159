/** `frames`: the files of the archive. */
import type { Command } from 'commander';
import type { ArchivedFrame } from '../../core/base/archivedFrame';
import { exposureText, frameTypeText, temperatureText } from '../../core/text/words';
import { frameJson } from '../json/json';
import { EXIT } from '../run/exit';
import { pages } from '../run/pages';
import type { Action } from '../run/run';
import { shortPath } from '../terminal/shortPath';
import { NONE, table } from '../terminal/table';

export function addFrames(program: Command, action: Action): void {
  program
    .command('frames')
    .description('list the frames of the archive or of one session')
    .option('--session <id>', 'only frames of this session; the beginning of its id is enough')
    .action((options: { session?: string }, command: Command) =>
      action(command, async (run) => {
        const archive = await run.existing();
        const session = options.session === undefined ? null : (await archive.session(options.session)).id;
        await run.output.list(
          pages((page) => archive.frames({ ...page, ...(session === null ? {} : { session }) })),
          frameJson,
          (frames) => framesTable(frames, run.settings.repository),
          'No frames. Register a folder first.',
        );
        return EXIT.done;
      }),
    );
}

function typeText({ type, master, processing }: ArchivedFrame): string {
  return [master ? 'master' : '', processing ?? '', frameTypeText(type)]
    .filter((word) => word !== '')
    .join(' ');
}

export function framesTable(frames: readonly ArchivedFrame[], repository: string): string {
  return table(
    [
      { head: 'Type', value: typeText },
      { head: 'Object', value: ({ object }) => object ?? NONE },
      { head: 'Night', value: ({ night }) => night ?? NONE },
      { head: 'Filter', value: ({ filter }) => filter ?? NONE },
      { head: 'Exposure', align: 'right', value: ({ exposure }) => exposureText(exposure) },
      { head: 'Sensor', align: 'right', value: ({ ccdTemp }) => temperatureText(ccdTemp) },
      { head: 'Session', value: ({ session, rejected }) => (rejected ? 'rejected' : (session ?? NONE)) },
      { head: 'File', value: ({ path }) => shortPath(path, repository) },
    ],
    frames,
  );
}
