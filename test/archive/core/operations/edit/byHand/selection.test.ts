import assert from 'node:assert/strict';
import * as path from 'node:path';
import { noContext } from '../../../../../../src/core/base/ports';
import { changeOf } from '../../../../../../src/core/rules/headers/headerChanges';
import { Bench, register } from '../../../../../support/bench';
import { light } from '../../../../../support/night';

describe('selecting frames by folder', () => {
  it('finds them in folders of every script, emoji among them', async () => {
    const bench = new Bench();
    try {
      ['a/x', 'b/🔭/x'].forEach((name, i) => bench.put(`𝔐 🌌/${name}.fits`, light(i)));
      bench.put('𝔐 🌌2/y.fits', light(5));
      const archive = await bench.open();
      await register(archive, 'in-place', bench.source);
      const changes = [changeOf('set', 'FILTER', 'Ha')];
      const selected = async (...parts: readonly string[]) => {
        const selection = { paths: [path.join(bench.source, ...parts)] };
        return (await archive.editHeaders({ selection, changes, rename: false, dryRun: true }, noContext))
          .selected;
      };
      assert.deepEqual([await selected('𝔐 🌌'), await selected('𝔐 🌌', 'b')], [2, 1]);
    } finally {
      await bench.dispose();
    }
  });
});
