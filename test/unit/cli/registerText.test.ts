import assert from 'node:assert/strict';
import { registerText } from '../../../src/cli/commands/register';
import { registerJson } from '../../../src/cli/json/register';
import { unreadText } from '../../../src/core/storage/files/unread';
import { registerReport } from '../../support/registerReport';

const unread = (folder: string, ending: string, files: number) => ({
  path: folder,
  why: unreadText(ending, files),
  unread: { ending, files },
});
const text = (report: ReturnType<typeof registerReport>) =>
  registerText(report, { dryRun: false, repository: '/astro' });

describe('a registration on the command line', () => {
  it('tells of files that are not read by folder, and of very many folders in one line', () => {
    const few = text(
      registerReport({ skipped: [unread('/card/a', '.cr2', 12), unread('/card/a', '.ser', 1)] }),
    );
    assert.match(few, /\/card\/a: 12 Canon raw files \(\.cr2\)/);
    assert.match(few, /\/card\/a: 1 SER video/);
    const folders = Array.from({ length: 40 }, (_, i) => unread(`/card/${i}`, '.cr2', 10));
    const many = text(registerReport({ skipped: folders }));
    assert.match(many, /40 folders: 400 Canon raw files \(\.cr2\)/);
    assert.doesNotMatch(many, /\/card\/7/);
  });

  it('tells of frames that took the place of poorer copies, and how much duplicates say', () => {
    const rich = {
      from: '/in/b.fits',
      to: '/astro/b.fits',
      type: 'light' as const,
      sha256: '',
      size: 1,
      edits: '',
    };
    const poor = { path: '/in/c.fits', of: '/astro/b.fits', same: 'image' as const, says: 'less' as const };
    const report = registerReport({
      registered: [{ ...rich, instead: '/astro/a.fits' }],
      duplicates: [poor],
    });
    assert.match(text(report), /\/astro\/b\.fits: replaces \/astro\/a\.fits/);
    assert.match(text(report), /\/in\/c\.fits: the same image as .*, with a less complete header/);
    const json = JSON.parse(JSON.stringify(registerJson(report))) as Record<string, unknown[]>;
    assert.deepEqual(json['registered'], [{ ...rich, instead: '/astro/a.fits' }]);
    assert.deepEqual(json['duplicates'], [poor]);
  });

  it('keeps its JSON as it was where there is nothing of that', () => {
    const skipped = [{ path: '/in/x', why: 'It is hidden' }, unread('/in', '.cr2', 2)];
    const duplicates = [{ path: '/in/a', of: '/in/b', same: 'file' as const }];
    const json = JSON.parse(JSON.stringify(registerJson(registerReport({ skipped, duplicates })))) as object;
    assert.deepEqual(json, { ...json, skipped, duplicates });
  });
});
