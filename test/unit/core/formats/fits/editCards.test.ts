import assert from 'node:assert/strict';
import { editUnit } from '../../../../../src/core/formats/fits/editCards';

const CARD = 80;
/** Cards of a block, the last one of them END. */
const PER_BLOCK = 36;

/** A header unit of one block: the cards, blank ones up to END, END last. */
function unitOf(cards: readonly string[], blank: number): { unit: Buffer; end: number } {
  const lines = [...cards, ...Array<string>(blank).fill(''), 'END'];
  const text = lines.map((line) => line.padEnd(CARD)).join('');
  return { unit: Buffer.from(text.padEnd(PER_BLOCK * CARD), 'latin1'), end: (lines.length - 1) * CARD };
}

const linesOf = (unit: Uint8Array) =>
  (Buffer.from(unit).toString('latin1').match(/.{80}/gs) ?? []).map((line) => line.trimEnd());

describe('cards that are edited', () => {
  const fixed = [
    'SIMPLE  =                    T',
    'BITPIX  =                   16',
    'NAXIS   =                    0',
  ];
  const others = Array.from({ length: 25 }, (_, i) => `KEY${i + 1}`.padEnd(8) + `= ${i}`.padEnd(22));

  it('grow into the blank ones in front of END, and take no more of them than they need', () => {
    const { unit, end } = unitOf([...fixed, "OBJECT  = 'M 31'", ...others], 6);
    const edited = editUnit(unit, end, [{ keyword: 'OBJECT', value: 'x'.repeat(150) }]);
    assert.equal(edited.length, unit.length);
    const lines = linesOf(edited);
    assert.equal(lines.indexOf('END'), PER_BLOCK - 1);
    assert.equal(lines.filter((line) => line.startsWith('CONTINUE')).length, 2);
    assert.equal(lines.filter((line) => line === '').length, 4);
    assert.deepEqual(
      lines.slice(6, 6 + others.length),
      others.map((line) => line.trimEnd()),
    );
  });

  it('leave the blank ones where they need no more room', () => {
    const { unit, end } = unitOf([...fixed, "OBJECT  = 'M 31'", ...others], 6);
    const lines = linesOf(editUnit(unit, end, [{ keyword: 'OBJECT', value: 'M 33' }]));
    assert.equal(lines[3], "OBJECT  = 'M 33    '");
    assert.equal(lines.filter((line) => line === '').length, 6);
  });
});
