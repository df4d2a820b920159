import assert from 'node:assert/strict';
import * as path from 'node:path';
import { ArchiveError } from '../../src/core/base/errors';
import { expandPath } from '../../src/expandPath';

const around = { home: path.resolve('/home/ann'), workspaceFolder: path.resolve('/astro') };
const expanded = (written: string) => expandPath(written, 'astroArchive.repository', around);

describe('paths in settings', () => {
  it('take ~ for the home folder', () => {
    assert.equal(expanded('~'), path.resolve('/home/ann'));
    assert.equal(expanded('~/frames'), path.resolve('/home/ann/frames'));
  });

  it('leave a ~ inside a name alone', () => {
    assert.equal(expanded(path.resolve('/data/~old')), path.resolve('/data/~old'));
    assert.equal(expanded('~ann'), path.resolve('/astro/~ann'));
  });

  it('take ${workspaceFolder} for the first folder, with dollar signs in its name', () => {
    assert.equal(expanded('${workspaceFolder}/Checkout'), path.resolve('/astro/Checkout'));
    const odd = { ...around, workspaceFolder: path.resolve('/a$&b') };
    assert.equal(expandPath('${workspaceFolder}/c', 'x', odd), path.resolve('/a$&b/c'));
  });

  it('start in the workspace where they are relative', () => {
    assert.equal(expanded(' ../frames/ '), path.resolve('/frames'));
  });

  it('ask for a folder where none is open, naming the setting', () => {
    assert.throws(
      () => expandPath('frames', 'astroArchive.repository', { ...around, workspaceFolder: null }),
      (error) => error instanceof ArchiveError && error.message.includes('astroArchive.repository'),
    );
    const absolute = path.resolve('/data');
    assert.equal(expandPath(absolute, 'x', { ...around, workspaceFolder: null }), absolute);
  });
});
