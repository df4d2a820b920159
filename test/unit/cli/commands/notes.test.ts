import assert from 'node:assert/strict';
import * as path from 'node:path';
import { frameJson, sessionJson } from '../../../../src/cli/json/json';
import { runCommandLine } from '../../../../src/cli/program';
import type { NameRule } from '../../../../src/core/base/nameRule';
import { temporaryFolder, writeFits } from '../../../support/makeFits';
import { fakeArchive, FRAME, LIGHT, recorder } from '../fakeArchive';

const ALIAS: NameRule = { kind: 'object', spelling: 'Trunk\u001b', name: 'IC 1396', matching: 'folded' };

describe('aliases and notes on the command line', () => {
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
      nameRules: (request) => (seen.push(request), Promise.resolve([ALIAS])),
      note: (request) => (seen.push(request), Promise.resolve({ text: request.text ?? null })),
    });
    const recorded = recorder(archive, { folder: folder.path });
    return { ...recorded, code: await runCommandLine(argv, recorded.services) };
  };

  it('lists, adds and removes aliases', async () => {
    const listed = await run('alias', '--json');
    assert.deepEqual(JSON.parse(listed.out()), [ALIAS]);
    assert.deepEqual(listed.events, ['open read', 'close']);
    const added = await run('alias', 'add', 'Trunk*', 'IC 1396', '--matching', 'pattern');
    assert.deepEqual(added.events, ['open write', 'close']);
    assert.match(added.out(), /Trunk\\x1b +IC 1396 +folded/);
    await run('alias', 'remove', 'Trunk*');
    assert.deepEqual(seen, [
      { action: 'list' },
      { action: 'add', rule: { kind: 'object', spelling: 'Trunk*', name: 'IC 1396', matching: 'pattern' } },
      { action: 'remove', kind: 'object', spelling: 'Trunk*' },
    ]);
    assert.equal((await run('alias', 'add', 'Trunk')).code, 2);
    assert.equal((await run('alias', 'add', 'a', 'b', '--matching', 'regex')).code, 2);
  });

  it('reads, writes and removes notes', async () => {
    assert.equal((await run('note', '--session', '8c1f')).out(), 'No note.\n');
    assert.deepEqual(JSON.parse((await run('note', '--object', 'M 31', 'big', '--json')).out()), {
      text: 'big',
    });
    await run('note', '--frame', 'a.fits', '--remove');
    assert.deepEqual(seen, [
      { subject: { session: '8c1f' } },
      { subject: { object: 'M 31' }, text: 'big' },
      { subject: { frame: path.join(folder.path, 'a.fits') }, text: null },
    ]);
    assert.equal((await run('note', 'text')).code, 2);
    assert.equal((await run('note', '--session', 'a', '--object', 'b', 'text')).code, 2);
    assert.equal((await run('note', '--session', 'a', 'text', '--remove')).code, 2);
  });

  it('shows notes with sessions and frames where there are some', () => {
    assert.equal('note' in (sessionJson(LIGHT) as object), false);
    assert.equal((sessionJson({ ...LIGHT, note: 'fog' }) as { note: string }).note, 'fog');
    assert.equal('note' in (frameJson(FRAME) as object), false);
    assert.equal((frameJson({ ...FRAME, note: 'fog' }) as { note: string }).note, 'fog');
  });
});
