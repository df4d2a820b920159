import assert from 'node:assert/strict';
import { changedNews } from '../../../src/watch/changedText';

describe('the news of changed images', () => {
  it('warns of pixels, names the file, and says what to do', () => {
    const { warning, note } = changedNews([{ path: '/astro/M31/a.fits', what: 'pixels' }]);
    assert.ok(warning.includes('a.fits') && warning.includes('backup'), warning);
    assert.equal(note, '');
  });

  it('counts where there are many', () => {
    const many = ['/astro/a.fits', '/astro/b.fits', '/astro/c.fits'];
    const { warning } = changedNews(many.map((path) => ({ path, what: 'pixels' })));
    assert.ok(warning.includes('3 archived images') && warning.includes('a.fits'), warning);
  });

  it('only notes headers, and is silent on times', () => {
    const { warning, note } = changedNews([
      { path: '/astro/a.fits', what: 'header' },
      { path: '/astro/b.fits', what: 'time' },
      { path: '/astro/c.fits', what: 'size' },
    ]);
    assert.equal(warning, '');
    assert.ok(note.includes('a.fits') && !note.includes('b.fits'), note);
    assert.deepEqual(changedNews([{ path: '/astro/b.fits', what: 'time' }]), { warning: '', note: '' });
  });

  it('makes no link of a name', () => {
    const { warning } = changedNews([{ path: '/astro/[a](command:b).fits', what: 'pixels' }]);
    assert.ok(!warning.includes(']('), warning);
  });
});
