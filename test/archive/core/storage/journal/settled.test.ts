/** A recovery that leaves steps open notes those that it has settled. */
import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { newStem } from '../../../../../src/core/storage/files/fileStep';
import {
  closeJournal,
  Journal,
  journalFolder,
  noteSettled,
} from '../../../../../src/core/storage/journal/journal';
import { JournalReader } from '../../../../../src/core/storage/journal/reader';
import { journalHome } from '../../../../support/identity';
import { temporaryFolder } from '../../../../support/makeFits';
import { fileStep } from '../../../../support/step';

const HEAD = { operation: 'register', started: '2024-11-04T20:30:00.123Z' } as const;
const NAME = '20241104T203000123Z-register.jsonl';

describe('a journal that stays open', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());

  it('notes any number of settled steps, behind what of it can be read', async () => {
    const database = join(folder.path, 'settled');
    mkdirSync(journalFolder(database));
    const repository = folder.path;
    const journal = new Journal(journalHome(repository, database), HEAD);
    const step = fileStep('copy', { to: join(repository, 'a.fits'), stem: newStem(join(repository, 'a')) });
    await journal.announce(Array.from({ length: 12_000 }, () => step));
    await journal.abandon();
    const file = `${join(journalFolder(database), NAME)}.open`;
    const whole = statSync(file).size;
    const numbers = Array.from({ length: 11_999 }, (_, n) => n);
    for (let round = 0; round < 2; round++) {
      appendFileSync(file, 'half a li');
      await noteSettled(file, whole, numbers);
    }
    await noteSettled(file, whole, []);
    const open = [];
    const reader = await JournalReader.open(file, repository);
    for await (const batch of reader.forwards())
      open.push(...batch.filter(({ isSettled }) => !isSettled).map(({ number }) => number));
    await reader.close();
    assert.deepEqual([open, reader.damaged], [[11_999], null]);
    const asides = readdirSync(journalFolder(database)).filter((name) => name.includes('.damaged-'));
    assert.equal(asides.length, 2);
    assert.ok(readFileSync(join(journalFolder(database), asides[0] ?? '')).length > whole);
    assert.equal(await closeJournal(file), join(journalFolder(database), NAME));
  });
});
