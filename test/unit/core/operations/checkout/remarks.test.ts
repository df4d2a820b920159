/** What a checkout says about calibration frames that want a second look. */
import assert from 'node:assert/strict';
import { planCheckout } from '../../../../../src/core/operations/checkout/planCheckout';
import { cautionsOf, sharedFlatCautions } from '../../../../../src/core/operations/checkout/remarks';
import { set, wanted } from '../../../../support/checkout';
import { inOrder } from '../../../../support/inOrder';

const light = set({ id: 'l', rowOrder: 'TOP-DOWN' }, 3);
const of = (type: 'dark' | 'bias' | 'flat', id: string, differs: Parameters<typeof set>[0] = {}) =>
  set({ id, type, object: null, filter: type === 'flat' ? 'Ha' : null, ...differs }, 3);

describe('Cautions about calibration frames', () => {
  it('name frames that are stored the other way up, flats and their bias too', () => {
    const flipped = { rowOrder: 'BOTTOM-UP' } as const;
    const session = { ...wanted(light, { dark: of('dark', 'd', flipped), flat: of('flat', 'f', flipped) }) };
    const [dark, flat, bias, ...others] = cautionsOf({
      ...session,
      flatBias: of('bias', 'b', { rowOrder: 'TOP-DOWN' }),
    });
    assert.match(dark ?? '', inOrder('d', 'BOTTOM-UP', 'l', 'TOP-DOWN'));
    assert.match(flat ?? '', inOrder('f', 'BOTTOM-UP', 'l', 'TOP-DOWN'));
    assert.match(bias ?? '', inOrder('b', 'TOP-DOWN', 'f', 'BOTTOM-UP'));
    assert.deepEqual(others, []);
  });

  it('name the telescope that darks were taken with', () => {
    const [only, ...others] = cautionsOf(wanted(light, { dark: of('dark', 'd', { telescope: 'RC8' }) }));
    assert.match(only ?? '', inOrder('d', 'RC8', 'FSQ', 'ASI2600MM'));
    assert.deepEqual(others, []);
  });

  it('are none where nothing differs, or one side does not say', () => {
    assert.deepEqual(
      cautionsOf(wanted(light, { dark: of('dark', 'd', { telescope: null }), flat: of('flat', 'f') })),
      [],
    );
    assert.deepEqual(cautionsOf(wanted(light)), []);
  });

  it('name flats that do not say their filter, used or left out', () => {
    const flat = of('flat', 'f', { filter: null });
    const [used, ...others] = cautionsOf(wanted(light, { flat }));
    assert.match(used ?? '', inOrder('f', 'Ha', 'l', 'FILTER'));
    assert.deepEqual(others, []);
    const [left] = cautionsOf({ ...wanted(light), nameless: [flat.session] });
    assert.match(left ?? '', inOrder('f'));
    assert.notEqual(left, used);
    assert.deepEqual(cautionsOf(wanted(set({ id: 'c', filter: null }, 3), { flat })), []);
  });

  it('name flats of no filter that were linked by hand to lights of two', () => {
    const flat = of('flat', 'f', { filter: null });
    const red = set({ id: 'r', filter: 'R' }, 3);
    const [shared, ...others] = sharedFlatCautions([wanted(light, { flat }), wanted(red, { flat })]);
    assert.match(shared ?? '', inOrder('f', 'Ha', 'R'));
    assert.deepEqual(others, []);
    assert.deepEqual(sharedFlatCautions([wanted(light, { flat }), wanted(red)]), []);
  });

  it('stand in the plan', () => {
    const dark = of('dark', 'd', { rowOrder: 'BOTTOM-UP', telescope: 'RC8' });
    const { warnings } = planCheckout({
      sessions: [wanted(light, { dark, flat: of('flat', 'f'), bias: of('bias', 'b') })],
    });
    assert.deepEqual(warnings, cautionsOf(wanted(light, { dark })));
    assert.equal(warnings.length, 2);
  });
});
