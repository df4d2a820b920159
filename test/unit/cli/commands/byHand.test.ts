import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { explanationText } from '../../../../src/cli/commands/explain';
import { runCommandLine } from '../../../../src/cli/program';
import type {
  LinkRequest,
  RejectReport,
  RejectRequest,
  SessionExplanation,
} from '../../../../src/core/api/archive';
import { temporaryFolder, writeFits } from '../../../support/makeFits';
import { fakeArchive, LIGHT, recorder } from '../fakeArchive';

const EXPLAINED: SessionExplanation = {
  session: LIGHT,
  candidates: { bias: [], dark: [], flat: [], flatDark: [] },
  manual: {
    dark: { target: 'd1', state: 'failed', text: 'chosen by hand, although gain does not match' },
    flat: { target: null, state: 'none', text: 'none, by hand' },
  },
  missing: [],
};

describe('links and rejections on the command line', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let seen: (LinkRequest | RejectRequest)[];
  beforeEach(() => {
    folder = temporaryFolder();
    writeFits(folder.path, '.astro-archive/astro-archive.sqlite', Buffer.alloc(0));
    seen = [];
  });
  afterEach(() => folder.dispose());

  const run = async (argv: readonly string[], unknown: RejectReport['unknown'] = []) => {
    const archive = fakeArchive({
      link: (request) => (seen.push(request), Promise.resolve(LIGHT)),
      explain: () => Promise.resolve(EXPLAINED),
      reject: (request) => {
        seen.push(request);
        return Promise.resolve({ changed: ['/a/x.fits'], unchanged: [], unknown });
      },
    });
    const recorded = recorder(archive, { folder: folder.path });
    return { ...recorded, code: await runCommandLine(argv, recorded.services) };
  };

  it('hands the chosen links on, prints the session, and warns of a criterion that fails', async () => {
    const { code, out, err, events } = await run([
      'link',
      '8c1f',
      '--dark',
      'd1',
      '--flat',
      'none',
      '--flat-dark',
      'auto',
      '--json',
    ]);
    assert.equal(code, 0);
    assert.deepEqual(seen, [{ session: '8c1f', links: { dark: 'd1', flat: null, flatDark: 'automatic' } }]);
    assert.equal((JSON.parse(out()) as { id: string }).id, LIGHT.id);
    assert.equal(err(), 'Warning: d1: chosen by hand, although gain does not match\n');
    assert.deepEqual(events, ['open write', 'close']);
    assert.match((await run(['link', '8c1f', '--flat', 'none'])).out(), /8c1f03b2a9d4 +light/);
  });

  it('hands absolute paths on, and is 1 where one is not in the archive', async () => {
    const { code, out } = await run(['reject', 'x.fits', '--json']);
    assert.equal(code, 0);
    assert.deepEqual(seen, [{ frames: [path.join(folder.path, 'x.fits')], rejected: true }]);
    assert.deepEqual(JSON.parse(out()), { changed: ['/a/x.fits'], unchanged: [], unknown: [] });
    const undone = await run(['reject', 'x.fits', '--undo'], ['/a/\u001bgone.fits']);
    assert.equal(undone.code, 1);
    assert.deepEqual(seen[1], { frames: [path.join(folder.path, 'x.fits')], rejected: false });
    assert.match(
      undone.out(),
      /^1 frame taken back, 1 not in the archive\n\nNot in the archive\n {2}\/a\/\\x1bgone/,
    );
  });

  it('makes no database in a mistyped folder, and needs a file or a session', async () => {
    const { code, err, events } = await run(['reject', 'x.fits', '--repository', 'nowhere']);
    assert.deepEqual(events, []);
    assert.equal(code, 2);
    assert.match(err(), /no archive yet.*Register a folder first/);
    assert.equal(fs.existsSync(path.join(folder.path, 'nowhere')), false);
    assert.equal((await run(['reject'])).code, 2);
    assert.equal((await run(['link'])).code, 2);
  });

  it('says in an explanation what was decided by hand', () => {
    const text = explanationText(EXPLAINED);
    assert.match(text, /^dark: no candidates\nchosen by hand, although gain does not match$/m);
    assert.match(text, /^flat: no candidates\nnone, by hand$/m);
  });
});
