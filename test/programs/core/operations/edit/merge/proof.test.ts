/** Any merge, taken back, leaves every byte and every row as it was; and other programs find nothing wrong with the files. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Archive, MergeMode } from '../../../../../../src/core/api/archive';
import { noContext } from '../../../../../../src/core/base/ports';
import { allFrames, allSessions, Bench, register } from '../../../../../support/bench';
import { filesIn, sha256 } from '../../../../../support/files';
import { makeFits, writeFits } from '../../../../../support/makeFits';
import { image, keyword, makeXisf, pixels } from '../../../../../support/makeXisf';
import { type Cards, light, ROTATED } from '../../../../../support/night';
import { shared } from '../../../../../support/shared';

const CHECK = shared('tools', 'check_fits.py');
const PYTHON = '/usr/bin/python3';

const frames = fc.array(
  fc.record({
    object: fc.constantFrom('Panel 1', 'PANEL_1', 'My Field', "Barnard's x/y", '..', 'Other  one'),
    filter: fc.constantFrom('L', 'Ha'),
    form: fc.constantFrom('fits', 'fits', 'xisf', 'gz', 'rotated', 'full'),
    place: fc.constantFrom('copy', 'copy', 'in-place', 'inside'),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('any merge', function () {
  this.timeout(120_000);

  it('taken back leaves every byte and every row as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        frames,
        fc.constantFrom<MergeMode>('files', 'all', 'headers', 'database'),
        fc.constantFrom('Panel 1', 'Other  one', "Barnard's x/y"),
        fc.constantFrom('My Field', 'panel 1', 'Q "1"'),
        async (specs, mode, from, into) => {
          const bench = new Bench();
          try {
            for (const [i, spec] of specs.entries()) put(bench, i, spec);
            fs.mkdirSync(bench.repository, { recursive: true });
            const archive = await bench.open();
            await register(archive, 'copy', path.join(bench.source, 'copy'));
            await register(archive, 'in-place', path.join(bench.source, 'in-place'));
            await register(archive, 'in-place', path.join(bench.repository, 'inside'));
            await archive.regenerate({}, noContext);
            const before = await stateOf(archive, bench);
            const report = await archive
              .merge({ from, into, mode, dryRun: false }, noContext)
              .catch(() => null);
            if (report === null) return assert.deepEqual(await stateOf(archive, bench), before);
            assert.deepEqual(report.failed, []);
            // What the archive knows is what lies there.
            for (const frame of await allFrames(archive)) {
              assert.equal(sha256(frame.path), frame.editedSha256 ?? frame.sha256);
              assert.equal(fs.statSync(frame.path).mtimeMs, frame.mtime);
            }
            const { missing, changed, unreadable } = await archive.verify(
              { quick: false, fromStart: true },
              noContext,
            );
            assert.deepEqual([missing, changed, unreadable], [[], [], []]);
            const undone = await archive.undo({ operation: null, dryRun: false }, noContext);
            assert.deepEqual(undone.refused, []);
            assert.deepEqual(await stateOf(archive, bench), before);
          } finally {
            await bench.dispose();
          }
        },
      ),
      { numRuns: 20, seed: 20241104 },
    );
  });

  it('leaves files that fitsverify and astropy find nothing wrong with', async function () {
    const able = fs.existsSync(CHECK) && spawnSync(PYTHON, ['-c', 'import astropy']).status === 0;
    if (!able || spawnSync('fitsverify', ['-h']).error) return this.skip();
    const bench = new Bench();
    try {
      ['fits', 'fits', 'full'].forEach((form, i) =>
        put(bench, i, { object: 'Panel 1', filter: 'L', form, place: 'copy' }),
      );
      const archive = await bench.open();
      await register(archive, 'copy', bench.source);
      const { changed } = await archive.merge(
        { from: 'Panel 1', into: "Elephant's Trunk", mode: 'files', dryRun: false },
        noContext,
      );
      assert.equal(changed.length, 3);
      for (const frame of await allFrames(archive)) {
        const [original = ''] = filesIn(bench.source).filter(
          (name) => sha256(path.join(bench.source, name)) === frame.sha256,
        );
        const run = spawnSync(PYTHON, [CHECK, path.join(bench.source, original), frame.path], {
          encoding: 'utf8',
        });
        assert.equal(run.status, 0, run.stdout + run.stderr);
      }
    } finally {
      await bench.dispose();
    }
  });
});

interface Spec {
  readonly object: string;
  readonly filter: string;
  readonly form: string;
  readonly place: string;
}

function put(bench: Bench, i: number, { object, filter, form, place }: Spec): void {
  const cards: Cards = { OBJECT: object, FILTER: filter, ...(form === 'rotated' ? ROTATED : {}) };
  const spec = light(i, cards);
  const folder = place === 'inside' ? path.join(bench.repository, 'inside') : path.join(bench.source, place);
  if (form === 'xisf') {
    const keywords = Object.entries(spec.cards ?? {}).map(([key, value]) =>
      keyword(key, typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)),
    );
    const bytes = makeXisf({
      body: image(keywords.join('').replaceAll("''", '&apos;&apos;')),
      blocks: [pixels(i)],
    });
    writeFits(folder, `${i}.xisf`, bytes);
  } else if (form === 'gz') writeFits(folder, `${i}.fits.gz`, gzipSync(makeFits(spec)));
  else if (form === 'full') {
    const count = Object.keys(spec.cards ?? {}).length + 5;
    const more = Array.from({ length: 36 - (count % 36) - 1 }, (_, n) => [`PAD${n}`, n] as const);
    writeFits(folder, `${i}.fits`, {
      ...spec,
      cards: { ...(spec.cards as Cards), ...Object.fromEntries(more) },
    });
  } else writeFits(folder, `${i}.fits`, spec);
}

async function stateOf(archive: Archive, bench: Bench) {
  return {
    files: [bench.repository, bench.source].flatMap((folder) =>
      filesIn(folder).map((name) => [name, sha256(path.join(folder, name))]),
    ),
    // Systems keep nanoseconds, and programs set microseconds.
    frames: (await allFrames(archive)).map((frame) => ({ ...frame, mtime: Math.round(frame.mtime) })),
    sessions: await allSessions(archive),
    rules: await archive.nameRules({ action: 'list' }),
  };
}
