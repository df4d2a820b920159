import assert from 'node:assert/strict';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { DEFAULT_TOLERANCES } from '../../../../../src/core/base/matching';
import { tolerancesFrom } from '../../../../../src/core/rules/sessions/tolerances';

const read = (values: Readonly<Record<string, unknown>>) =>
  tolerancesFrom(
    (name) => values[name],
    (name) => `astroArchive.tolerances.${name}`,
  );

describe('The tolerances of the settings', () => {
  it('are the usual ones where nothing is set, and what is set', () => {
    assert.deepEqual(read({}), DEFAULT_TOLERANCES);
    const own = {
      exposureSeconds: 0,
      exposurePercent: 2.5,
      temperature: 0,
      rotator: 180,
      focalLengthPercent: 100,
      preferMasters: false,
    };
    assert.deepEqual(read(own), own);
  });

  for (const [name, value, expected, got] of [
    ['temperature', -1, 'a number from 0 to 100', '-1'],
    ['temperature', 101, 'a number from 0 to 100', '101'],
    ['temperature', '5', 'a number from 0 to 100', '"5"'],
    ['exposureSeconds', NaN, 'a number from 0 to 3600', 'NaN'],
    ['exposureSeconds', Infinity, 'a number from 0 to 3600', 'Infinity'],
    ['exposurePercent', 100.5, 'a number from 0 to 100', '100.5'],
    ['rotator', 181, 'a number from 0 to 180', '181'],
    ['focalLengthPercent', [1], 'a number from 0 to 100', '[1]'],
    ['preferMasters', 'yes', 'true or false', '"yes"'],
    ['preferMasters', 1, 'true or false', '1'],
  ] as const) {
    it(`refuse ${JSON.stringify(value)} for ${name}, and say what is expected`, () => {
      assert.throws(
        () => read({ [name]: value }),
        (error) => {
          assert.ok(error instanceof ArchiveError);
          assert.equal(error.code, 'request');
          assert.match(error.message, new RegExp(`astroArchive\\.tolerances\\.${name}`));
          assert.deepEqual([error.detail.expected, error.detail.got], [expected, got]);
          return true;
        },
      );
    });
  }
});
