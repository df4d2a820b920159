import assert from 'node:assert/strict';
import { runCommandLine } from '../../../src/cli/program';
import type { Alias } from '../../../src/core/model';
import { temporaryFolder, writeFits } from '../../support/makeFits';
import { fakeArchive, recorder } from './fakeArchive';

const RULES: readonly Alias[] = [
  { kind: 'object', spelling: 'Trunk', name: 'IC 1396', matching: 'folded' },
  { kind: 'telescope', spelling: 'eq\u001b6', name: 'EQ6', matching: 'folded' },
  { kind: 'filter', spelling: '', name: 'L', matching: 'exact' },
];

describe('names on the command line', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let seen: unknown[];
  beforeEach(() => {
    folder = temporaryFolder();
    writeFits(folder.path, '.astro-archive/astro-archive.sqlite', Buffer.alloc(0));
    seen = [];
  });
  afterEach(() => folder.dispose());

  const run = async (...argv: string[]) => {
    const archive = fakeArchive({
      alias: (request) => (seen.push(request), Promise.resolve(RULES)),
    });
    const recorded = recorder(archive, { folder: folder.path });
    return { ...recorded, code: await runCommandLine(argv, recorded.services) };
  };

  it('lists all rules, or those of one kind', async () => {
    const listed = await run('map', '--json');
    assert.deepEqual(JSON.parse(listed.out()), RULES);
    assert.deepEqual(listed.events, ['open read', 'close']);
    assert.deepEqual(JSON.parse((await run('map', '--kind', 'filter', '--json')).out()), [RULES[2]]);
    assert.deepEqual(JSON.parse((await run('alias', '--json')).out()), [RULES[0]]);
    const text = (await run('map')).out();
    assert.match(text, /telescope +eq\\x1b6 +EQ6 +folded/);
    assert.match(text, /filter +\(nothing\) +L +exact/);
    assert.equal((await run('map', '--kind', 'mount')).code, 2);
  });

  it('adds and removes rules', async () => {
    assert.deepEqual((await run('map', 'add', 'telescope', 'eq 6', 'EQ6')).events, ['open write', 'close']);
    await run('map', 'add', 'imager', '*2600*', 'ASI2600', '--matching', 'pattern');
    await run('map', 'add', 'filter', '', 'L');
    await run('map', 'remove', 'telescope', 'eq 6');
    assert.deepEqual(seen, [
      { action: 'add', alias: { kind: 'telescope', spelling: 'eq 6', name: 'EQ6', matching: 'folded' } },
      { action: 'add', alias: { kind: 'imager', spelling: '*2600*', name: 'ASI2600', matching: 'pattern' } },
      { action: 'add', alias: { kind: 'filter', spelling: '', name: 'L', matching: 'exact' } },
      { action: 'remove', kind: 'telescope', spelling: 'eq 6' },
    ]);
    assert.equal((await run('map', 'add', 'mount', 'a', 'b')).code, 2);
    assert.equal((await run('map', 'add', 'filter', 'a')).code, 2);
    assert.equal((await run('map', 'add', 'filter', 'a', 'b', '--matching', 'regex')).code, 2);
  });
});
