/** Scripts of every combination, checked command by command against the tables of Siril's versions. */
import assert from 'node:assert/strict';
import type { LinkKind, Session } from '../../../../../src/core/base/session';
import { planCheckout } from '../../../../../src/core/operations/checkout/planCheckout';
import type { CheckoutSession } from '../../../../../src/core/operations/checkout/types';
import { checkScript } from '../../../../../src/core/siril/check/checkScript';
import { parseScript } from '../../../../../src/core/siril/parser/script';
import { dialect, REQUIRED_VERSION } from '../../../../../src/core/siril/script/dialect';
import type { Palette } from '../../../../../src/core/siril/script/palette';
import { sirilScript } from '../../../../../src/core/siril/script/writeScript';
import { set, wanted } from '../../../../support/checkout';

const VERSIONS = ['1.0.6', '1.2.6', '1.4.4'];
const flags = [true, false];

function sessionsOf(
  colour: boolean,
  kinds: Readonly<Record<LinkKind, boolean>>,
  master: boolean,
  nights: number,
  filters: readonly (string | null)[],
): CheckoutSession[] {
  const of: Partial<Session> = { bayerPattern: colour ? 'RGGB' : null };
  const calibration = (type: LinkKind, id: string, differs: Partial<Session> = {}) =>
    kinds[type] ? set({ ...of, id, type, object: null, filter: null, master, ...differs }, 3) : null;
  return filters.flatMap((filter) =>
    Array.from({ length: nights }, (_, night) => {
      const id = `${filter ?? 'none'}${night}`;
      const links = {
        bias: calibration('bias', 'b', { exposure: 0 }),
        dark: calibration('dark', `d${night}`),
        flat: calibration('flat', `f${id}`, { filter, exposure: 2 }),
        flatDark: calibration('flatDark', 'fd', { exposure: 2 }),
      };
      const light = set({ ...of, id, type: 'light', filter, night: `2024-09-1${night}` }, 3);
      return { ...wanted(light, links), level: { adu: 510, origin: 'as given' } };
    }),
  );
}

describe('scripts of every combination', () => {
  for (const version of VERSIONS) {
    it(`have no problem in Siril ${version}`, () => {
      let scripts = 0;
      const check = (
        sessions: CheckoutSession[],
        compose: Palette | null,
        junctions: readonly string[] = [],
      ) => {
        const plan = planCheckout({ sessions }, { compose });
        const text = sirilScript(plan, dialect(version), {
          root: 'C:\\My checkouts',
          junctions,
          template: null,
        });
        const exact = text.replace(`requires ${REQUIRED_VERSION[dialect(version)]}`, `requires ${version}`);
        const problems = checkScript(parseScript(exact), { version, from: 'installed' });
        assert.deepEqual(
          problems.map(({ line, message }) => `${exact.split('\n')[line] ?? ''}: ${message}`),
          [],
        );
        scripts++;
      };
      for (const colour of flags)
        for (const bias of flags)
          for (const flatDark of flags)
            for (const dark of flags)
              for (const flat of flags)
                for (const master of flags)
                  for (const nights of [1, 2]) {
                    const kinds = { bias, flatDark, dark, flat };
                    check(sessionsOf(colour, kinds, master, nights, [colour ? null : 'L']), null);
                  }
      const all = { bias: true, flatDark: true, dark: true, flat: true };
      check(sessionsOf(false, all, false, 2, ['L', 'R', 'G', 'B']), 'lrgb', ['darks', 'biases']);
      check(sessionsOf(false, all, false, 1, ['R', 'G', 'B']), 'rgb');
      check(sessionsOf(false, all, false, 2, ['SII', 'Ha', 'OIII']), 'sho');
      check(sessionsOf(false, all, true, 1, ['Ha', 'OIII']), 'hoo');
      assert.equal(scripts, 132);
    });
  }

  it('would be seen in the wrong version', () => {
    const sessions = sessionsOf(false, { bias: true, flatDark: false, dark: true, flat: true }, false, 1, [
      'L',
    ]);
    const text = sirilScript(planCheckout({ sessions }), '1.0').replace('requires 1.0.0', 'requires 1.4.0');
    assert.ok(checkScript(parseScript(text), null).some(({ message }) => /preprocess/.test(message)));
  });
});
