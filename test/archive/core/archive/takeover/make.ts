/**
 * Made `version1.json`, once and for all: `npx tsx test/archive/core/archive/takeover/make.ts CHECKOUT`, where
 * CHECKOUT is the source of the first version with its node_modules. Everything is done by the code of that version;
 * this file only asks it.
 */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Archive } from '../../../../../src/core/api/archive';
import type * as Open from '../../../../../src/core/archive/open';
import type * as Model from '../../../../../src/core/base/matching';
import type { NameRule } from '../../../../../src/core/base/nameRule';
import { noContext, silentLog } from '../../../../../src/core/base/ports';
import type * as Frame from '../../../../../src/core/rules/place/patterns';
import type * as Interrupted from '../../../../support/interrupted';
import type * as Fits from '../../../../support/makeFits';
import type * as Night from '../../../../support/night';
import { type Fixture, type FixtureState, makeRoot, take } from './fixture';

/** The archive of the first version: name rules were called aliases, and asked for by another name. */
type FirstArchive = Archive & {
  alias(
    request: { readonly action: 'list' } | { readonly action: 'add'; readonly alias: NameRule },
  ): Promise<readonly NameRule[]>;
};

async function main(checkout: string): Promise<void> {
  const from = <T>(file: string) => import(path.resolve(checkout, file)) as Promise<T>;
  const { openArchive } = await from<typeof Open>('src/core/open.ts');
  const { DEFAULT_PATTERNS } = await from<typeof Frame>('src/core/frame/patterns.ts');
  const { DEFAULT_TOLERANCES } = await from<typeof Model>('src/core/model.ts');
  const { interruptMoves } = await from<typeof Interrupted>('test/support/interrupted.ts');
  const { writeFits } = await from<typeof Fits>('test/support/makeFits.ts');
  const { light, ROTATED, writeNight } = await from<typeof Night>('test/unit/core/register/support.ts');

  const { folder, root } = makeRoot();
  const at = (...parts: string[]) => path.join(root, ...parts);
  const database = at('repository', '.astro-archive', 'astro-archive.sqlite');
  for (const name of ['source', 'card', 'elsewhere', 'late', 'repository']) fs.mkdirSync(at(name));
  writeNight(at('source'));
  writeFits(at('card'), 'rotated.fits', light(20, { ...ROTATED, FILTER: 'R' }));
  writeFits(at('card'), 'plain.fits', light(21, { FILTER: 'R' }));
  writeFits(at('elsewhere'), 'outside.fits', light(30, { OBJECT: 'M 33' }));
  writeFits(at('late'), 'half.fits', light(40, { FILTER: 'G' }));
  writeFits(at('late'), 'waiting.fits', light(41, { FILTER: 'G' }));
  const originals: Record<string, string> = {};
  for (const { path: name } of take(root)) {
    const file = at(...name.split('/'));
    originals[name] = createHash('sha256').update(fs.readFileSync(file)).digest('hex');
    fs.utimesSync(file, 1_726_260_000, 1_726_260_000);
  }
  const archive = (await openArchive({
    settings: {
      repository: at('repository'),
      database,
      timeZone: 'UTC',
      sirilPath: null,
      addWcs: 'whenCopied',
      patterns: DEFAULT_PATTERNS,
      tolerances: DEFAULT_TOLERANCES,
    },
    log: silentLog,
    hashThreads: 0,
  })) as FirstArchive;
  const register = (mode: 'move' | 'copy' | 'in-place', name: string) =>
    archive.register({ sources: [at(name)], mode, dryRun: false }, noContext);
  await register('move', 'source');
  await register('in-place', 'elsewhere');
  await archive.regenerate({}, noContext);
  const [session] = (await archive.sessions({ object: 'NGC 7000' })).items;
  await archive.link({ session: session?.id ?? '', links: { dark: null } });
  await archive.note({ subject: { session: session?.id ?? '' }, text: 'windy' });
  await archive.note({ subject: { object: 'M 33' }, text: 'faint' });
  const trunk = { kind: 'object', spelling: 'Trunk', name: 'IC 1396', matching: 'folded' } as const;
  await archive.alias({ action: 'add', alias: trunk });
  const [, frame] = (await archive.frames({})).items;
  await archive.reject({ frames: [frame?.path ?? ''], rejected: true });
  await register('copy', 'card');
  await archive.merge({ from: 'NGC 7000', into: 'My Field', mode: 'files', dryRun: false }, noContext);
  await archive.regenerate({}, noContext);
  const relative = (file: string) => path.relative(root, file).split(path.sep).join('/');
  const state: FixtureState = {
    frames: (await archive.frames({})).items.map((each) => ({
      path: relative(each.path),
      sha256: each.sha256,
      object: each.object,
      session: each.session,
      rejected: each.rejected,
    })),
    sessions: (await archive.sessions({})).items.map(({ id, links, note = null }) => ({ id, links, note })),
    aliases: await archive.alias({ action: 'list' }),
    history: (await archive.history({})).items.map(({ kind }) => kind),
    originals,
  };
  await archive.close();
  const closed = take(root);
  const light40 = at('repository', 'Light', 'half-registered.fits');
  const light41 = at('repository', 'Light', 'waiting-registered.fits');
  await interruptMoves(at('repository'), database, [
    { from: at('late', 'half.fits'), to: light40, halfDone: true },
    { from: at('late', 'waiting.fits'), to: light41, halfDone: false },
  ]);
  const interrupted = take(root, closed).map((file) => ({ ...file, interrupted: true }));
  const fixture: Fixture = { root, files: [...closed, ...interrupted], state };
  fs.writeFileSync(path.join(__dirname, 'version1.json'), `${JSON.stringify(fixture, null, 2)}\n`);
  fs.rmSync(folder, { recursive: true });
}

void main(process.argv[2] ?? '.');
