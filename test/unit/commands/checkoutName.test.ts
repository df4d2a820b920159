import assert from 'node:assert/strict';
import { checkoutName } from '../../../src/commands/checkoutName';
import { session } from '../../support/session';

describe('the name of a checkout', () => {
  it('says what its sessions share', () => {
    assert.equal(checkoutName([session()]), 'NGC_7000-2024-09-13-Ha');
    assert.equal(checkoutName([session(), session({ filter: 'OIII' })]), 'NGC_7000-2024-09-13');
    assert.equal(checkoutName([session(), session({ night: '2024-09-14' })]), 'NGC_7000-Ha');
  });

  it('names no object where there are several or none', () => {
    assert.equal(checkoutName([session(), session({ object: 'M 31' })]), 'Checkout');
    assert.equal(checkoutName([session({ object: null })]), 'Checkout');
  });

  it('stays inside the folder, whatever the header says', () => {
    assert.equal(checkoutName([session({ object: '../../etc', night: null, filter: null })]), 'etc');
    assert.equal(checkoutName([session({ object: '..', night: null, filter: null })]), 'Checkout');
    assert.equal(checkoutName([session({ object: 'a/b\\c:d', night: null, filter: null })]), 'a_b_c_d');
    assert.equal(checkoutName([session({ object: 'x'.repeat(500) })]).length, 80);
  });

  it('keeps letters of other scripts', () => {
    assert.equal(checkoutName([session({ object: 'Plejády', night: null, filter: 'Hα' })]), 'Plejády-Hα');
  });
});
