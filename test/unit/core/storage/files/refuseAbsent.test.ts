/** Whether the drive of an archive is away, by what is there of it. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  isAway,
  type KnownRepository,
  refuseAbsent,
  refuseNoFolder,
} from '../../../../../src/core/storage/files/refuseAbsent';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { whileRefusing } from '../../../../support/refuse';

describe('the drive of an archive', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let repository: string;
  beforeEach(() => {
    folder = temporaryFolder();
    repository = path.join(folder.path, 'astro');
  });
  afterEach(() => folder.dispose());

  const at = (...parts: readonly string[]) => path.join(repository, ...parts);
  const known = (...sample: readonly string[]): KnownRepository => ({ founded: true, sample });
  /** Both ways to ask agree. */
  const isThere = async (repositoryKnown: KnownRepository) => {
    const away = await isAway(repository, repositoryKnown);
    const refused = failed('file', { path: repository });
    if (away) await assert.rejects(refuseAbsent(repository, repositoryKnown), refused);
    else await refuseAbsent(repository, repositoryKnown);
    return !away;
  };

  it('is away where the folder of a known archive is, or a file is in its place', async () => {
    assert.equal(await isThere(known()), false);
    assert.equal(await isThere({ founded: false, sample: [] }), true, 'nothing is known yet');
    await assert.rejects(
      refuseAbsent(repository, known()),
      failed('file', { path: repository, reason: 'repository-missing' }),
    );
    fs.writeFileSync(repository, '');
    assert.equal(await isThere(known()), false);
    await assert.rejects(refuseNoFolder(repository), failed('file', { reason: 'repository-missing' }));
    fs.rmSync(repository);
    fs.mkdirSync(repository);
    await refuseNoFolder(repository);
    assert.equal(await isThere(known()), true, 'an archive without frames');
  });

  it('is there with any of the folders that hold frames, or with a frame beside them', async () => {
    fs.mkdirSync(at('Light', 'M31'), { recursive: true });
    fs.mkdirSync(at('Dark'));
    assert.equal(await isThere(known(at('Flat', 'a.fits'), at('Bias', 'b.fits'))), false);
    assert.equal(await isThere(known(at('Flat', 'a.fits'), at('Light', 'M31', 'gone.fits'))), true);
    assert.equal(await isThere(known(at('gone.fits'))), false, 'the repository itself tells nothing');
    fs.writeFileSync(at('a.fits'), '');
    assert.equal(await isThere(known(at('gone.fits'), at('a.fits'))), true);
  });

  it('is there where the archive says so, or the system does not know', async () => {
    fs.mkdirSync(repository);
    const sample = known(at('Light', 'a.fits'));
    assert.equal(await isThere(sample), false);
    for (const place of [at('Light'), at('.astro-archive', 'archive.json')]) {
      const { result } = await whileRefusing(
        ({ name, args }) => (name === 'lstat' && args[0] === place ? 'EIO' : null),
        () => isThere(sample),
      );
      assert.equal(result, true, place);
    }
    fs.mkdirSync(at('.astro-archive'));
    assert.equal(await isThere(sample), false);
    fs.writeFileSync(at('.astro-archive', 'archive.json'), '{}');
    assert.equal(await isThere(sample), true);
  });
});
