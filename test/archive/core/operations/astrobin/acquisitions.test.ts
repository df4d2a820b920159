/** AstroBin's table of an archive: objects by any name, sessions, masters, kept numbers. */
import assert from 'node:assert/strict';
import type { Archive } from '../../../../../src/core/api/archive';
import { noContext } from '../../../../../src/core/base/ports';
import { allFrames, Bench, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { light } from '../../../../support/night';

describe("AstroBin's table of an archive", () => {
  let bench: Bench;
  let archive: Archive;
  beforeEach(async () => {
    bench = new Bench();
    const types = ['LIGHT', 'LIGHT', 'LIGHT', 'DARK', 'DARK', 'FLAT'];
    types.forEach((IMAGETYP, i) =>
      bench.put(`${i}.fits`, light(i, { IMAGETYP, OBJECT: 'M 31', FILTER: 'Ha' })),
    );
    bench.put('other.fits', light(20, { OBJECT: 'M 33', FILTER: 'L' }));
    archive = await bench.open();
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
  });
  afterEach(() => bench.dispose());

  it('has objects by any name, without rejected frames, with linked darks', async () => {
    const [frame] = (await allFrames(archive)).filter(
      ({ type, object }) => type === 'light' && object === 'M 31',
    );
    await archive.reject({ frames: [frame?.id ?? 0], rejected: true });
    const { rows, unnumbered } = await archive.acquisitions({ of: ['Andromeda Galaxy'] });
    assert.deepEqual(
      rows.map(({ filterName, filter, number, darks }) => [filterName, filter, number, darks]),
      [['Ha', null, 2, 2]],
    );
    assert.deepEqual(unnumbered, ['Ha']);
  });

  it('counts a session once, by its object and by its id', async () => {
    const { items } = await archive.sessions({ object: 'M 31' });
    const id = items[0]?.id ?? assert.fail();
    const { rows } = await archive.acquisitions({ of: [id.slice(0, 8), 'M31', id] });
    assert.deepEqual(
      rows.map(({ number }) => number),
      [3],
    );
    await assert.rejects(archive.acquisitions({ of: ['M 99'] }), failed('request'));
    const dark = (await archive.sessions({ type: 'dark' })).items[0]?.id ?? assert.fail();
    await assert.rejects(archive.acquisitions({ of: [dark] }), failed('request'));
  });

  it('keeps the numbers of filters with the archive', async () => {
    await archive.filterNumbers({ set: [{ filter: 'H-alpha', number: 1 }] });
    await archive.filterNumbers({ set: [{ filter: 'h alpha', number: 4657 }] });
    await archive.close();
    archive = await bench.open();
    assert.deepEqual(await archive.filterNumbers({}), [{ filter: 'h alpha', number: 4657 }]);
    assert.equal((await archive.acquisitions({ of: ['M 31'] })).rows[0]?.filter, 4657);
    await archive.filterNumbers({ set: [{ filter: 'H-ALPHA', number: null }] });
    assert.deepEqual(await archive.filterNumbers({}), []);
    for (const number of [0, -1, 1.5, NaN]) {
      await assert.rejects(archive.filterNumbers({ set: [{ filter: 'Ha', number }] }), failed('request'));
    }
  });
});
