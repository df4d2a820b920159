import assert from 'node:assert/strict';
import { DEFAULT_TOLERANCES, type MissingSet } from '../../../../src/core/base/matching';
import { linkSessions } from '../../../../src/core/rules/sessions/linkSessions';
import { missingSets } from '../../../../src/core/rules/sessions/missing';
import { shoppingList, shoppingText } from '../../../../src/core/text/shoppingList';
import { session } from '../../../support/session';

const set = (differs: Partial<MissingSet>): MissingSet => ({
  kind: 'dark',
  what: 'darks 300 s',
  text: 'darks 300 s: none',
  sessions: ['a'],
  lights: 20,
  telescope: 'FSQ',
  imager: 'ASI2600MM',
  have: [],
  ...differs,
});

describe('the list of missing calibrations', () => {
  it('is sorted by rig, what serves most sessions first', () => {
    const lists = shoppingList([
      set({ text: 'one' }),
      set({ text: 'two', sessions: ['a', 'b'] }),
      set({ text: 'three', telescope: 'Esprit' }),
      set({ text: 'four', telescope: null, imager: null }),
    ]);
    assert.deepEqual(
      lists.map(({ rig, sets }) => [rig, sets.map(({ text }) => text)]),
      [
        ['Esprit, ASI2600MM', ['three']],
        ['FSQ, ASI2600MM', ['two', 'one']],
        ['Unknown rig', ['four']],
      ],
    );
  });

  it('can be read as text', () => {
    const lists = shoppingList([
      set({ sessions: ['a', 'b'], lights: 41 }),
      set({ text: 'x', telescope: 'A' }),
    ]);
    assert.equal(
      shoppingText(lists),
      'A, ASI2600MM\n  x; needed by 1 session, 20 lights\n\n' +
        'FSQ, ASI2600MM\n  darks 300 s: none; needed by 2 sessions, 41 lights',
    );
    assert.equal(shoppingText([]), '');
  });

  it('comes from sessions: merged, with the rig, the lights that wait and what there is instead', () => {
    const sessions = [
      session({ id: 'l1', night: '2024-09-13', frameCount: 20 }),
      session({ id: 'l2', night: '2024-09-14', frameCount: 30 }),
      session({ id: 'l3', night: '2024-09-14', frameCount: 5, telescope: 'Esprit' }),
      session({ id: 'f', type: 'flat', master: true, object: null }),
      session({ id: 'd', type: 'dark', object: null, ccdTemp: -20, frameCount: 12 }),
    ];
    const links = linkSessions(sessions, DEFAULT_TOLERANCES);
    const darks = missingSets(sessions, links, DEFAULT_TOLERANCES).filter(({ kind }) => kind === 'dark');
    assert.deepEqual(
      darks.map(({ telescope, sessions: ids, lights, have }) => ({ telescope, ids, lights, have })),
      [
        // Darks serve the camera behind any telescope, so one set is for all.
        {
          telescope: null,
          ids: ['l1', 'l2', 'l3'],
          lights: 55,
          have: [{ frameCount: 12, text: 'at −20 °C' }],
        },
      ],
    );
  });
});
