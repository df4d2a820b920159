import assert from 'node:assert/strict';
import { printable, printableJson, printableLines } from '../../../../src/cli/terminal/printable';

const ESC = '\u001b';

describe('printable', () => {
  it('shows escape sequences instead of sending them', () => {
    assert.equal(printable(`M 31${ESC}[2J`), 'M 31\\x1b[2J');
    assert.equal(printable('a\u009b31m\u007f'), 'a\\x9b31m\\x7f');
  });

  it('shows line breaks, carriage returns and tabs of a single line', () => {
    assert.equal(printable('a\r\nb\tc'), 'a\\x0d\\x0ab\\x09c');
  });

  it('shows what would reverse the order of the text', () => {
    assert.equal(printable('a\u202egnp.stif'), 'a\\u202egnp.stif');
  });

  it('leaves letters of every alphabet as they are', () => {
    assert.equal(printable('Größe −10 °C 星雲 🔭'), 'Größe −10 °C 星雲 🔭');
  });

  it('keeps only the line breaks of several lines', () => {
    assert.equal(printableLines(`a\nb${ESC}c`), 'a\nb\\x1bc');
  });
});

describe('printableJson', () => {
  it('escapes what JSON.stringify leaves, without changing what the document means', () => {
    const value = { text: `x${ESC}\u009b\u007f\u202e\u2028y`, list: [1, null] };
    for (const indent of [undefined, 2]) {
      const text = printableJson(value, indent);
      assert.doesNotMatch(text, /[\u001b\u007f-\u009f\u202e\u2028]/);
      assert.deepEqual(JSON.parse(text), value);
    }
  });
});
