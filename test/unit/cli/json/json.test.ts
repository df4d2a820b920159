import assert from 'node:assert/strict';
import {
  cardJson,
  cardValueJson,
  frameJson,
  headerJson,
  regenerateJson,
  sessionJson,
} from '../../../../src/cli/json/json';
import { statsJson } from '../../../../src/cli/json/stats';
import type { Stats } from '../../../../src/core/api/archive';
import type { Card } from '../../../../src/core/formats/fits/header';
import { FRAME, LIGHT } from '../fakeArchive';

const card = (keyword: string, value: Card['value'], type: Card['type'], comment = ''): Card => ({
  keyword,
  value,
  type,
  comment,
});

describe('cardValueJson', () => {
  it('passes on what JSON holds exactly', () => {
    for (const value of ['NGC 7000', '', 300, -0.5, true, false]) assert.equal(cardValueJson(value), value);
  });

  it('writes integers beyond 2^53 as text', () => {
    assert.deepEqual(cardValueJson(100000000000000001n), { int: '100000000000000001' });
    assert.deepEqual(cardValueJson(-9223372036854775808n), { int: '-9223372036854775808' });
    assert.equal(cardValueJson(42n), 42);
  });

  it('names numbers that JSON does not have', () => {
    assert.deepEqual(cardValueJson(NaN), { float: 'nan' });
    assert.deepEqual(cardValueJson(Infinity), { float: 'inf' });
    assert.deepEqual(cardValueJson(-Infinity), { float: '-inf' });
  });

  it('writes complex numbers as pairs and says when there is no value', () => {
    assert.deepEqual(cardValueJson([137, -1]), { complex: [137, -1] });
    assert.deepEqual(cardValueJson(null), { undefined: true });
  });
});

describe('cardJson', () => {
  it('writes commentary as text', () => {
    assert.deepEqual(cardJson(card('HISTORY', 'Dark subtracted', 'commentary')), {
      keyword: 'HISTORY',
      value: 'Dark subtracted',
      type: 'string',
      comment: '',
    });
    assert.deepEqual(cardJson(card('', '', 'commentary')), {
      keyword: '',
      value: '',
      type: 'string',
      comment: '',
    });
  });

  it('keeps the type of a value that is not there', () => {
    assert.deepEqual(cardJson(card('UNDEF', null, 'undefined', 'nothing')), {
      keyword: 'UNDEF',
      value: { undefined: true },
      type: 'undefined',
      comment: 'nothing',
    });
  });
});

describe('the JSON of rows', () => {
  it('gives a session the documented fields and no others', () => {
    assert.deepEqual(sessionJson(LIGHT), {
      id: '8c1f03b2a9d4',
      type: 'light',
      processing: null,
      object: 'NGC 7000',
      night: '2024-09-13',
      telescope: 'Esprit 100ED',
      imager: 'ZWO ASI2600MM Pro',
      filter: 'Ha',
      exposure: 300,
      binningX: 1,
      binningY: 1,
      ccdTemp: -10,
      gain: 100,
      offset: 50,
      master: false,
      frames: 6,
      links: { bias: 'b1', dark: 'd1', flat: null, flatDark: null },
    });
  });

  it('gives a frame every field of its header, and its place in the archive', () => {
    const inside = new Set(['id', 'mtime']);
    const documented = Object.entries(FRAME).filter(([field]) => !inside.has(field));
    assert.deepEqual(frameJson(FRAME), Object.fromEntries(documented));
  });

  it('projects a header unit by unit', () => {
    const json = headerJson({
      file: {
        path: '/astro/a.fits',
        format: 'fits',
        size: 2880,
        problems: [],
        hdus: [
          {
            index: 0,
            type: 'primary',
            name: 'PRIMARY',
            headerOffset: 0,
            dataOffset: 2880,
            dataSize: 0,
            cards: [card('SIMPLE', true, 'logical')],
            problems: [{ code: 'x', message: 'odd', keyword: 'SIMPLE' }],
          },
        ],
      },
      frame: null,
      problems: [{ code: 'y', message: 'cut off' }],
    });
    assert.deepEqual(json, {
      path: '/astro/a.fits',
      format: 'fits',
      hdus: [
        {
          index: 0,
          type: 'PrimaryHDU',
          name: 'PRIMARY',
          headerOffset: 0,
          dataOffset: 2880,
          dataSize: 0,
          cards: [{ keyword: 'SIMPLE', value: true, type: 'logical', comment: '' }],
          problems: [{ code: 'x', message: 'odd', keyword: 'SIMPLE' }],
        },
      ],
      frame: null,
      problems: [{ code: 'y', message: 'cut off' }],
    });
  });
});

describe('the JSON of counts of frames', () => {
  it('calls them frames in figures, whatever they are called inside', () => {
    const sums = { frameCount: 6, totalExposure: 1800 };
    const stats: Stats = {
      ...{ lights: 6, darks: 1, flats: 2, biases: 3, flatDarks: 4, stacks: 5, processed: 7, unknown: 8 },
      ...{ masters: 9, lightSessions: 1, nights: 1, totalExposure: 1800, bytes: 2880 },
      objects: [{ object: 'M 31', ...sums, filters: [{ filter: 'Ha', ...sums }] }],
      months: [{ month: '2024-09', ...sums }],
      missing: [
        {
          kind: 'dark',
          ...{ what: 'darks 300 s', text: 'darks 300 s: none', sessions: ['a'], lights: 6 },
          ...{ telescope: null, imager: null, have: [{ frameCount: 20, text: 'at −15 °C' }] },
        },
      ],
      counted: '2024-09-14T00:00:00Z',
    };
    const shown = { frames: 6, totalExposure: 1800 };
    assert.deepEqual(statsJson(stats), {
      ...{ lights: 6, darks: 1, flats: 2, biases: 3, flatDarks: 4, stacks: 5, processed: 7, unknown: 8 },
      ...{ masters: 9, lightSessions: 1, nights: 1, totalExposure: 1800, bytes: 2880 },
      objects: [{ object: 'M 31', ...shown, filters: [{ filter: 'Ha', ...shown }] }],
      months: [{ month: '2024-09', ...shown }],
      missing: [
        {
          ...{ kind: 'dark', text: 'darks 300 s: none', sessions: ['a'], lights: 6 },
          ...{ telescope: null, imager: null, have: [{ frames: 20, text: 'at −15 °C' }] },
        },
      ],
      counted: '2024-09-14T00:00:00Z',
    });
  });

  it('does so for headers that were read again', () => {
    const links = { bias: 0, dark: 0, flat: 0, flatDark: 0 };
    const sessions = { lightSessions: 1, calibrationSessions: 0, links, unlinked: 1, seconds: 0.5 };
    const reread = { read: 3, changed: 2, left: 1 };
    assert.deepEqual(
      regenerateJson({ ...sessions, reread: { ...reread, fields: [{ field: 'gain', frameCount: 2 }] } }),
      { ...sessions, reread: { ...reread, fields: [{ field: 'gain', frames: 2 }] } },
    );
    assert.deepEqual(regenerateJson({ ...sessions, reread: null }), sessions);
  });
});
