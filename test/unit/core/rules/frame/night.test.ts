import assert from 'node:assert/strict';
import { utcOfLocal, zoneOffset } from '../../../../../src/core/rules/cards/zones';
import { frameOf } from '../../../../../src/core/rules/frame/frameOf';
import { codes, frame, header, type Values } from './support';

const night = (values: Values, timeZone: string | null = 'UTC') =>
  frameOf(header(values), { path: '/in/x.fits', timeZone });

describe('the observing night', () => {
  it('is the local date of the start less twelve hours, by DATE-LOC first', () => {
    const before = night({
      'DATE-OBS': '2025-09-17T03:34:02',
      'DATE-LOC': '2025-09-16T20:34:02',
      SITELONG: -122.3,
    });
    assert.equal(before.night, '2025-09-16');
    assert.equal(before.sources.night, 'DATE-LOC');
    assert.equal(
      night({ 'DATE-OBS': '2020-05-30T00:22:49', 'DATE-LOC': '2020-05-30T02:22:49' }).night,
      '2020-05-29',
    );
  });

  it('changes at local noon, not at midnight', () => {
    const at = (time: string) => night({ 'DATE-OBS': `2024-09-14T${time}` }).night;
    assert.equal(at('00:00:00'), '2024-09-13');
    assert.equal(at('11:59:59.999'), '2024-09-13');
    assert.equal(at('12:00:00'), '2024-09-14');
    assert.equal(at('23:59:59'), '2024-09-14');
  });

  it('follows the sun at the site where no clock is written', () => {
    const at = (longitude: number | string) =>
      night({ 'DATE-OBS': '2025-07-15T05:00:00', SITELONG: longitude });
    assert.equal(at(-122.309).night, '2025-07-14');
    assert.equal(at(237.691).night, '2025-07-14');
    assert.equal(at('149 03 52').night, '2025-07-15');
    assert.equal(at(0).night, '2025-07-14');
    assert.equal(at(104.9).night, '2025-07-14');
    assert.equal(at(105).night, '2025-07-15');
    assert.equal(at(0).sources.night, 'SITELONG');
  });

  it('then takes the zone of the settings, with its summer time', () => {
    const berlin = (date: string) => night({ 'DATE-OBS': date }, 'Europe/Berlin').night;
    assert.equal(berlin('2024-07-01T09:59:59'), '2024-06-30');
    assert.equal(berlin('2024-07-01T10:00:00'), '2024-07-01');
    assert.equal(berlin('2024-12-01T10:59:59'), '2024-11-30');
    assert.equal(berlin('2024-12-01T11:00:00'), '2024-12-01');
    assert.equal(
      night({ 'DATE-OBS': '2024-12-01T11:00:00' }, 'Europe/Berlin').sources.night,
      'time zone setting',
    );
  });

  it('takes this computer’s zone last, and says so of a zone that does not exist', () => {
    const start = '2024-12-01T18:00:00';
    const local = new Date(`${start}Z`);
    local.setMinutes(local.getMinutes() - local.getTimezoneOffset() - 720);
    const plain = night({ 'DATE-OBS': start }, null);
    assert.equal(plain.night, local.toISOString().slice(0, 10));
    assert.equal(plain.sources.night, 'time zone of this computer');
    const wrong = night({ 'DATE-OBS': start }, 'Mars/Olympus');
    assert.equal(wrong.night, plain.night);
    assert.deepEqual(
      codes(wrong).filter((code) => code.startsWith('zone')),
      ['zone-unknown'],
    );
  });

  it('ignores a DATE-LOC that cannot belong to DATE-OBS', () => {
    const odd = night({ 'DATE-OBS': '2024-09-13T20:00:00', 'DATE-LOC': '2019-01-01T20:00:00' });
    assert.equal(odd.night, '2024-09-13');
    assert.ok(codes(odd).includes('local-time-differs'));
  });

  it('ignores a DATE-LOC that is not the time of day at the site, such as that of a computer set to UTC', () => {
    const california = { SITELAT: 37.3, SITELONG: -121.6 };
    for (const time of ['2025-09-17T03:34:02', '2025-09-17T12:20:00']) {
      const utcClock = night({ 'DATE-OBS': time, 'DATE-LOC': time, ...california });
      assert.equal(utcClock.night, '2025-09-16', time);
      assert.equal(utcClock.sources.night, 'SITELONG');
      assert.ok(codes(utcClock).includes('local-time-differs'));
    }
    // Four hours are allowed: the clocks of western China and of an Alaskan summer are three from the sun.
    const kashgar = night({
      'DATE-OBS': '2025-09-17T02:30:00',
      'DATE-LOC': '2025-09-17T10:30:00',
      SITELONG: 75.9,
    });
    assert.equal(kashgar.sources.night, 'DATE-LOC');
    assert.deepEqual(
      codes(kashgar).filter((code) => code === 'local-time-differs'),
      [],
    );
  });

  it('takes a site at 0° north and 0° east for one that was never filled in', () => {
    const unset = night({ 'DATE-OBS': '2024-07-01T11:00:00', SITELAT: 0, SITELONG: 0 }, 'Australia/Sydney');
    assert.equal(unset.night, '2024-07-01');
    assert.equal(unset.sources.night, 'time zone setting');
    const clock = { 'DATE-OBS': '2024-07-01T14:00:00', 'DATE-LOC': '2024-07-02T00:00:00' };
    assert.equal(night({ ...clock, SITELAT: 0, SITELONG: 0 }).sources.night, 'DATE-LOC');
    assert.equal(
      night({ 'DATE-OBS': '2024-07-01T11:00:00', SITELAT: 51.5, SITELONG: 0 }).sources.night,
      'SITELONG',
    );
  });

  it('is one night on both sides of the date line, dusk to dawn', () => {
    const dusk = '2024-09-14T07:00:00';
    const dawn = '2024-09-14T17:00:00';
    for (const at of [dusk, dawn]) {
      assert.equal(night({ 'DATE-OBS': at, SITELONG: 179.9 }).night, '2024-09-14', at);
      assert.equal(night({ 'DATE-OBS': at, SITELONG: -179.9 }).night, '2024-09-13', at);
      assert.equal(night({ 'DATE-OBS': at, SITELONG: 180.1 }).night, '2024-09-13', at);
    }
  });

  it('has the date of the calendar where the date line bends, when the time zone is set or DATE-LOC is there', () => {
    const evenings = [
      ['Pacific/Apia', -171.8, '2024-09-14T07:00:00', '2024-09-14T20:00:00'],
      ['Pacific/Tongatapu', -175.2, '2024-09-14T07:00:00', '2024-09-14T20:00:00'],
      ['Pacific/Kiritimati', -157.4, '2024-09-14T06:00:00', '2024-09-14T20:00:00'],
      ['Pacific/Chatham', -176.5, '2024-09-14T07:15:00', '2024-09-14T20:00:00'],
      ['Pacific/Chatham', -176.5, '2025-01-14T06:15:00', '2025-01-14T20:00:00'],
    ] as const;
    for (const [zone, longitude, utc, local] of evenings) {
      const site = { 'DATE-OBS': utc, SITELONG: longitude };
      assert.equal(night(site, zone).night, local.slice(0, 10), zone);
      assert.equal(night({ ...site, 'DATE-LOC': local }).night, local.slice(0, 10), zone);
      assert.equal(night(site, 'UTC').night, utc.slice(0, 8) + '13', zone);
    }
  });

  it('keeps the sun of a remote site when the zone in the settings is that of the owner', () => {
    const at = (longitude: number, utc: string, zone: string) =>
      night({ 'DATE-OBS': utc, SITELONG: longitude }, zone).night;
    assert.equal(at(-155.5, '2024-09-14T09:00:00', 'Europe/Berlin'), '2024-09-13');
    assert.equal(at(-70.7, '2024-09-14T04:00:00', 'Australia/Sydney'), '2024-09-13');
    assert.equal(at(149, '2024-09-13T12:00:00', 'America/Los_Angeles'), '2024-09-13');
  });

  it('is one night while the clocks change, in spring and in autumn, north and south', () => {
    const nights = [
      [
        'Europe/Berlin',
        '2024-03-30',
        ['2024-03-30T18:00', '2024-03-31T00:59', '2024-03-31T01:01', '2024-03-31T04:00'],
      ],
      [
        'Europe/Berlin',
        '2024-10-26',
        ['2024-10-26T17:00', '2024-10-27T00:30', '2024-10-27T01:30', '2024-10-27T05:00'],
      ],
      [
        'America/Denver',
        '2024-03-09',
        ['2024-03-10T02:00', '2024-03-10T08:59', '2024-03-10T09:01', '2024-03-10T12:30'],
      ],
      [
        'Australia/Sydney',
        '2024-10-05',
        ['2024-10-05T09:00', '2024-10-05T15:59', '2024-10-05T16:01', '2024-10-05T19:00'],
      ],
    ] as const;
    for (const [zone, expected, starts] of nights) {
      for (const start of starts) {
        assert.equal(night({ 'DATE-OBS': `${start}:00` }, zone).night, expected, `${zone} ${start}`);
      }
    }
    // The same hour of the clock twice: DATE-LOC goes back while DATE-OBS goes on.
    for (const [utc, local] of [
      ['2024-10-27T00:30:00', '2024-10-27T02:30:00'],
      ['2024-10-27T01:30:00', '2024-10-27T02:30:00'],
    ] as const) {
      assert.equal(night({ 'DATE-OBS': utc, 'DATE-LOC': local }).night, '2024-10-26');
    }
  });

  it('of the Sun is the calendar date, so that noon does not split a day of observing', () => {
    const day = ['2024-06-20T07:30:00', '2024-06-20T09:59:00', '2024-06-20T10:01:00', '2024-06-20T15:00:00'];
    for (const object of ['Sun', 'sun', 'Solar disk', 'The Sun', 'AR 13664', 'NOAA AR13664']) {
      for (const at of day) {
        assert.equal(night({ OBJECT: object, 'DATE-OBS': at }, 'Europe/Berlin').night, '2024-06-20', object);
      }
    }
    const names = ['Sunflower Galaxy', 'Moon', 'Venus', 'Solaris', 'AR Cas'];
    for (const object of names) {
      const [first = '', , , last = ''] = day.map(
        (at) => night({ OBJECT: object, 'DATE-OBS': at }, 'Europe/Berlin').night ?? '',
      );
      assert.deepEqual([first, last], ['2024-06-19', '2024-06-20'], object);
    }
    assert.equal(
      night({ OBJECT: 'Sun', 'DATE-OBS': '2024-06-20T02:00:00', SITELONG: 174.8 }).night,
      '2024-06-20',
    );
    assert.equal(
      night({ OBJECT: 'Sun', 'DATE-OBS': '2024-06-19T22:00:00', SITELONG: 174.8 }).night,
      '2024-06-20',
    );
  });

  it('is the date itself where there is no time of day, and null where there is no date', () => {
    const dated = night({ 'DATE-OBS': '2024-09-13' });
    assert.equal(dated.night, '2024-09-13');
    assert.ok(codes(dated).includes('time-missing'));
    assert.equal(night({}).night, null);
    assert.ok(codes(night({})).includes('date-missing'));
  });

  it('crosses the ends of months and years', () => {
    assert.equal(night({ 'DATE-OBS': '2024-03-01T03:00:00' }).night, '2024-02-29');
    assert.equal(night({ 'DATE-OBS': '2025-01-01T03:00:00' }).night, '2024-12-31');
  });
});

