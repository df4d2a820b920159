import type { HeaderReport } from '../../../src/core/archive';
import type { Card } from '../../../src/core/fits/header';
import type { ExplainedFrame } from '../../../src/core/model';

/** A card as the reader gives it. */
export function card(keyword: string, value: Card['value'], comment = '', type?: Card['type']): Card {
  const guessed = typeof value === 'string' ? 'string' : typeof value === 'boolean' ? 'logical' : 'float';
  return { keyword, value, type: type ?? guessed, comment };
}

const frame: ExplainedFrame = {
  type: 'light',
  master: false,
  object: 'NGC 7000',
  telescope: 'Esprit 100',
  imager: 'ZWO ASI2600MM Pro',
  filter: 'Ha',
  exposure: 300,
  binningX: 1,
  binningY: 1,
  ccdTemp: -9.9,
  setTemp: -10,
  gain: 100,
  offset: 50,
  readoutMode: null,
  bayerPattern: null,
  width: 6248,
  height: 4176,
  channels: 1,
  rotator: null,
  focalLength: 550,
  pixelSize: 3.76,
  ra: 314.75,
  dec: 44.37,
  siteLatitude: null,
  siteLongitude: null,
  dateObs: '2024-09-13T20:30:00.000Z',
  night: '2024-09-13',
  program: 'N.I.N.A. 3.1',
  stackCount: null,
  problems: [],
  sources: {},
};

/** The report of one light, with the frame's fields and the cards that a test wants. */
export function report(
  changes: Partial<ExplainedFrame> | null = {},
  cards: readonly Card[] = [],
): HeaderReport {
  return {
    file: {
      path: '/astro/a.fits',
      format: 'fits',
      size: 52_185_600,
      problems: [],
      hdus: [
        {
          index: 0,
          type: 'primary',
          name: 'PRIMARY',
          headerOffset: 0,
          dataOffset: 2880,
          dataSize: 52_182_720,
          cards: [card('SIMPLE', true, 'conforms'), ...cards],
          problems: [],
        },
      ],
    },
    frame: changes === null ? null : { ...frame, ...changes },
    problems: changes?.problems ?? [],
  };
}
