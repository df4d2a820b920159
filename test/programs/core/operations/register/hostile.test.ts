/** Files that are not what they seem, names that lead elsewhere, folders that vanish: the rest goes on. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import * as zlib from 'node:zlib';
import { CHECKOUT_MARKER } from '../../../../../src/core/operations/checkout/marker';
import { Bench, counts, register } from '../../../../support/bench';
import { filesIn, sha256 } from '../../../../support/files';
import { makeFits } from '../../../../support/makeFits';
import { light } from '../../../../support/night';

describe('register, with bad input', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());

  for (const mode of ['copy', 'move', 'in-place'] as const) {
    it(`reports each bad file and registers the good ones (${mode})`, async () => {
      const whole = makeFits(light(0));
      bench.put('bad/text.fits', Buffer.from('this is no FITS file'));
      bench.put('bad/empty.fits', Buffer.alloc(0));
      bench.put('bad/header.fits', whole.subarray(0, 400));
      bench.put('bad/no-end.fits', Buffer.concat([whole.subarray(0, 1200), Buffer.alloc(4560, ' ')]));
      bench.put('bad/data.fits', whole.subarray(0, whole.length - 2880));
      bench.put('bad/packed.fits.gz', Buffer.from('no gzip'));
      bench.put('bad/cut.fits.gz', zlib.gzipSync(whole).subarray(0, 60));
      bench.put('bad/random.fit', Buffer.from(Array.from({ length: 9000 }, (_, i) => (i * 7919) % 256)));
      const good = bench.put('good.fits', light(7));
      const before = new Map(
        filesIn(bench.source).map((name) => [name, sha256(path.join(bench.source, name))]),
      );
      const archive = await bench.open();
      const report = await register(archive, mode, bench.source);
      assert.deepEqual(
        report.registered.map(({ from }) => from),
        [good],
      );
      assert.deepEqual(report.failed.map((failed) => path.basename(failed.path)).sort(), [
        'cut.fits.gz',
        'data.fits',
        'empty.fits',
        'header.fits',
        'no-end.fits',
        'packed.fits.gz',
        'random.fit',
        'text.fits',
      ]);
      for (const { path: file, error } of report.failed) {
        assert.ok(error.includes(file), error);
        assert.equal(sha256(file), before.get(path.relative(bench.source, file)));
      }
      assert.equal((await archive.status()).frameCount, 1);
    });
  }

  it('minds the last pixel, but not the padding behind it', async () => {
    const whole = makeFits(light(0));
    const pixels = 16 * 12 * 2;
    bench.put('unpadded.fits', whole.subarray(0, whole.length - 2880 + pixels));
    bench.put('cut.fits', makeFits(light(1)).subarray(0, whole.length - 2880 + pixels - 1));
    const report = await register(await bench.open(), 'copy', bench.source);
    assert.deepEqual(
      report.registered.map(({ from }) => path.basename(from)),
      ['unpadded.fits'],
    );
    assert.deepEqual(
      report.failed.map(({ path: file, reason }) => [path.basename(file), reason]),
      [['cut.fits', 'unfinished']],
    );
  });

  it('never leaves the repository, whatever a header says', async () => {
    const names = [
      '..',
      '../x',
      '../../../../etc/x',
      '/etc',
      'CON',
      'nul.fits',
      '',
      ' ',
      '.',
      'x'.repeat(68),
      'a\\b',
      'C:\\x',
      "'; drop table frame; --",
      '%2e%2e',
      '$(id)',
      '~',
      '-rf',
      'a:b|c?d*e"f<g>h',
    ];
    names.forEach((name, i) =>
      bench.put(`${i}.fits`, light(i, { OBJECT: name, TELESCOP: name, INSTRUME: name, FILTER: name })),
    );
    bench.put(
      'bytes.fits',
      makeFits({ ...light(40), cards: { ...light(40).cards, OBJECT: 'M 31\u0000\u0007\u009b' } }),
    );
    const archive = await bench.open();
    const report = await register(archive, 'copy', bench.source);
    assert.deepEqual(report.failed, []);
    assert.equal(report.registered.length, names.length + 1);
    assert.deepEqual(fs.readdirSync(bench.folder).sort(), ['database', 'repository', 'source']);
    for (const { to } of report.registered) {
      assert.ok(to.startsWith(bench.repository + path.sep) && path.normalize(to) === to, to);
      assert.ok(fs.existsSync(to));
      for (const part of path.relative(bench.repository, to).split(path.sep)) {
        assert.match(part, /^[^.\-\s][^\\/:*?"<>|\p{Cc}]*$/u);
        assert.doesNotMatch(part, /^(con|nul)(\.|$)/i);
        assert.ok(Buffer.byteLength(part) <= 200);
      }
    }
    assert.equal((await archive.status()).frameCount, names.length + 1);
  });

  it('keeps long names below what file systems take', async () => {
    const long = light(0, {});
    const continued = [
      "OBJECT  = '" + 'x'.repeat(66) + "&'",
      ...Array.from({ length: 4 }, () => "CONTINUE  '" + 'y'.repeat(66) + "&'"),
      "CONTINUE  'end'",
    ];
    const cards = [...Object.entries(long.cards as Record<string, string>).filter(([k]) => k !== 'OBJECT')];
    bench.put('long.fits', { ...long, cards: [...cards, ...continued] });
    const report = await register(await bench.open(), 'copy', bench.source);
    assert.deepEqual(counts(report), [1, 0, 0, 0]);
    assert.ok(Buffer.byteLength(path.basename(report.registered[0]?.to ?? '')) <= 200);
  });

  it('passes over links, sockets, pipes, hidden files and checkouts, and says so', async () => {
    const good = bench.put('good.fits', light(0));
    fs.symlinkSync(good, path.join(bench.source, 'link.fits'));
    fs.symlinkSync('/nowhere', path.join(bench.source, 'dangling.fits'));
    bench.put('.hidden.fits', light(1));
    bench.put('.hidden/x.fits', light(2));
    bench.put(`checkout/${CHECKOUT_MARKER}`, Buffer.from('{}'));
    bench.put('checkout/lights/x.fits', light(3));
    fs.mkdirSync(path.join(bench.source, 'folder.fits'));
    bench.put('stack.xish', Buffer.from('<xisf/>'));
    bench.put('notes.txt', Buffer.from('notes'));
    const server = net.createServer();
    if (process.platform !== 'win32') {
      execFileSync('mkfifo', [path.join(bench.source, 'pipe.fits')]);
      await new Promise<void>((done) => server.listen(path.join(bench.source, 'socket.fits'), done));
    }
    try {
      const report = await register(await bench.open(), 'move', bench.source);
      assert.deepEqual(
        report.registered.map(({ from }) => from),
        [good],
      );
      assert.deepEqual(report.failed, []);
      const skipped = report.skipped.map((entry) => path.basename(entry.path)).sort();
      const special = process.platform === 'win32' ? [] : ['pipe.fits', 'socket.fits'];
      const expected = ['.hidden.fits', 'checkout', 'dangling.fits', 'link.fits', 'stack.xish', ...special];
      assert.deepEqual(skipped, expected.sort());
    } finally {
      server.close();
    }
  });

  it('reports sources that are not there, and goes on with the others', async () => {
    bench.put('x.fits');
    const gone = path.join(bench.folder, 'gone');
    const report = await register(await bench.open(), 'copy', [gone, bench.source]);
    assert.deepEqual(counts(report), [1, 0, 1, 0]);
    assert.equal(report.failed[0]?.path, gone);
  });

  it('survives a folder that vanishes while it works', async () => {
    for (let i = 0; i < 20; i++) bench.put(`${i}/x.fits`, light(i));
    const archive = await bench.open();
    let gone = false;
    const progress = {
      report({ phase }: { phase: string }) {
        if (gone || phase !== 'Reading headers') return;
        gone = true;
        for (let i = 10; i < 20; i++) fs.rmSync(path.join(bench.source, String(i)), { recursive: true });
      },
    };
    const report = await register(archive, 'move', bench.source, {
      progress,
      cancel: { isCancellationRequested: false },
    });
    assert.deepEqual(counts(report), [10, 0, 10, 0]);
    assert.equal(filesIn(bench.repository).length, 10);
  });

  it('leaves a file alone that changed after it was read', async () => {
    const file = bench.put('x.fits', light(0));
    const archive = await bench.open();
    const progress = {
      report: ({ phase }: { phase: string }) =>
        void (phase === 'Storing files' && fs.appendFileSync(file, 'more')),
    };
    const report = await register(archive, 'move', bench.source, {
      progress,
      cancel: { isCancellationRequested: false },
    });
    assert.equal(report.failed[0]?.reason, 'changed');
    assert.ok(fs.existsSync(file));
    assert.deepEqual(filesIn(bench.repository), []);
  });

  it('never overwrites a file that took the name in the last moment', async () => {
    bench.put('x.fits', light(0));
    bench.put('y.fits', light(1));
    for (const mode of ['copy', 'move'] as const) {
      const archive = await bench.open();
      const plan = await archive.register(
        { sources: [bench.source], mode, dryRun: true },
        { progress: { report() {} }, cancel: { isCancellationRequested: false } },
      );
      const to = plan.registered[0]?.to ?? '';
      const progress = {
        report({ phase }: { phase: string }) {
          if (phase !== 'Storing files' || fs.existsSync(to)) return;
          fs.mkdirSync(path.dirname(to), { recursive: true });
          fs.writeFileSync(to, 'somebody else');
        },
      };
      const report = await register(archive, mode, bench.source, {
        progress,
        cancel: { isCancellationRequested: false },
      });
      assert.deepEqual(counts(report), [1, 0, 1, 0], mode);
      assert.equal(fs.readFileSync(to, 'utf8'), 'somebody else');
      assert.ok(fs.existsSync(plan.registered[0]?.from ?? ''));
      assert.equal(filesIn(bench.repository).length, 2, 'no part stays behind');
      await archive.close();
      fs.rmSync(bench.repository, { recursive: true });
      fs.rmSync(path.dirname(bench.database), { recursive: true });
      bench.put('y.fits', light(1));
    }
  });

  it('reports a repository in which nothing can be made', async () => {
    bench.put('x.fits', light(0));
    bench.put('y.fits', light(1));
    fs.writeFileSync(bench.repository, 'a file where the folder should be');
    const archive = await bench.open();
    for (let times = 0; times < 2; times++) {
      await assert.rejects(register(archive, 'move', bench.source), { code: 'file' });
    }
    assert.deepEqual(filesIn(bench.source), ['x.fits', 'y.fits']);
    fs.rmSync(bench.repository);
    assert.deepEqual(counts(await register(archive, 'move', bench.source)), [2, 0, 0, 0]);
  });
});
