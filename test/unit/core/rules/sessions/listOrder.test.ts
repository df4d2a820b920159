import assert from 'node:assert/strict';
import { compareLights } from '../../../../../src/core/rules/sessions/listOrder';
import { session } from '../../../../support/session';

describe('light sessions in a list', () => {
  it('come by night, object, filter, exposure and start', () => {
    const inOrder = [
      session({ id: 'a', night: '2024-10-02', object: 'NGC 1', filter: 'SII' }),
      session({ id: 'b', object: 'M 9', filter: 'Ha' }),
      session({ id: 'c', object: 'M 31', filter: 'Lum' }),
      session({ id: 'd', object: 'M 31', filter: 'R' }),
      session({ id: 'e', object: 'M 31', filter: 'Ha', exposure: 120 }),
      session({ id: 'f', object: 'M 31', filter: 'Ha', exposure: 300, start: '2024-09-13T20:00:00.000Z' }),
      session({ id: 'g', object: 'M 31', filter: 'Ha', exposure: 300, start: '2024-09-13T23:00:00.000Z' }),
      session({ id: 'h', object: null, filter: 'L' }),
      session({ id: 'i', night: null }),
    ];
    assert.deepEqual(
      [...inOrder]
        .reverse()
        .sort(compareLights)
        .map(({ id }) => id),
      inOrder.map(({ id }) => id),
    );
  });
});
