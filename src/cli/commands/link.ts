/** `link ID`: choose the calibration sessions of a session by hand. */
import type { Command } from 'commander';
import type { LinkRequest } from '../../core/api/archive';
import { LINK_KINDS, type LinkKind } from '../../core/base/session';
import { sessionJson } from '../json/json';
import { EXIT } from '../run/exit';
import type { Action } from '../run/run';
import { printable } from '../terminal/printable';
import { sessionsTable } from './sessions';

type Options = Readonly<Partial<Record<LinkKind, string>>>;

export function addLink(program: Command, action: Action): void {
  program
    .command('link')
    .description('choose the calibration sessions of a session by hand')
    .argument('<session>', 'id of a session of lights or raw flats, or the beginning of it')
    .option('--bias <id>', 'session to use, "none", or "auto" for the archive\'s own choice')
    .option('--dark <id>', 'the same for darks')
    .option('--flat <id>', 'the same for flats')
    .option('--flat-dark <id>', 'the same for flat-darks')
    .action((id: string, options: Options, command: Command) =>
      action(command, async (run) => {
        const archive = await run.existing('write');
        const session = await archive.link({ session: id, links: linksOf(options) });
        const { manual } = await archive.explain(session.id);
        for (const kind of LINK_KINDS) {
          const link = options[kind] === undefined ? undefined : manual[kind];
          if (link?.state === 'failed') run.log.warn(`${link.target}: ${printable(link.text)}`);
        }
        await run.output.document(
          () => sessionJson(session),
          () => sessionsTable([session]),
        );
        return EXIT.done;
      }),
    );
}

function linksOf(options: Options): LinkRequest['links'] {
  const links: Partial<Record<LinkKind, string | null>> = {};
  for (const kind of LINK_KINDS) {
    const value = options[kind];
    if (value !== undefined) links[kind] = value === 'none' ? null : value === 'auto' ? 'automatic' : value;
  }
  return links;
}
