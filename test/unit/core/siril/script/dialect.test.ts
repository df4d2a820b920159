import assert from 'node:assert/strict';
import { dialect } from '../../../../../src/core/siril/script/dialect';

describe('dialect', () => {
  const cases: readonly (readonly [string | null, string])[] = [
    ['0.99.10', '1.0'],
    ['1.0.0', '1.0'],
    ['1.0.6', '1.0'],
    ['1.1.0', '1.0'],
    ['1.2.0', '1.2'],
    ['1.2.6', '1.2'],
    ['1.4.0-beta3', '1.2'],
    ['1.10.0', '1.2'],
    ['2.0.0', '1.2'],
    [null, '1.2'],
    ['nonsense', '1.2'],
  ];
  for (const [version, expected] of cases) {
    it(`writes ${expected} for ${version ?? 'no version'}`, () => assert.equal(dialect(version), expected));
  }
});
