/** Writing into a file where it lies: each piece on the disk before the next, the old bytes back where that fails. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { isSameTime } from '../../../../../src/core/storage/files/fileState';
import { writeInPlace } from '../../../../../src/core/storage/files/rewrite';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';
import { leavesNothingOpen, whileReplacing } from '../../../../support/replaceCall';

const TIME = 1_735_855_200.123456;

describe('a file that is written in its place', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = path.join(folder.path, 'a.fits');
    fs.writeFileSync(file, 'aaaabbcccc');
    fs.utimesSync(file, TIME - 50, TIME);
  });
  afterEach(() => folder.dispose());

  const PIECES = [
    { offset: 0, bytes: Buffer.from('AA') },
    { offset: 4, bytes: Buffer.from('BB') },
    { offset: 8, bytes: Buffer.from('CC') },
  ];
  const text = () => fs.readFileSync(file, 'latin1');
  const isTimeKept = () => isSameTime(fs.statSync(file).mtimeMs, TIME * 1000);

  it('is closed again', () => leavesNothingOpen(() => writeInPlace(file, PIECES)));

  it('keeps its times and its number', () => {
    const { ino } = fs.statSync(file);
    writeInPlace(file, PIECES);
    assert.ok(isTimeKept());
    assert.deepEqual([text(), fs.statSync(file).ino], ['AAaaBBccCC', ino]);
  });

  it('has each piece on the disk before the next one begins', async () => {
    const { made } = await whileRefusing(
      () => null,
      () => Promise.resolve().then(() => writeInPlace(file, PIECES)),
    );
    const written = ['writeSync', 'fsyncSync'];
    assert.deepEqual(
      made.filter((name) => [...written, 'futimesSync'].includes(name)),
      [...written, ...written, ...written, 'futimesSync'],
    );
  });

  it('is written whole where the system takes a few bytes at a time', () => {
    whileReplacing(
      'writeSync',
      (real) =>
        (...args) => {
          const [fd, bytes, from, , at] = args as unknown as [number, Uint8Array, number, number, number];
          return real(fd, bytes, from, 1, at);
        },
      () => writeInPlace(file, PIECES),
    );
    assert.equal(text(), 'AAaaBBccCC');
  });

  it('gets its old bytes and times again whichever call is refused', async () => {
    for (let refused = 0, isOver = false; !isOver; refused++) {
      const { error, made } = await whileRefusing(
        ({ number }) => (number === refused ? 'ENOSPC' : null),
        () => Promise.resolve().then(() => writeInPlace(file, PIECES)),
      );
      isOver = error === undefined;
      if (isOver) continue;
      assert.ok(failed('file', { path: file, reason: 'ENOSPC' })(error));
      assert.ok(isTimeKept(), made[refused]);
      assert.equal(text(), 'aaaabbcccc', made[refused]);
    }
    assert.equal(text(), 'AAaaBBccCC');
  });

  it('gets bytes back that lie over one another in the order in which they were written', async () => {
    const over = [
      { offset: 0, bytes: Buffer.from('AAAA') },
      { offset: 2, bytes: Buffer.from('BBBB') },
    ];
    let writes = 0;
    const { error } = await whileRefusing(
      ({ name }) => (name === 'writeSync' && ++writes === 2 ? 'EIO' : null),
      () => Promise.resolve().then(() => writeInPlace(file, over)),
    );
    assert.ok(failed('file', { reason: 'EIO' })(error));
    assert.equal(text(), 'aaaabbcccc');
  });

  it('is said to be half written where the drive refuses the old bytes as well', async () => {
    let writes = 0;
    const { error } = await whileRefusing(
      ({ name }) => (name === 'writeSync' && ++writes > 1 ? 'EIO' : null),
      () => Promise.resolve().then(() => writeInPlace(file, PIECES)),
    );
    assert.ok(failed('file', { path: file, reason: 'EIO' })(error));
    assert.ok(failed('file', /header/)(error), 'and not as one that is as it was');
    assert.equal(text(), 'AAaabbcccc');
  });
});
