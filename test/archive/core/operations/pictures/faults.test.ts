/** Statistics and previews of files that change or go while they are read, and previews that cannot be written. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { neverCancelled, noContext, noProgress } from '../../../../../src/core/base/ports';
import { makePreviews, type PreviewsRequest } from '../../../../../src/core/operations/pictures/makePreviews';
import { pixelAt } from '../../../../../src/core/operations/pictures/pixelAt';
import { pixelsReport } from '../../../../../src/core/operations/pictures/pixelsReport';
import { previewComment } from '../../../../../src/core/operations/pictures/previewFile';
import { failed } from '../../../../support/failed';
import { makeFits, temporaryFolder, writeFits } from '../../../../support/makeFits';
import { type Call, whileRefusing } from '../../../../support/refuse';
import { whileReplacing, whileReplacingPromise } from '../../../../support/replaceCall';

const HEADER = 2880;
/** More bytes than are read in one go. */
const WIDTH = 700;
const HEIGHT = 500;
const LATER = new Date('2026-01-02T03:04:05Z');

describe('pictures while something goes wrong', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  let target: string;
  beforeEach(() => {
    folder = temporaryFolder();
    target = join(folder.path, 'previews');
    file = light('light.fits');
  });
  afterEach(() => folder.dispose());

  const light = (name: string) =>
    writeFits(folder.path, name, {
      width: WIDTH,
      height: HEIGHT,
      pixels: (x, y) => 1000 + ((x * 7 + y) % 50),
    });
  const request = (...files: string[]): PreviewsRequest => ({
    ...{ files, folder: target, size: 64, stretch: null, format: 'png', hdu: null, plane: null },
  });
  const previews = (...files: string[]) => makePreviews(request(...files), noContext);
  const left = () => fs.readdirSync(target).sort();

  /** Does something to the file once pixels have been read of it, in the middle of the work. */
  const meanwhile = <T>(happens: () => void, work: () => Promise<T>): Promise<T> => {
    let isDone = false;
    return whileReplacing(
      'readSync',
      (real) =>
        (...args) => {
          const count = (real as (...all: unknown[]) => number)(...args);
          const position = (args as unknown[])[4];
          if (!isDone && typeof position === 'number' && position >= HEADER) {
            isDone = true;
            happens();
          }
          return count;
        },
      async () => {
        const result = await work().catch((error: unknown) => {
          assert.ok(isDone, String(error));
          throw error;
        });
        assert.ok(isDone, 'it happens while pixels are read');
        return result;
      },
    );
  };
  const shrink = () => fs.truncateSync(file, HEADER + 1000);
  const change = () => {
    const fd = fs.openSync(file, 'r+');
    fs.writeSync(fd, Buffer.alloc(64, 0x7f), 0, 64, HEADER);
    fs.closeSync(fd);
    fs.utimesSync(file, LATER, LATER);
  };

  for (const [what, happens] of [
    ['shrinks', shrink],
    ['changes', change],
  ] as const) {
    it(`tell that a file ${what} while they are read`, async () => {
      const told = failed('file', { path: file, reason: 'changed' });
      await assert.rejects(
        meanwhile(happens, () => pixelsReport(file, noContext)),
        told,
      );
    });

    it(`make no preview of a file that ${what} meanwhile, and go on`, async () => {
      const other = light('other.fits');
      const report = await meanwhile(happens, () => previews(file, other));
      assert.deepEqual(
        report.failed.map(({ path }) => path),
        [file],
      );
      assert.deepEqual(left(), ['other.png']);
    });
  }

  it('read a file that vanishes as it was', async () => {
    const expected = await pixelsReport(file, noContext);
    assert.deepEqual(
      await meanwhile(
        () => fs.unlinkSync(file),
        () => pixelsReport(file, noContext),
      ),
      expected,
    );
    file = light('light.fits');
    const { made } = await meanwhile(
      () => fs.unlinkSync(file),
      () => previews(file),
    );
    assert.equal(made.length, 1);
    assert.deepEqual(left(), ['light.png']);
  });

  it('say which drive is gone: of pixels what was read before stands, and the rest is a problem', async () => {
    const isPixels = ({ name, args }: Call) => name === 'readSync' && Number(args[4]) >= HEADER + 1_000;
    const { result } = await whileRefusing(
      (call) => (isPixels(call) ? 'EIO' : null),
      () => pixelsReport(file, noContext),
    );
    assert.equal(result?.incomplete, true);
    assert.deepEqual(
      result.problems.map((problem) => [problem.includes(file), problem.includes('EIO')]),
      [[true, true]],
    );
    const { error } = await whileRefusing(
      ({ name }) => (name === 'openSync' ? 'EIO' : null),
      () => pixelAt(file, { x: 1, y: 1, hdu: null, plane: 0 }, neverCancelled),
    );
    assert.ok(failed('file', { path: file, reason: 'EIO' })(error));
    const zipped = writeFits(folder.path, 'zipped.fits.gz', gzipSync(makeFits({ width: 4, height: 4 })));
    const gone = Object.assign(new Error('refused'), { code: 'EIO' });
    const reading = whileReplacing(
      'read',
      () =>
        (...args) => {
          const callback: unknown = args.at(-1);
          setImmediate(() => (callback as (error: Error) => void)(gone));
        },
      () => pixelsReport(zipped, noContext),
    );
    await assert.rejects(reading, failed('file', { path: zipped, reason: 'EIO' }));
  });

  it('leave nothing half-written where a call of the file system fails, whichever it is', async () => {
    file = writeFits(folder.path, 'light.fits', { width: 8, height: 6 });
    const { made } = await whileRefusing(
      () => null,
      () => previews(file),
    );
    const before = fs.readFileSync(join(target, 'light.png'));
    for (const isThere of [false, true]) {
      for (let at = 0; at < made.length; at++) {
        fs.rmSync(target, { recursive: true });
        fs.mkdirSync(target);
        if (isThere) fs.writeFileSync(join(target, 'light.png'), before);
        const refuse = ({ number, name }: Call) => (number === at && name !== 'rm' ? 'EIO' : null);
        const { result, error } = await whileRefusing(refuse, () => previews(file));
        if (error !== undefined) assert.ok(failed('file', { reason: 'EIO' })(error));
        const names = left();
        assert.deepEqual(names, isThere || result?.made.length === 1 ? ['light.png'] : [], `call ${at}`);
        for (const name of names) assert.deepEqual(fs.readFileSync(join(target, name)), before);
      }
    }
  });

  it('refuse a folder that cannot be written before any file is read', async () => {
    for (const code of ['EROFS', 'EACCES']) {
      const { error, made } = await whileRefusing(
        ({ name }) => (name === 'access' ? code : null),
        () => previews(file),
      );
      assert.ok(failed('file', { path: target, reason: code as 'EROFS' })(error));
      assert.ok(!made.includes('readSync'));
    }
    fs.rmSync(target, { recursive: true });
    fs.writeFileSync(target, '');
    await assert.rejects(previews(file), failed('exists', { path: target }));
  });

  it('name the preview where the drive is full, and remove what was written of it', async () => {
    const full = Object.assign(new Error('refused'), { code: 'ENOSPC' });
    const other = light('other.fits');
    let count = 0;
    const report = await whileReplacingPromise(
      'open',
      (real) =>
        async (...args) => {
          const opened = await real(...args);
          if (args[1] === 'wx' && count++ === 0) {
            // Half of it fits.
            const write = opened.writeFile.bind(opened);
            opened.writeFile = async (bytes) => {
              await write((bytes as Buffer).subarray(0, 50));
              throw full;
            };
          }
          return opened;
        },
      () => previews(file, other),
    );
    assert.equal(count, 2);
    assert.deepEqual(
      report.failed.map(({ path, error }) => [path, error.includes(join(target, 'light.png'))]),
      [[file, true]],
    );
    assert.deepEqual(left(), ['other.png']);
  });

  it('take over a preview of the same file that another process made meanwhile', async () => {
    await previews(file);
    const theirs = fs.readFileSync(join(target, 'light.png'));
    fs.unlinkSync(join(target, 'light.png'));
    let count = 0;
    const report = await whileReplacingPromise(
      'link',
      (real) =>
        (...args) => {
          if (count++ === 0) fs.writeFileSync(join(target, 'light.png'), theirs);
          return real(...args);
        },
      () => makePreviews({ ...request(file), size: 8 }, noContext),
    );
    assert.deepEqual([count, report.failed, report.made.length], [1, [], 1]);
    assert.notDeepEqual(fs.readFileSync(join(target, 'light.png')), theirs);
    assert.deepEqual(left(), ['light.png']);
  });

  it('leave what somebody else puts there meanwhile, and links that lead nowhere', async function () {
    const preview = join(target, 'light.png');
    const report = await whileReplacingPromise(
      'link',
      (real) =>
        (...args) => {
          if (!fs.existsSync(preview)) fs.writeFileSync(preview, 'mine');
          return real(...args);
        },
      () => previews(file),
    );
    assert.deepEqual([report.made, report.failed.length], [[], 1]);
    assert.equal(fs.readFileSync(preview, 'utf8'), 'mine');
    assert.deepEqual(left(), ['light.png']);
    fs.unlinkSync(preview);
    // Not everybody may make links on Windows.
    if (process.platform === 'win32') return;
    fs.symlinkSync(join(folder.path, 'nowhere'), preview);
    const { failed: refused } = await previews(file);
    assert.equal(refused.length, 1);
    assert.equal(fs.readlinkSync(preview), join(folder.path, 'nowhere'));
    assert.deepEqual(left(), ['light.png']);
  });

  it('remove what a program that was killed has left of their previews long ago, and nothing else', async () => {
    await previews(file);
    const preview = fs.readFileSync(join(target, 'light.png'));
    const other = fs.readFileSync(join(target, 'light.png'));
    const at = other.indexOf(previewComment(file), 0, 'latin1');
    other.write(previewComment('elsewhere'), at, 'latin1');
    const write = (name: string, bytes: Buffer, isOld: boolean) => {
      fs.writeFileSync(join(target, name), bytes);
      if (isOld) fs.utimesSync(join(target, name), LATER, new Date(Date.now() - 7_200_000));
    };
    write('light.png.000000000001.new', preview.subarray(0, 200), true);
    write('light.png.000000000002.new', Buffer.alloc(0), true);
    write('light.png.000000000003.new', preview, false);
    write('light.png.000000000004.new', other, true);
    write('light.png.new', preview, true);
    write('dark.png.000000000005.new', preview, true);
    await previews(file);
    assert.deepEqual(left(), [
      'dark.png.000000000005.new',
      'light.png',
      'light.png.000000000003.new',
      'light.png.000000000004.new',
      'light.png.new',
    ]);
  });

  it('stop after the file in hand when cancelled', async () => {
    const cancel = {
      get isCancellationRequested() {
        return fs.existsSync(join(target, 'a.png'));
      },
    };
    const files = ['a.fits', 'b.fits', 'c.fits'].map(light);
    const report = await makePreviews(request(...files), { progress: noProgress, cancel });
    assert.deepEqual([report.cancelled, report.made.length, report.failed], [true, 1, []]);
    assert.deepEqual(left(), ['a.png']);
    await assert.rejects(pixelsReport(file, { progress: noProgress, cancel }), failed('cancelled'));
  });
});