describe('starts of exposures', () => {
  it('subtracts the exposure where a Dwarf writes the end', () => {
    const dwarf = { ORIGIN: 'DWARFLAB', TELESCOP: 'DWARFIII', EXPTIME: 60 };
    const end = { value: '2025-10-18T04:59:26.401', comment: 'Time end of exposure' };
    assert.equal(frame({ ...dwarf, 'DATE-OBS': end }).dateObs, '2025-10-18T04:58:26.401Z');
    const start = { value: '2023-06-10T21:38:19.442', comment: 'Time start to exposure' };
    assert.equal(
      frame({ ...dwarf, TELESCOP: 'DWARFII', 'DATE-OBS': start }).dateObs,
      '2023-06-10T21:38:19.442Z',
    );
  });

  it('turns the local time of an Origin into UTC', () => {
    const origin = { TELESCOP: 'Origin', 'DATE-OBS': '2024-07-05T22:15:00' };
    const zoned = frame({ ...origin, TIMEZONE: '-0700' });
    assert.equal(zoned.dateObs, '2024-07-06T05:15:00.000Z');
    assert.equal(zoned.night, '2024-07-05');
    assert.equal(frame({ ...origin, TIMEZONE: -7 }).dateObs, '2024-07-06T05:15:00.000Z');
    assert.equal(frame({ ...origin, TIMEZONE: 'America/Los_Angeles' }).dateObs, '2024-07-06T05:15:00.000Z');
    const bare = frame(origin);
    assert.equal(bare.dateObs, '2024-07-05T22:15:00.000Z');
    assert.ok(codes(bare).includes('zone-missing'));
  });

  it('goes on to other keywords where DATE-OBS cannot be read', () => {
    const julian = frame({ 'DATE-OBS': 'soon', 'MJD-OBS': 60928.5 });
    assert.equal(julian.dateObs, '2025-09-10T12:00:00.000Z');
    assert.equal(julian.sources.dateObs, 'MJD-OBS');
    assert.ok(codes(julian).includes('unreadable-date'));
  });

  it('never takes DATE, which is when the file was made', () => {
    assert.equal(frame({ DATE: '2025-11-03T09:23:36' }).dateObs, null);
  });

  it('knows zones through their changes of clock', () => {
    assert.equal(zoneOffset('Europe/Berlin', Date.UTC(2024, 2, 31, 0, 59, 59)), 60);
    assert.equal(zoneOffset('Europe/Berlin', Date.UTC(2024, 2, 31, 1, 0, 0)), 120);
    assert.equal(zoneOffset('Asia/Kathmandu', Date.UTC(2024, 0, 1)), 345);
    assert.equal(utcOfLocal('Europe/Berlin', Date.UTC(2024, 6, 1, 0, 30)), Date.UTC(2024, 5, 30, 22, 30));
  });
});
