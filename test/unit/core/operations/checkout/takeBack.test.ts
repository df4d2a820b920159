/** What goes and what stays when a checkout is taken back. */
import assert from 'node:assert/strict';
import type { Look } from '../../../../../src/core/operations/checkout/remover';
import { decideTakeBack } from '../../../../../src/core/operations/checkout/takeBackCheckout';
import { failed } from '../../../../support/failed';

const file = (name: string) => ({ path: `lights/${name}`, source: `/astro/${name}`, made: 'copy' }) as const;
const looked = (name: string, look: Look) => ({ file: file(name), look });
const script = (name: string, now: string | null) => ({
  script: { name, sha256: 'as written' },
  sha256: now,
});

describe('taking a checkout back', () => {
  it('takes what is as it was made, and says why the rest stays', () => {
    const decision = decideTakeBack(
      { times: 1 },
      {
        files: [
          looked('ours', { state: 'ours', bytes: 5 }),
          looked('gone', { state: 'free' }),
          looked('foreign', { state: 'foreign', why: 'changed' }),
        ],
        scripts: [script('a.ssf', 'as written'), script('b.ssf', 'by hand'), script('c.ssf', null)],
      },
    );
    assert.deepEqual(decision.files, [file('ours')]);
    assert.deepEqual(
      decision.scripts.map(({ name }) => name),
      ['a.ssf'],
    );
    assert.deepEqual(
      decision.kept.map(({ path }) => path),
      ['b.ssf', 'lights/foreign'],
    );
    assert.equal(decision.kept[1]?.why, 'changed');
  });

  it('is refused for a folder that was checked out into more than once', () => {
    assert.throws(() => decideTakeBack({ times: 2 }, { files: [], scripts: [] }), failed('request'));
    for (const times of [0, 1]) {
      assert.deepEqual(decideTakeBack({ times }, { files: [], scripts: [] }).files, []);
    }
  });
});
