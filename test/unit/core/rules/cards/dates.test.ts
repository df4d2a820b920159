import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dateTimeOf, fromJulian, isoOf, offsetOf } from '../../../../../src/core/rules/cards/dates';

const read = (text: string, time: string | null = null): string | null => {
  const date = dateTimeOf(text, time);
  return date === null ? null : isoOf(date.ms);
};

describe('dates of headers', () => {
  const readable: [string, string | null, string][] = [
    ['2024-09-13T20:30:00', null, '2024-09-13T20:30:00.000Z'],
    ['2025-09-17T03:34:02.6477108', null, '2025-09-17T03:34:02.647Z'],
    ['2018-10-13T21:12:41.560Z', null, '2018-10-13T21:12:41.560Z'],
    ['2024-09-13 20:30:00.5', null, '2024-09-13T20:30:00.500Z'],
    ['2024-09-13T20:30:00+02:00', null, '2024-09-13T18:30:00.000Z'],
    ['2024-09-13', '20:30:01.25', '2024-09-13T20:30:01.250Z'],
    ['2024-09-13', null, '2024-09-13T00:00:00.000Z'],
    ['28/03/93', '21:00:05', '1993-03-28T21:00:05.000Z'],
    ['28/03/1993', null, '1993-03-28T00:00:00.000Z'],
    ['2016-12-31T23:59:60', null, '2017-01-01T00:00:00.000Z'],
    ['2024/09/13', null, '2024-09-13T00:00:00.000Z'],
  ];
  for (const [text, time, iso] of readable) {
    it(`reads ${text} ${time ?? ''}`, () => assert.equal(read(text, time), iso));
  }
  for (const text of [
    '',
    'unknown',
    '2024-13-01',
    '2023-02-29',
    '2024-09-13T25:00:00',
    '0000-00-00T00:00:00',
    '45/03/93',
  ]) {
    it(`refuses '${text}'`, () => assert.equal(read(text), null));
  }

  it('says whether there was a time of day', () => {
    assert.equal(dateTimeOf('2024-09-13', null)?.timed, false);
    assert.equal(dateTimeOf('2024-09-13', 'noonish')?.timed, false);
    assert.equal(dateTimeOf('2024-09-13', '01:02:03')?.timed, true);
    assert.equal(dateTimeOf('28/03/93', null)?.oldYear, true);
  });

  it('reads back every moment that it writes', () => {
    const moments = fc.date({
      min: new Date('1970-01-01'),
      max: new Date('2100-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (moment) => assert.equal(read(moment.toISOString()), moment.toISOString())),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (text, time) => void dateTimeOf(text, time)));
    assert.equal(dateTimeOf(`2024-09-13T${'0'.repeat(100_000)}`, null), null);
  });

  it('reads offsets of zones', () => {
    const cases: [string, number | null][] = [
      ['-0700', -420],
      ['+05:30', 330],
      ['-7', -420],
      ['5.5', 330],
      ['Z', 0],
      ['UTC', 0],
      ['UTC-3', -180],
      ['+99:00', null],
      ['local', null],
    ];
    for (const [text, minutes] of cases) assert.equal(offsetOf(text), minutes, text);
  });

  it('reads Julian dates, plain and modified', () => {
    assert.equal(isoOf(fromJulian(2440587.5) ?? NaN), '1970-01-01T00:00:00.000Z');
    assert.equal(isoOf(fromJulian(60928) ?? NaN), '2025-09-10T00:00:00.000Z');
    assert.equal(fromJulian(0), null);
    assert.equal(fromJulian(1e12), null);
  });
});
