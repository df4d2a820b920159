/** Times as users say them. */
import assert from 'node:assert/strict';
import { TEMPLATE_NAMES, TEMPLATES, templateTimes } from '../../../../../src/core/rules/goals/templates';
import { parseWanted, shareOf } from '../../../../../src/core/rules/goals/wantedTime';

const seconds = (text: string) => parseWanted(text)?.seconds;
const wanted = (text: string) => parseWanted(text) ?? assert.fail(text);

describe('a wanted time', () => {
  it('is read in hours, minutes, seconds and frames', () => {
    const times: Readonly<Record<string, number>> = {
      '10h': 36_000,
      '10 h': 36_000,
      '0.1h': 360,
      '2,5h': 9000,
      '1h30min': 5400,
      '1h 30m': 5400,
      '90min': 5400,
      '3600s': 3600,
      '1h1s': 3601,
      '60x300s': 18_000,
      '60 × 300 s': 18_000,
      '60X300': 18_000,
      '60*300s': 18_000,
      '30x5min': 9000,
      '10x0.5s': 5,
    };
    for (const [text, expected] of Object.entries(times)) assert.equal(seconds(text), expected, text);
    assert.deepEqual(parseWanted('60x300s')?.frames, { count: 60, exposure: 300 });
    assert.equal(parseWanted('10h')?.frames, null);
  });

  it('is nothing else', () => {
    const none = ['', ' ', '10', 'h', 'x', '10x', 'x300s', '0h', '0x300s', '60x0s', '-1h', '1e3h', '10d'];
    const odd = [
      '1m1h',
      '1.h',
      '.5h',
      '1.5x300s',
      '60x60x60s',
      '10h soon',
      'NaNh',
      '1'.repeat(30) + 'h',
      '100001h',
    ];
    for (const text of [...none, ...odd]) assert.equal(parseWanted(text), null, text);
    assert.equal(seconds('100000h'), 360_000_000);
  });

  it('is shared in the way it was said, rounded up', () => {
    assert.equal(shareOf(wanted('30h'), 1 / 3), '10h');
    assert.equal(shareOf(wanted('10h'), 1 / 6), '1h40min');
    assert.equal(shareOf(wanted('1h'), 1 / 7), '9min');
    assert.equal(shareOf(wanted('90x300s'), 1 / 3), '30x300s');
    assert.equal(shareOf(wanted('100x300s'), 1 / 3), '34x300s');
    assert.equal(shareOf(wanted('1x300s'), 1 / 6), '1x300s');
  });
});

describe('a template', () => {
  it('shares all of the total, in times that can be read again', () => {
    for (const name of TEMPLATE_NAMES) {
      const shares = Object.values<number>(TEMPLATES[name]);
      assert.ok(Math.abs(shares.reduce((sum, share) => sum + share) - 1) < 1e-9, name);
      const times = templateTimes(name, wanted('12h')).map(([, time]) => seconds(time) ?? 0);
      assert.equal(
        times.reduce((sum, time) => sum + time),
        43_200,
        name,
      );
    }
    assert.deepEqual(templateTimes('SHO', wanted('30h')), [
      ['SII', '10h'],
      ['Ha', '10h'],
      ['OIII', '10h'],
    ]);
  });
});
