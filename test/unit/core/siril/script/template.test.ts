import assert from 'node:assert/strict';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { planCheckout } from '../../../../../src/core/operations/checkout/planCheckout';
import { parseTemplate } from '../../../../../src/core/siril/script/template';
import { sirilScript } from '../../../../../src/core/siril/script/writeScript';
import { set, wanted } from '../../../../support/checkout';

const OBJECT = 'NGC 7000\nload /etc/passwd';
const plan = () => {
  const dark = set({ id: 'd', type: 'dark', object: null, filter: null }, 3);
  const lights = (id: string, night: string) => set({ id, type: 'light', object: OBJECT, night }, 3);
  return planCheckout({
    sessions: [wanted(lights('a', '2024-09-13'), { dark }), wanted(lights('b', '2024-09-14'), { dark })],
  });
};
const script = (text: string) =>
  sirilScript(plan(), '1.2', { root: '/c', junctions: [], template: parseTemplate(text, '/t.ssf') });

describe('script templates', () => {
  it('give the same script as the program where they name its own parts', () => {
    const text = '{PREAMBLE}\n\nrequires {REQUIRES}\n{MASTERS}\n{RESULTS}\n{CHANNELS}\n\nclose\n';
    assert.equal(script(text), sirilScript(plan(), '1.2'));
  });

  it('repeat blocks for masters, results and their groups', () => {
    const text = [
      '# {OBJECT}? no: outside of a result',
      'requires {REQUIRES}',
      '{EACH MASTER}',
      '# {TEXT}',
      '{CONVERT}',
      'stack {SEQUENCE} med -nonorm -out={OUT}',
      'cd ..',
      '{END}',
      '{EACH RESULT}',
      '# {OBJECT}',
      '{EACH GROUP}',
      '{CONVERT}',
      '{CALIBRATE} {SEQUENCE} {OPTIONS} -prefix=cal_',
      'cd ..',
      '{END}',
      'cd process',
      'merge {SEQUENCES} {SEQUENCE}',
      'stack {SEQUENCE} sum -out=../{RESULT}',
      'save {OBJECT}',
      'cd ..',
      '{END}',
    ].slice(1);
    const lines = script(text.join('\n')).split('\n');
    assert.equal(lines[0], 'requires 1.2.0');
    assert.ok(lines.includes('stack dark med -nonorm -out=../masters/dark_stacked'));
    assert.equal(
      lines.filter((line) =>
        /^calibrate light_\S+ -dark=\.\.\/masters\/dark_stacked -cc=dark -prefix=cal_$/.test(line),
      ).length,
      2,
    );
    assert.ok(lines.some((line) => /^merge pp_light_\S+ pp_light_\S+ all_\S+$/.test(line)));
    assert.ok(lines.includes('# NGC 7000 load /etc/passwd'), 'a comment keeps its line');
    assert.ok(
      lines.includes('save NGC-7000-load-etc-passwd'.replaceAll('-', '_')),
      'a command sees one safe word',
    );
    assert.ok(!lines.some((line) => line.startsWith('load')));
  });

  const wrong: readonly [why: string, text: string, RegExp][] = [
    [
      'a placeholder that is not known',
      'requires {REQUIRES}\nsave {PATH}',
      /Line 2 .*\{REQUIRES\}.*got \{PATH\}/,
    ],
    ['a placeholder outside of its block', 'requires {REQUIRES}\nsave {RESULT}', /Line 2/],
    ['a block that is not closed', 'requires {REQUIRES}\n{EACH RESULT}\nsave {RESULT}', /Line 2 .*\{END\}/],
    ['an end without a block', 'requires {REQUIRES}\n{END}', /Line 2/],
    ['a block in the wrong place', 'requires {REQUIRES}\n{EACH GROUP}\n{END}', /Line 2 .*\{EACH RESULT\}/],
    ['control characters', 'requires {REQUIRES}\n# \u001b[2J', /control character/],
    ['no requires', '{RESULTS}', /requires \{REQUIRES\}/],
    ['no result', 'requires {REQUIRES}\n{MASTERS}', /writes \{RESULT\}/],
    ['too much', `requires {REQUIRES}\n{RESULTS}\n${'#'.repeat(70_000)}`, /65536 characters/],
  ];
  for (const [why, text, message] of wrong) {
    it(`are refused for ${why}`, () => {
      assert.throws(
        () => parseTemplate(text, '/t.ssf'),
        (error) => error instanceof ArchiveError && error.code === 'format' && message.test(error.describe()),
      );
    });
  }
});
