import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dateTimeOf } from '../../../../../src/core/rules/cards/dates';
import { frameOf } from '../../../../../src/core/rules/frame/frameOf';
import { codes, frame, header, type Values } from './support';

/** Codes of problems with the date, the others left out. */
const aboutDates = (values: Values) => codes(frame(values)).filter((code) => /date|time|year/.test(code));

describe('the start of an exposure', () => {
  describe('of a date without a time of day', () => {
    const completed: [string, Values, string, string][] = [
      ['a time of day', { 'TIME-OBS': '20:30:01.25' }, '2024-09-13T20:30:01.250Z', 'DATE-OBS'],
      ['TIME-BEG', { 'TIME-BEG': '20:30:01' }, '2024-09-13T20:30:01.000Z', 'DATE-OBS'],
      ['UT-START', { 'UT-START': '20:30:01' }, '2024-09-13T20:30:01.000Z', 'DATE-OBS'],
      ['seconds after midnight', { 'TM-START': 73801.5 }, '2024-09-13T20:30:01.500Z', 'DATE-OBS'],
      ['TM-START as text', { 'TM-START': '20:30:01' }, '2024-09-13T20:30:01.000Z', 'DATE-OBS'],
      ['ESO’s UTC', { UTC: 73801 }, '2024-09-13T20:30:01.000Z', 'DATE-OBS'],
      ['a date with a time', { 'TIME-OBS': '2024-09-13T20:30:01' }, '2024-09-13T20:30:01.000Z', 'DATE-OBS'],
      ['MJD-OBS', { 'MJD-OBS': 60566.8541782407 }, '2024-09-13T20:30:01.000Z', 'MJD-OBS'],
      ['JD', { JD: 2460567.3541782407 }, '2024-09-13T20:30:01.000Z', 'JD'],
    ];
    for (const [what, more, iso, source] of completed) {
      it(`is completed from ${what}`, () => {
        const found = frame({ 'DATE-OBS': '2024-09-13', ...more });
        assert.equal(found.dateObs, iso);
        assert.equal(found.sources.dateObs, source);
        assert.deepEqual(aboutDates({ 'DATE-OBS': '2024-09-13', ...more }), []);
      });
    }

    it('is not completed from another day, which is told', () => {
      const values = { 'DATE-OBS': '2024-09-13', 'MJD-OBS': 60570.85 };
      assert.equal(frame(values).dateObs, '2024-09-13T00:00:00.000Z');
      assert.deepEqual(aboutDates(values), ['time-differs', 'time-missing']);
    });

    it('is not completed from what is no time of day', () => {
      for (const more of [{ 'TM-START': -1 }, { 'TM-START': 90_000 }, { UT: 21.5 }, { UTC: 21.5 }]) {
        assert.deepEqual(aboutDates({ 'DATE-OBS': '2024-09-13', ...more }), ['time-missing']);
      }
    });
  });

  describe('of two that agree', () => {
    const at = (values: Values) => frame({ EXPTIME: 30, ...values }).dateObs;
    it('is the one that is written more exactly', () => {
      assert.equal(
        at({ 'DATE-OBS': '2024-09-13T20:30:01', 'MJD-OBS': 60566.8541830324 }),
        '2024-09-13T20:30:01.414Z',
      );
      assert.equal(
        at({ 'DATE-OBS': '2024-09-13T20:30', 'TIME-OBS': '20:30:17' }),
        '2024-09-13T20:30:17.000Z',
      );
      assert.equal(
        at({ 'DATE-OBS': '2024-09-13T20:30:01.41', JD: 2460567.35418 }),
        '2024-09-13T20:30:01.410Z',
      );
    });

    it('is the date where a Julian date only repeats it', () => {
      const found = frame({ EXPTIME: 30, 'DATE-OBS': '2024-09-13T20:30:01', 'MJD-OBS': 60566.8541782 });
      assert.equal(found.dateObs, '2024-09-13T20:30:01.000Z');
      assert.equal(found.sources.dateObs, 'DATE-OBS');
    });

    it('is the date where a Julian date is of the middle or the end of the exposure', () => {
      const middle = { EXPTIME: 300, 'DATE-OBS': '2024-09-13T20:30:00', JD: 2460567.3559028 };
      assert.equal(frame(middle).dateObs, '2024-09-13T20:30:00.000Z');
      assert.deepEqual(aboutDates(middle), []);
    });
  });

  it('is told where two contradict each other, and DATE-OBS taken', () => {
    const local = { EXPTIME: 300, 'DATE-OBS': '2024-09-13T20:30:00', 'MJD-OBS': 60566.9375 };
    assert.equal(frame(local).dateObs, '2024-09-13T20:30:00.000Z');
    assert.deepEqual(aboutDates(local), ['time-differs']);
  });

  it('knows a time of day of the next date', () => {
    const values = { EXPTIME: 30, 'DATE-OBS': '2024-09-13T23:59:59', 'TIME-OBS': '00:00:01' };
    assert.deepEqual(aboutDates(values), []);
  });

  describe('that was never set', () => {
    for (const date of [
      '1858-11-17',
      '1858-11-17T00:00:00',
      '1970-01-01T00:12:33',
      '1969-12-31T19:00:00',
      '1899-12-30T00:00:00',
      '1900-01-01',
      '0001-01-01T00:00:00.0000000',
      '2000-01-01T00:00:00',
      '01/01/1970',
    ]) {
      it(`is none: ${date}`, () => {
        const found = frame({ 'DATE-OBS': date });
        assert.equal(found.dateObs, null);
        assert.equal(found.night, null);
        assert.deepEqual(aboutDates({ 'DATE-OBS': date }), ['placeholder-date']);
      });
    }

    it('gives way to another keyword', () => {
      const found = frame({ 'DATE-OBS': '1970-01-01T00:00:00', 'MJD-OBS': 60566.85417 });
      assert.equal(found.sources.dateObs, 'MJD-OBS');
      assert.equal(found.night, '2024-09-13');
      assert.equal(frame({ 'MJD-OBS': 40587 }).night, null);
    });

    it('is no night by DATE-LOC either', () => {
      assert.equal(frame({ 'DATE-LOC': '1970-01-01T01:00:00' }).night, null);
      assert.equal(frame({ 'DATE-LOC': '2024-09-13T22:30:00' }).night, '2024-09-13');
    });

    it('leaves days alone on which frames were taken', () => {
      for (const date of ['1954-11-21', '2000-01-01T00:00:01', '2000-01-01', '1980-01-01T03:00:00']) {
        assert.notEqual(frame({ 'DATE-OBS': date }).night, null, date);
      }
    });
  });

  it('in the future is a problem and of no night, more than a day from now', () => {
    const now = Date.UTC(2024, 8, 13, 12);
    const at = (date: string) =>
      frameOf(header({ 'DATE-OBS': date }), { path: '/in/x.fits', timeZone: 'UTC', now });
    assert.equal(at('2024-09-14T11:59:59').night, '2024-09-13');
    assert.ok(!codes(at('2024-09-14T11:59:59')).includes('future-date'));
    assert.equal(at('2024-09-14T12:00:01').night, null);
    assert.equal(at('2036-01-01T20:00:00').dateObs, '2036-01-01T20:00:00.000Z');
    assert.ok(codes(at('2036-01-01T20:00:00')).includes('future-date'));
  });

  describe('of a date that has two meanings', () => {
    it('is told', () => {
      const values = { 'DATE-OBS': '05/10/2023', 'TIME-OBS': '21:00:00' };
      assert.equal(frame(values).dateObs, '2023-10-05T21:00:00.000Z');
      assert.deepEqual(aboutDates(values), ['ambiguous-date']);
    });

    it('is settled by a Julian date or the local date', () => {
      const may = { 'DATE-OBS': '05/10/2023 21:00:00', 'DATE-LOC': '2023-05-10T23:00:00' };
      assert.equal(frame(may).dateObs, '2023-05-10T21:00:00.000Z');
      assert.deepEqual(aboutDates(may), []);
      const old = { 'DATE-OBS': '05/10/23', 'MJD-OBS': 60074.875 };
      assert.equal(frame(old).dateObs, '2023-05-10T21:00:00.000Z');
      assert.deepEqual(aboutDates(old), []);
    });

    it('is plain where only one can be', () => {
      for (const text of ['25/10/2023', '10/25/2023', '25.10.2023', '25-10-2023']) {
        assert.equal(dateTimeOf(text, null)?.ms, Date.UTC(2023, 9, 25), text);
        assert.deepEqual(dateTimeOf(text, null)?.others, [], text);
      }
      assert.deepEqual(dateTimeOf('05.10.2023', null)?.others, []);
      assert.deepEqual(dateTimeOf('10/10/2023', null)?.others, []);
    });
  });

  it('can always be told, whatever stands in the cards', () => {
    const text = fc.oneof(fc.string(), fc.date({ noInvalidDate: true }).map(String), fc.double().map(String));
    fc.assert(
      fc.property(text, text, fc.oneof(fc.double(), text), (date, time, mjd) => {
        const values = { 'DATE-OBS': date, 'TIME-OBS': time, 'MJD-OBS': mjd, 'TM-START': mjd };
        const { dateObs } = frame(values);
        assert.ok(dateObs === null || !Number.isNaN(Date.parse(dateObs)));
      }),
    );
  });
});
