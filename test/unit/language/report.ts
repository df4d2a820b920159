import type { HeaderReport } from '../../../src/core/api/archive';
import type { ExplainedFrame } from '../../../src/core/base/frame';
import type { Card } from '../../../src/core/formats/fits/header';
import { lightFrame } from '../../support/frame';

/** A card as the reader gives it. */
export function card(keyword: string, value: Card['value'], comment = '', type?: Card['type']): Card {
  const guessed = typeof value === 'string' ? 'string' : typeof value === 'boolean' ? 'logical' : 'float';
  return { keyword, value, type: type ?? guessed, comment };
}

const frame: ExplainedFrame = {
  ...lightFrame({ telescope: 'Esprit 100' }),
  electronsPerAdu: null,
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
