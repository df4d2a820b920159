/** Why each set of calibration frames was linked: what the head of the script says. */
import assert from 'node:assert/strict';
import { type Criterion, DEFAULT_TOLERANCES } from '../../../../../src/core/base/matching';
import type { Session } from '../../../../../src/core/base/session';
import { reasons, whyText } from '../../../../../src/core/operations/checkout/remarks';
import { session } from '../../../../support/session';

describe('the reasons of links', () => {
  const sessions = new Map<string, Session>();
  const put = (differs: Partial<Session>) => {
    const made = session(differs);
    sessions.set(made.id, made);
    return made;
  };
  const find = (id: string) => sessions.get(id) ?? null;
  beforeEach(() => sessions.clear());

  it('are told of every link whose session is there', () => {
    put({ id: 'd', type: 'dark', object: null });
    put({ id: 'f', type: 'flat', object: null, exposure: 2 });
    const light = put({ id: 'l', links: { bias: 'gone', dark: 'd', flat: 'f', flatDark: null } });
    const why = reasons(light, find, DEFAULT_TOLERANCES, new Map());
    assert.deepEqual(Object.keys(why).sort(), ['dark', 'flat']);
    assert.ok(why.dark !== '' && why.flat !== '');
  });

  it('compare flat-darks with the flats that they serve, and with the lights where there are none', () => {
    put({ id: 'fd', type: 'flatDark', object: null, exposure: 2 });
    put({ id: 'f', type: 'flat', object: null, exposure: 2 });
    const exposure = (flat: string | null) => {
      const light = put({ id: 'l', exposure: 300, links: { bias: null, dark: null, flat, flatDark: 'fd' } });
      return reasons(light, find, DEFAULT_TOLERANCES, new Map()).flatDark;
    };
    const light = put({
      id: 'x',
      exposure: 2,
      links: { bias: null, dark: null, flat: null, flatDark: 'fd' },
    });
    const alike = reasons(light, find, DEFAULT_TOLERANCES, new Map()).flatDark;
    assert.equal(exposure('f'), alike, 'of the same exposure as the flats');
    assert.notEqual(exposure(null), alike);
  });

  it('compare all others with the lights', () => {
    put({ id: 'd', type: 'dark', object: null });
    put({ id: 'f', type: 'flat', object: null, exposure: 2, gain: 0 });
    const dark = (flat: string | null) => {
      const light = put({ id: 'l', links: { bias: null, dark: 'd', flat, flatDark: null } });
      return reasons(light, find, DEFAULT_TOLERANCES, new Map()).dark;
    };
    assert.equal(dark('f'), dark(null));
  });

  it('tell what was linked by hand', () => {
    put({ id: 'd', type: 'dark', object: null });
    const light = put({ id: 'l', links: { bias: null, dark: 'd', flat: null, flatDark: null } });
    const dark = (manual: Parameters<typeof reasons>[3]) =>
      reasons(light, find, DEFAULT_TOLERANCES, manual).dark;
    const alone = dark(new Map());
    assert.equal(dark(new Map([['l', { flat: 'd' }]])), alone);
    assert.equal(dark(new Map([['l', { dark: null }]])), alone);
    const byHand = dark(new Map([['l', { dark: 'd' }]]));
    assert.ok(alone && byHand !== alone && byHand?.endsWith(alone));
  });

  it('are lists of what is the same, another, not known and differing, each only where there is any', () => {
    const of = (name: string, verdict: Criterion['verdict'], note = '') => ({
      name,
      verdict,
      note,
      light: '',
      candidate: '',
    });
    const parts = (...criteria: Criterion[]) => whyText(criteria, false).split('; ');
    assert.deepEqual(parts(), ['']);
    const telescope = parts(of('telescope', 'differs'), of('gain', 'matched'), of('offset', 'matched'));
    assert.equal(telescope.length, 2);
    assert.ok(telescope[0]?.endsWith('gain, offset'));
    assert.ok(telescope[1]?.endsWith('telescope'));
    assert.deepEqual(parts(of('temperature', 'unknown')).length, 1);
    assert.ok(parts(of('exposure', 'matched', '0 s apart'))[0]?.endsWith(' 0 s apart'));
  });
});
