import assert from 'node:assert/strict';
import { type Bundled, noticeFaults, noticesText, packageFolders } from '../../../scripts/lib/notices.cjs';

const one: Bundled = {
  name: '@a/one',
  version: '1.0.0',
  license: 'MIT',
  text: 'MIT License\n\nCopyright Ann',
};
const two: Bundled = { name: 'two', version: '2.1.0', license: 'ISC', text: 'ISC License\n\nCopyright Bo' };

describe('the notices of bundled libraries', () => {
  it('take each package once, a second version inside another one too, and no source of the project', () => {
    const folders = packageFolders([
      'src/extension.ts',
      'node_modules/two/index.js',
      'node_modules/two/lib/a.js',
      'node_modules/@a/one/lib/a.js',
      'node_modules/two/node_modules/@a/one/index.js',
      'src\\cli\\main.ts',
      'node_modules\\three\\index.js',
    ]);
    assert.deepEqual(folders, [
      'node_modules/@a/one',
      'node_modules/three',
      'node_modules/two',
      'node_modules/two/node_modules/@a/one',
    ]);
  });

  it('name each library with its version and the text of its licence, and are complete then', () => {
    const text = noticesText([two, one, one]);
    assert.ok(text.includes('@a/one 1.0.0 (MIT)\n\nMIT License\n\nCopyright Ann\n'));
    assert.equal(text.split('@a/one').length, 2, 'a library that is there twice in one version stands once');
    assert.deepEqual(noticeFaults([one, two], text), []);
    assert.deepEqual(noticeFaults([one, two], text.replaceAll('\n', '\r\n')), []);
  });

  it('take a library with parts of another one, where both licences are allowed', () => {
    const both = { ...one, license: 'MIT AND BSD-3-Clause' };
    assert.deepEqual(noticeFaults([both], noticesText([both])), []);
  });

  it('are incomplete without a library, with another version of it, or with less of its licence', () => {
    const faulty = (text: string) => noticeFaults([one, two], text).length;
    const text = noticesText([one, two]);
    assert.equal(faulty(noticesText([one])), 1);
    assert.equal(faulty(text.replace('two 2.1.0', 'two 2.2.0')), 1);
    assert.equal(faulty(text.replace('Copyright Bo', '')), 1);
    assert.equal(faulty(''), 2);
  });

  it('refuse a library without a licence, with one that is not allowed, or without its text', () => {
    const wrong: readonly Bundled[] = [
      { ...one, license: undefined },
      { ...one, license: 'GPL-3.0-only' },
      { ...one, license: 'MIT OR GPL-3.0-only' },
      { ...one, license: 'MIT AND GPL-3.0-only' },
      { ...one, text: null },
      { ...one, text: ' \n' },
    ];
    for (const each of wrong) {
      assert.throws(() => noticesText([two, each]), /@a\/one 1\.0\.0/, JSON.stringify(each));
      assert.ok(noticeFaults([each], noticesText([one])).length > 0, JSON.stringify(each));
    }
  });
});
