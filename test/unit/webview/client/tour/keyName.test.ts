import assert from 'node:assert/strict';
import { keyOf } from '../../../../../src/webview/client/tour/keyName';

describe('the keys of a tour', () => {
  it('tell X from Shift and X, whatever Caps Lock says', () => {
    const keys = [
      ['x', false, 'x'],
      ['X', false, 'x'],
      ['X', true, 'Shift+x'],
      ['x', true, 'Shift+x'],
      ['U', true, 'u'],
      ['N', false, 'n'],
      ['PageDown', false, 'PageDown'],
    ] as const;
    for (const [key, shiftKey, expected] of keys) assert.equal(keyOf({ key, shiftKey }), expected);
  });
});
