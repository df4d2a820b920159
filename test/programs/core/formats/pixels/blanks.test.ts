/** Missing pixels of whole numbers that each tile marks in its own way, as cfitsio reads them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { openPixels } from '../../../../../src/core/formats/pixels/openPixels';
import { temporaryFolder, writeFits } from '../../../../support/makeFits';
import { makeTiles, type TilesSpec } from '../../../../support/makeTiles';
import { wholeOf } from '../../../../support/pixels';
import { random } from '../../../../support/random';
import { packer } from '../../../../unit/core/formats/pixels/schemes';

const PYTHON = '/usr/bin/python3';
/** Any number that no pixel has. */
const MISSING = -99_999;
/** Prints the pixels of the second unit of each file, with `MISSING` for those that are. */
const CFITSIO = `
import ctypes, json, sys
lib = ctypes.CDLL('libcfitsio.so.10')
for path, count in zip(sys.argv[1::2], map(int, sys.argv[2::2])):
    file, status, some = ctypes.c_void_p(), ctypes.c_int(0), ctypes.c_int(0)
    lib.ffopen(ctypes.byref(file), path.encode(), 0, ctypes.byref(status))
    lib.ffmahd(file, 2, ctypes.byref(some), ctypes.byref(status))
    values, missing = (ctypes.c_double * count)(), ctypes.c_double(${MISSING})
    lib.ffgpv(file, 82, ctypes.c_longlong(1), ctypes.c_longlong(count), ctypes.byref(missing), values,
              ctypes.byref(some), ctypes.byref(status))
    print(json.dumps({'status': status.value, 'values': list(values)}))
    lib.ffclos(file, ctypes.byref(status))
`;

const AXES = [23, 14];
const PIXELS = 23 * 14;
const TILE = [9, 5];
const TILES = 9;

/** Pixels around 100, and marks that differ from tile to tile, each where a pixel is missing. */
function missing(bitpix: 16 | 32, offset: number, isMasked: boolean): Pick<TilesSpec, 'pixels' | 'blanks'> {
  const next = random(bitpix + offset);
  const blanks = Array.from({ length: TILES }, (_, n) => BigInt((isMasked ? 9000 : -9000) - n));
  const pixels = Array.from({ length: PIXELS }, (_, i) => {
    const [x, y] = [i % 23, Math.floor(i / 23)];
    const tile = Math.floor(x / 9) + 3 * Math.floor(y / 5);
    return next() < 0.1 ? Number(blanks[tile]) : Math.floor(100 + 20 * next()) - offset;
  });
  return { pixels, blanks };
}

const parameters = (bitpix: number) =>
  [
    ['ZNAME1', 'BLOCKSIZE'],
    ['ZVAL1', 16],
    ['ZNAME2', 'BYTEPIX'],
    ['ZVAL2', bitpix / 8],
  ] as const;

const SPECS: Record<string, TilesSpec> = {};
for (const method of ['GZIP_1', 'GZIP_2', 'RICE_1', 'PLIO_1', 'HCOMPRESS_1'] as const) {
  for (const [name, bitpix, offset] of [
    ['i16', 16, 0],
    ['u16', 16, 32_768],
    ['i32', 32, 0],
  ] as const) {
    // Masks have no negative numbers, and none of theirs is without sign.
    if (method === 'PLIO_1' && offset !== 0) continue;
    SPECS[`${method} ${name}`] = {
      ...{ bitpix, axes: AXES, tile: TILE, method, ...missing(bitpix, offset, method === 'PLIO_1') },
      ...(method === 'GZIP_1' || method === 'GZIP_2' ? {} : { pack: packer(method, bitpix, 0) }),
      cards: [...(offset === 0 ? [] : ([['BZERO', offset]] as const)), ...parameters(bitpix)],
    };
  }
}

describe('missing pixels of tiles', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());
  const hasCfitsio = spawnSync(PYTHON, ['-c', "import ctypes; ctypes.CDLL('libcfitsio.so.10')"]).status === 0;

  it('are those that cfitsio finds', async function () {
    if (!hasCfitsio) return this.skip();
    const files = Object.entries(SPECS).map(
      ([name, spec]) => [name, writeFits(folder.path, `${name}.fits.fz`, makeTiles(spec))] as const,
    );
    const counts = files.flatMap(([, path]) => [path, String(PIXELS)]);
    const { stdout, stderr } = spawnSync(PYTHON, ['-c', CFITSIO, ...counts], { encoding: 'utf8' });
    const lines = stdout.trim().split('\n');
    assert.equal(lines.length, files.length, stderr);
    for (const [i, [name, path]] of files.entries()) {
      const { status, values } = JSON.parse(lines[i] ?? '') as { status: number; values: number[] };
      assert.equal(status, 0, name);
      assert.ok(values.filter((value) => value === MISSING).length > 10, name);
      const file = await openPixels(path);
      try {
        const [image] = file.images;
        assert.ok(image, file.problems.join('; '));
        const samples = Array.from(await image.read(0, wholeOf(image)), Number);
        assert.deepEqual(
          samples.map((value) => (value === image.blank ? MISSING : value)),
          values,
          name,
        );
      } finally {
        await file.close();
      }
    }
  });
});
