/** `pixels` and `preview` on files made for them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { inflateSync } from 'node:zlib';
import { decode } from 'jpeg-js';
import { runCommandLine } from '../../../../src/cli/program';
import { temporaryFolder, writeFits } from '../../../support/makeFits';
import { fakeArchive, recorder } from '../fakeArchive';

async function run(...argv: string[]) {
  const { services, out, err } = recorder(fakeArchive({}));
  const code = await runCommandLine([...argv, '--json', '--quiet'], services);
  return { code, out: out(), err: err() };
}

async function json<T>(...argv: string[]): Promise<T> {
  const { out, err } = await run(...argv);
  assert.notEqual(out, '', err);
  return JSON.parse(out) as T;
}

interface Made {
  readonly made: readonly {
    readonly preview: string;
    readonly width: number;
    readonly height: number;
    readonly colour: string;
  }[];
}

describe('pixels and preview on the command line', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  before(() => (folder = temporaryFolder()));
  after(() => folder.dispose());
  const light = (name: string, cards: Record<string, string | number> = {}) =>
    writeFits(folder.path, name, {
      width: 40,
      height: 20,
      cards,
      pixels: (x, y) => 1000 + ((x * 7 + y * 13) % 50) + (y < 10 ? 0 : 20_000),
    });

  it('refuse a place outside the image, and one that is none', async () => {
    const file = light('a.fits');
    for (const place of ['0,1', '41,1', '1,21', 'x', '1']) {
      assert.equal((await run('pixels', file, '--at', place)).code, 2, place);
    }
    assert.equal((await run('pixels', file, '--at', '1,1', '--hdu', '7')).code, 2);
  });

  it('tell what is cut off, with status 1', async () => {
    const file = light('cut.fits');
    writeFileSync(file, readFileSync(file).subarray(0, 2880 + 100));
    const { code, out } = await run('pixels', file);
    assert.equal(code, 1);
    assert.ok((JSON.parse(out) as { problems: unknown[] }).problems.length > 0);
  });

  it('make a picture the right way up', async () => {
    for (const [order, brightAtTop] of [
      ['TOP-DOWN', false],
      ['BOTTOM-UP', true],
    ] as const) {
      const file = light(`${order}.fits`, { ROWORDER: order });
      const to = path.join(folder.path, 'out');
      const report = await json<Made>('preview', file, '--to', to, '--stretch', 'minmax');
      const [made] = report.made;
      assert.ok(made);
      const { preview, width, height } = made;
      assert.deepEqual([width, height], [40, 20]);
      const rows = pngRows(readFileSync(preview));
      assert.equal((rows[0]?.[0] ?? 0) > (rows[19]?.[0] ?? 0), brightAtTop);
    }
  });

  it('make JPEG files, in colour behind a Bayer matrix', async () => {
    const file = light('bayer.fits', { BAYERPAT: 'RGGB' });
    const report = await json<Made>('preview', file, '--to', folder.path, '--format', 'jpeg', '--size', '10');
    const [made] = report.made;
    assert.equal(made?.colour, 'mosaic');
    assert.equal(path.basename(made?.preview ?? ''), 'bayer.jpg');
    const { width, height } = decode(readFileSync(made?.preview ?? ''));
    assert.deepEqual([width, height], [10, 5]);
  });

  it('replace their own preview, and nothing else', async () => {
    const file = light('own.fits');
    const to = path.join(folder.path, 'own');
    assert.equal((await run('preview', file, '--to', to)).code, 0);
    const preview = path.join(to, 'own.png');
    const before = statSync(preview).size;
    assert.equal((await run('preview', file, '--to', to, '--size', '8')).code, 0);
    assert.ok(statSync(preview).size < before);
    // The same name in another folder is another image.
    const other = light('other/own.fits');
    assert.equal((await run('preview', other, '--to', to)).code, 1);
    writeFileSync(preview, 'mine');
    assert.equal((await run('preview', file, '--to', to)).code, 1);
    assert.equal(readFileSync(preview, 'utf8'), 'mine');
    assert.deepEqual(readdirSync(to), ['own.png']);
  });

  it('go on after a file that fails', async () => {
    const bad = writeFits(folder.path, 'bad.fits', Buffer.from('no image'));
    const { code, out } = await run(
      'preview',
      bad,
      light('good.fits'),
      '--to',
      path.join(folder.path, 'both'),
    );
    assert.equal(code, 1);
    const { made, failed } = JSON.parse(out) as { made: unknown[]; failed: { path: string }[] };
    assert.equal(made.length, 1);
    assert.deepEqual(
      failed.map((one) => one.path),
      [bad],
    );
  });
});

/** The rows of a grey PNG, unfiltered. */
function pngRows(file: Buffer): Uint8Array[] {
  const width = file.readUInt32BE(16);
  const data: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') {
      data.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
    }
  }
  const bytes = inflateSync(Buffer.concat(data));
  return Array.from({ length: bytes.length / (width + 1) }, (_, row) => {
    const line = Uint8Array.from(bytes.subarray(row * (width + 1) + 1, (row + 1) * (width + 1)));
    for (let i = 1; i < width; i++) line[i] = (line[i] ?? 0) + (line[i - 1] ?? 0);
    return line;
  });
}
