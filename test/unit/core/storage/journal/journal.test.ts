/** The files of journals: their names, how long they stay open, and how many are kept. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { silentLog } from '../../../../../src/core/base/ports';
import { type FileStep, newStem } from '../../../../../src/core/storage/files/fileStep';
import {
  isOpenJournal,
  Journal,
  journalFolder,
  journalPath,
  openJournals,
} from '../../../../../src/core/storage/journal/journal';
import { JournalReader } from '../../../../../src/core/storage/journal/reader';
import { failed } from '../../../../support/failed';
import { journalHome } from '../../../../support/identity';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';
import { fileStep, patch } from '../../../../support/step';

const HEAD = { operation: 'register', started: '2024-11-04T20:30:00.123Z' } as const;
const NAME = '20241104T203000123Z-register.jsonl';

describe('Journal', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());

  function databaseIn(name: string): string {
    const database = join(folder.path, name);
    mkdirSync(journalFolder(database));
    return database;
  }

  it('takes another name than that of one of the same moment', async () => {
    const database = databaseIn('same');
    writeFileSync(join(journalFolder(database), NAME), '');
    const journal = new Journal(journalHome(folder.path, database), HEAD);
    await journal.announce([]);
    await journal.end(silentLog);
    assert.equal(journal.name, '20241104T203000123Z-2-register.jsonl');
    assert.deepEqual(readdirSync(journalFolder(database)), ['20241104T203000123Z-2-register.jsonl', NAME]);
  });

  it('begins nothing where it cannot tell whether a name is taken', async function () {
    if (process.platform === 'win32') this.skip();
    const database = databaseIn('unknown');
    symlinkSync(NAME, join(journalFolder(database), NAME));
    await assert.rejects(new Journal(journalHome(folder.path, database), HEAD).announce([]), (error) => {
      assert.ok(error instanceof ArchiveError);
      assert.match(error.message, /ELOOP/);
      return true;
    });
    assert.deepEqual(readdirSync(journalFolder(database)), [NAME], 'no journal is left open');
  });

  it('is open until it has ended, and is found under either name', async () => {
    const database = databaseIn('open');
    const journal = new Journal(journalHome(folder.path, database), HEAD);
    assert.equal(journal.name, null);
    await journal.end(silentLog);
    assert.deepEqual(
      [journal.name, readdirSync(journalFolder(database))],
      [null, []],
      'nothing was announced',
    );
    await journal.announce([]);
    const closed = join(journalFolder(database), NAME);
    assert.deepEqual(await openJournals(database), [`${closed}.open`]);
    assert.equal(await journalPath(database, NAME), `${closed}.open`);
    await journal.end(silentLog);
    await journal.end(silentLog);
    assert.deepEqual([await openJournals(database), await journalPath(database, NAME)], [[], closed]);
    assert.deepEqual([isOpenJournal(closed), isOpenJournal(`${closed}.open`)], [false, true]);
    writeFileSync(`${closed}.open`, '');
    assert.equal(await journalPath(database, NAME), closed, 'the closed one is the whole one');
    assert.equal(await journalPath(database, 'none.jsonl'), join(journalFolder(database), 'none.jsonl'));
    assert.deepEqual(await openJournals(join(folder.path, 'no such')), []);
  });

  it('stays open where it is left, or its end cannot be written', async () => {
    const left = databaseIn('left');
    const journal = new Journal(journalHome(folder.path, left), HEAD);
    await journal.announce([]);
    journal.leaveOpen();
    await journal.end(silentLog);
    assert.deepEqual(readdirSync(journalFolder(left)), [`${NAME}.open`]);
    assert.equal(readFileSync(join(journalFolder(left), `${NAME}.open`), 'utf8').split('\n').length, 2);
    const refused = databaseIn('refused');
    const other = new Journal(journalHome(folder.path, refused), HEAD);
    await other.announce([]);
    const { error } = await whileRefusing(
      ({ name }) => (name === 'rename' ? 'EIO' : null),
      () => other.end(silentLog),
    );
    assert.ok(failed('file')(error));
    assert.equal((error as ArchiveError).detail.path, join(journalFolder(refused), `${NAME}.open`));
  });

  it('keeps the last fifty that have ended, those that are open, and whatever else lies there', async () => {
    const database = databaseIn('many');
    const name = (n: number) => `2023010${Math.floor(n / 10)}T${n % 10}00000000Z-register.jsonl`;
    const others = Array.from({ length: 55 }, (_, n) => name(n));
    for (const each of others) writeFileSync(join(journalFolder(database), each), 'x');
    for (const each of ['notes.txt', `${name(0)}.open`])
      writeFileSync(join(journalFolder(database), each), 'x');
    const journal = new Journal(journalHome(folder.path, database), HEAD);
    await journal.announce([]);
    await journal.end(silentLog);
    const left = readdirSync(journalFolder(database)).sort();
    assert.deepEqual(left, [...others.slice(6), NAME, `${name(0)}.open`, 'notes.txt'].sort());
  });

  it('keeps no more than 256 MiB of the others, and itself in any case', async () => {
    const database = databaseIn('large');
    const [old, older] = ['20230102T000000000Z-set.jsonl', '20230101T000000000Z-set.jsonl'];
    const grow = (name: string, bytes: number) => {
      writeFileSync(join(journalFolder(database), name), '');
      truncateSync(join(journalFolder(database), name), bytes);
    };
    const journal = new Journal(journalHome(folder.path, database), HEAD);
    await journal.announce([]);
    grow(old, (256 << 20) - 1000);
    grow(older, 2000);
    await journal.end(silentLog);
    assert.deepEqual(readdirSync(journalFolder(database)).sort(), [old, NAME]);
    grow(NAME, 300 << 20);
    const next = new Journal(journalHome(folder.path, database), {
      ...HEAD,
      started: '2025-01-01T00:00:00.000Z',
    });
    await next.announce([]);
    await next.end(silentLog);
    assert.deepEqual(readdirSync(journalFolder(database)), [next.name]);
  });

  it('has ended although old ones cannot be removed, which is told', async () => {
    const database = databaseIn('kept');
    const said: string[] = [];
    const journal = new Journal(journalHome(folder.path, database), HEAD);
    await journal.announce([]);
    const { error } = await whileRefusing(
      ({ name }) => (name === 'readdir' ? 'EIO' : null),
      () => journal.end({ ...silentLog, warn: (line) => void said.push(line) }),
    );
    assert.deepEqual([error, said.length, readdirSync(journalFolder(database))], [undefined, 1, [NAME]]);
    await assert.rejects(
      whileRefusing(
        ({ name }) => (name === 'readdir' ? 'EIO' : null),
        () => openJournals(database),
      ).then(({ error: thrown }) => Promise.reject(thrown as Error)),
      failed('file'),
    );
  });

  it('counts its steps on, however they are announced, and says how they ended', async () => {
    const database = databaseIn('steps');
    const repository = folder.path;
    const journal = new Journal(journalHome(repository, database), HEAD);
    const step = fileStep('copy', {
      from: '/card/a.fits',
      to: join(repository, 'a.fits'),
      stem: newStem(join(repository, 'a')),
    });
    assert.deepEqual([await journal.announce([step, step]), await journal.announce([step])], [0, 2]);
    await journal.done([]);
    await journal.done([[1, 'failed']]);
    await journal.end(silentLog);
    const reader = await JournalReader.open(await journalPath(database, NAME), repository);
    const ends = [];
    for await (const batch of reader.forwards()) ends.push(...batch.map(({ number, end }) => [number, end]));
    await reader.close();
    assert.deepEqual(ends, [
      [0, undefined],
      [1, 'failed'],
      [2, undefined],
    ]);
  });

  it('is on the disk before a file is touched, and does not wait for that where none is', async () => {
    const database = databaseIn('synced');
    const target = join(folder.path, 'a.fits');
    const step = fileStep('copy', { to: target, stem: newStem(target) });
    const stays = { ...step, do: 'stay', from: target } as const;
    const handle = await open(join(folder.path, 'any'), 'w');
    await handle.close();
    const prototype = Object.getPrototypeOf(handle) as { datasync: () => Promise<void> };
    const { datasync } = prototype;
    let synced = 0;
    prototype.datasync = function (this: unknown) {
      synced++;
      return datasync.call(this);
    };
    const count = async (steps: readonly FileStep[]) => {
      const before = synced;
      await journal.announce(steps);
      return synced - before;
    };
    const journal = new Journal(journalHome(folder.path, database), HEAD);
    try {
      assert.deepEqual([await count([step]), await count([stays]), await count([])], [1, 0, 0]);
      assert.deepEqual([await count([{ ...stays, patches: [patch()] }]), await count([stays, step])], [1, 1]);
    } finally {
      prototype.datasync = datasync;
    }
    await journal.end(silentLog);
  });
});
