import assert from 'node:assert/strict';
import { fileLine, renamedLine, section } from '../../../src/commands/reportSection';
import { fileText } from '../../../src/core/text/report';

describe('a section of a report', () => {
  it('counts what is listed, or says that it is not counted', () => {
    const lines = ['a', 'b'];
    assert.deepEqual(section('Failed', lines), [{ title: 'Failed', count: 2, note: '', lines, rest: 0 }]);
    assert.deepEqual(section('Lights', lines, { count: null }), [
      { title: 'Lights', count: null, note: '', lines, rest: 0 },
    ]);
  });

  it('is left out where there is nothing', () => {
    assert.deepEqual(section('Failed', []), []);
    assert.deepEqual(section('Failed', [], { count: 0, note: 'why' }), []);
    assert.deepEqual(section('Lights', [], { count: null }), []);
  });

  it('knows how many are not listed', () => {
    assert.equal(section('Skipped', ['a'], { count: 3 })[0]?.rest, 2);
    assert.equal(section('Skipped', [], { count: 3 })[0]?.rest, 3);
  });

  it('tells paths and errors from the words of the program', () => {
    assert.equal(fileLine('/a', 'odd'), `${fileText('/a')}: ${fileText('odd')}`);
    assert.equal(renamedLine({ path: '/a', to: '/b' }), `${fileText('/a')} → ${fileText('/b')}`);
    assert.equal(renamedLine({ path: '/a', to: '/a' }), fileText('/a'));
  });
});
