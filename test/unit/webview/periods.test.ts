import assert from 'node:assert/strict';
import { periods } from '../../../src/webview/client/periods';

const month = (name: string, frameCount = 1, totalExposure = 60) => ({
  month: name,
  frameCount,
  totalExposure,
});

describe('periods', () => {
  it('fill the months between the first and the last', () => {
    const names = periods([month('2023-11'), month('2024-02', 3)]).map(
      ({ name, months }) => `${name} ${months.map(({ frameCount }) => frameCount).join()}`,
    );
    assert.deepEqual(names, ['2023-11 1', '2023-12 ', '2024-01 ', '2024-02 3']);
  });

  it('become years beyond 48 months, without losing a frame', () => {
    const months = Array.from({ length: 60 }, (_, i) =>
      month(`${2020 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`, 2, 100),
    );
    assert.equal(periods(months.slice(0, 48)).length, 48);
    const years = periods(months);
    assert.deepEqual(
      years.map(({ name, months: own }) => [name, own.length]),
      [2020, 2021, 2022, 2023, 2024].map((year) => [String(year), 12]),
    );
  });

  it('stay few when a clock was wrong by centuries', () => {
    const names = periods([month('0001-01'), month('2024-09'), month('9999-12')]).map(({ name }) => name);
    assert.deepEqual(names, ['0001', '2024', '9999']);
  });

  it('leave out what is no month', () => {
    assert.deepEqual(periods([month('2024-13'), month('x'), month('2024-9')]), []);
    assert.deepEqual(periods([]), []);
  });
});
