import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NAME_END, partsOf } from '../../../src/webview/client/longNames';

describe('names that are too long for their place', () => {
  it('keep the end, in which they differ, by whole words', () => {
    for (const end of ['-20240913212110-300s-1x1-t-10.1.fits', '-Ha-20240913212110-60s-1x1-t-10.fits']) {
      const name = `NGC_7000-Esprit_100ED-ZWO_ASI2600MM_Pro${end}`;
      assert.deepEqual(partsOf(name, NAME_END), [name.slice(0, -end.length), end]);
    }
  });
  it('keep the last part of a path, with either separator', () => {
    assert.deepEqual(partsOf('from /mnt/card/Light_0001.fits', 34), ['from /mnt/card/', 'Light_0001.fits']);
    assert.deepEqual(partsOf('C:\\night one\\a.fits', 34), ['C:\\night one\\', 'a.fits']);
    assert.deepEqual(partsOf('from /mnt/card/Light_Ha_300s_0001.fits', 12)[1], '_0001.fits');
  });
  it('keep the beginning where they are prose', () => {
    assert.deepEqual(partsOf('It is empty', 4), ['It is empty', '']);
    assert.deepEqual(partsOf('', 34), ['', '']);
  });
  it('are whole for whoever has them read aloud', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(60), (text, longest) => partsOf(text, longest).join('') === text),
    );
  });
});
