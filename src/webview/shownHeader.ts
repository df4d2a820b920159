/** A header as its page shows it. Pure. */
import { basename } from 'node:path';
import type { HeaderReport } from '../core/api/archive';
import { valueText } from '../core/text/card';
import type { Card, Hdu } from '../core/formats/fits/header';
import { headerSummary } from '../core/text/headerWords';
import { bytesText } from '../core/text/words';
import type { ShownCard, ShownHeader, ShownUnit } from './headerProtocol';

/** What matters first, then every card of every unit. Values are text: messages to a page hold no large integers. */
export function shownHeader(report: HeaderReport): ShownHeader {
  const { file } = report;
  const { title, facts, problems } = headerSummary(report);
  return { name: basename(file.path), title, facts, problems, units: file.hdus.map(shownUnit) };
}

function shownUnit({ index, name, type, dataSize, dataOffset, cards }: Hdu): ShownUnit {
  return {
    title: [`Unit ${index}`, name, type].filter((part) => part !== '').join(' · '),
    data: dataSize === 0 ? 'No data' : `${bytesText(dataSize)} of data at byte ${dataOffset}`,
    cards: cards.map(shownCard),
  };
}

function shownCard({ keyword, value, type, comment }: Card): ShownCard {
  if (type !== 'commentary') return { keyword, value: valueText(value), comment };
  const text = typeof value === 'string' && value !== '' ? value : comment;
  return { keyword, value: text, comment: '' };
}
